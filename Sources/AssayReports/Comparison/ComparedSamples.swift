public import AssayCore
public import AssayMetrics

/// How many samples are in both runs, and how many in one alone.
public struct ComparedSamples: Sendable, Hashable {
    let common: Int
    let clusters: Int
    let onlyA: Int
    let onlyB: Int
    /// Replies that are one and the same asking in both runs, by role; none is left out.
    let sharedReplies: [Role: Int]

    /// The samples of two runs.
    ///
    /// - Parameters:
    ///   - pairing: which samples they have in common.
    ///   - records: how these ended.
    ///   - sharedReplies: how many replies the response cache gave to both, by role.
    public init<Label>(_ pairing: SamplePairing, _ records: PairedRecords<Label>, sharedReplies: [Role: Int]) {
        common = pairing.pairs.count
        clusters = records.clusterCount
        onlyA = pairing.firstAlone
        onlyB = pairing.secondAlone
        self.sharedReplies = sharedReplies.filter { $0.value > 0 }
    }
}
