public import AssayCore

/// How far a change that should not matter moves the share of a label: 0 where it does not, 1 at most.
///
/// value = |p' - p| with p and p' the shares over the pairs that were ruled in both, undressed and dressed. Which way it goes
/// is told by the two shares (`RuledShare`). The interval is that of the paired difference (Tango's, clustered), folded at 0.
/// Slices are those of the undressed responses.
public struct RulingShift<Label: VerdictLabel>: Metric {
    /// The settled name.
    public let name: String
    /// The name for people.
    public let title: String

    private let plain: RuledShare<Label>
    private let dressed: RuledShare<Label>

    /// The shift of a share from the undressed responses to those in a dress.
    public init(name: String, title: String, from plain: RuledShare<Label>, to dressed: RuledShare<Label>) {
        self.name = name
        self.title = title
        self.plain = plain
        self.dressed = dressed
    }

    /// The shift over the undressed responses of `records` and their dressed ones.
    public func measure(_ records: Records<Label>) -> Estimate {
        var tally = PairedTally()
        for sample in records.samples {
            let second = dressed.share(of: sample, in: records)
            // What is not planned in the dress has nothing to be set beside.
            guard second != .none else { continue }
            tally.add(
                plain.share(of: sample, in: records), second, weight: records.weight(of: sample),
                cluster: records.cluster(of: sample))
        }
        let difference = tally.values.map { $0.second - $0.first }
        let interval = tally.interval.map { interval in
            let ends = Self.folded(interval.low, interval.high)
            return Interval(method: interval.method, level: interval.level, low: ends.low, high: ends.high)
        }
        let bounds = tally.bounds.map { bounds in
            let ends = Self.folded(bounds.low, bounds.high)
            return Bounds(low: ends.low, high: ends.high)
        }
        return Estimate(
            name: name, title: title, direction: .lower, aggregation: .pooled, value: difference.map(\.magnitude),
            numerator: nil, denominator: nil, resolved: tally.pairs, excluded: tally.leftOut.all, interval: interval,
            bounds: bounds, reason: difference == nil ? reason(for: tally) : nil)
    }

    private func reason(for tally: PairedTally) -> String {
        tally.isEmpty ? "no response is planned in this dress" : "no pair was ruled in both"
    }

    /// A stretch of differences as one of sizes.
    private static func folded(_ low: Double, _ high: Double) -> (low: Double, high: Double) {
        let (near, far) = (min(low.magnitude, high.magnitude), max(low.magnitude, high.magnitude))
        return (low <= 0 && high >= 0 ? 0 : min(1, near), min(1, far))
    }
}
