public import AssayCore

/// The records of two runs, sample by sample.
///
/// Where the runs weigh a sample differently, because one of them holds only a part of the dataset, the weights are
/// those of the run with fewer samples. Samples that share something in either run are one cluster.
public struct PairedRecords<Label: VerdictLabel>: Sendable {
    /// The first run: what the second is compared with.
    public let first: Records<Label>
    /// The second run.
    public let second: Records<Label>
    /// The samples that both have.
    public let pairs: [SamplePairing.Pair]
    let weights: [Double]
    let clusters: [Int]
    /// How many samples at the start of each run's order have ended.
    private let ended: (first: Int, second: Int)

    /// Two runs with their common samples.
    public init(_ first: Records<Label>, _ second: Records<Label>, pairing: SamplePairing) {
        self.first = first
        self.second = second
        pairs = pairing.pairs
        let usesFirst = first.samples.count <= second.samples.count
        weights = pairs.map { usesFirst ? first.weight(of: $0.first) : second.weight(of: $0.second) }
        var clusters = Clusters()
        for pair in pairs {
            clusters.append(keys: ["a\(first.cluster(of: pair.first))", "b\(second.cluster(of: pair.second))"])
        }
        self.clusters = clusters.finish()
        ended = (first.endedPrefix, second.endedPrefix)
    }

    /// How many groups of common samples are independent of each other.
    public var clusterCount: Int { Set(clusters).count }

    /// Whether a pair may enter a value: in a run that stopped only samples before the first pending one do, since what
    /// happens to be done after it is biased.
    func counts(_ pair: SamplePairing.Pair) -> (first: Bool, second: Bool) {
        (pair.first < ended.first, pair.second < ended.second)
    }

    /// The pairs' places, for the whole and for each value of each breakdown.
    func parts(by slices: [[Group]]) -> [Part] {
        var places = [Int](repeating: -1, count: (first.samples.max() ?? -1) + 1)
        for (place, pair) in pairs.enumerated() { places[pair.first] = place }
        let whole = Part(breakdown: nil, group: [:], places: Array(pairs.indices))
        return [whole]
            + slices.enumerated().flatMap { breakdown, groups in
                first.sliced(by: groups).map { slice in
                    let members = slice.records.samples.map { places[$0] }.filter { $0 >= 0 }
                    return Part(breakdown: breakdown, group: slice.group, places: members)
                }
            }
    }

    /// A slice, or the whole.
    struct Part {
        /// Which breakdown it belongs to; nil for the whole.
        let breakdown: Int?
        let group: [Group: String]
        let places: [Int]
    }
}
