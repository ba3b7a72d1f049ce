public import AssayCore

/// An estimate while a run is going: over the longest prefix of the run's order in which every sample has ended.
///
/// Short refusals end first, so that "what is done so far" is biased; a prefix of a seeded order is not. It keeps running
/// sums and the shares of the samples that are ahead of the prefix, nothing else. The price of that is its interval: it
/// takes each sample for a cluster of its own, where the report's interval knows which of them share a query or a medium.
public struct LiveEstimate<Label: VerdictLabel>: Sendable {
    private let metric: (any ShareMetric<Label>)?
    private var sums = ClusterSums()
    private var ahead: [Int: (share: Share, weight: Double)] = [:]
    private var next = 0

    /// Nothing has ended yet.
    ///
    /// A metric that is not a quotient of sums over samples has no live estimate: `current` stays nil.
    public init(metric: any Metric<Label>) {
        self.metric = metric as? any ShareMetric<Label>
    }

    /// Takes note that a sample has ended, in whatever order samples end; a position that was given before is ignored.
    ///
    /// - Parameters:
    ///   - position: the sample's place in the run's order, from 0.
    ///   - records: that one sample with all its trials.
    public mutating func sampleEnded(at position: Int, records: Records<Label>) {
        guard let metric, position >= next, ahead[position] == nil, let sample = records.samples.first else { return }
        ahead[position] = (metric.share(of: sample, in: records), records.weight(of: sample))
        while let ended = ahead.removeValue(forKey: next) {
            next += 1
            add(ended.share, weight: ended.weight)
        }
    }

    private mutating func add(_ share: Share, weight: Double) {
        guard share.denominator > 0 else { return }
        sums.add(
            units: Int(share.denominator), numerator: weight * Double(share.numerator),
            denominator: weight * Double(share.denominator))
    }

    /// The value so far with the ends of its interval, and how many resolved units it rests on; nil before the first.
    public var current: (value: Double, low: Double, high: Double, samples: Int)? {
        guard let value = sums.value, let interval = sums.interval else { return nil }
        return (value, interval.low, interval.high, sums.units)
    }

    /// How many samples wait for one before them to end.
    var waiting: Int { ahead.count }
}
