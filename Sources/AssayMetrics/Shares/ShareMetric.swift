public import AssayCore

/// What one sample adds to a share, in the metric's own unit and before its weight.
public struct Share: Sendable, Hashable {
    /// Units that were counted.
    public let numerator: Int32
    /// Units that could be ruled on.
    public let denominator: Int32
    /// Units that could not, and may turn out either way.
    public let excluded: Int32
    /// Units of the denominator that are not counted, but may yet be.
    public let mayCount: Int32
    /// Units that are counted, but may yet not be.
    public let mayNotCount: Int32

    /// A sample's units; all zero where the metric is not about it.
    public init(numerator: Int, denominator: Int, excluded: Int, mayCount: Int = 0, mayNotCount: Int = 0) {
        precondition(numerator >= 0 && numerator <= denominator && excluded >= 0, "a share is at most the whole")
        precondition(
            mayCount >= 0 && numerator + mayCount <= denominator && mayNotCount >= 0 && mayNotCount <= numerator,
            "what is open is a part of what it is open in")
        self.numerator = Int32(numerator)
        self.denominator = Int32(denominator)
        self.excluded = Int32(excluded)
        self.mayCount = Int32(mayCount)
        self.mayNotCount = Int32(mayNotCount)
    }

    /// The share of a sample that the metric is not about.
    public static let none = Share(numerator: 0, denominator: 0, excluded: 0)
}

/// A metric that is a quotient of weighted sums over samples.
///
/// value = sum(w k) / sum(w d) over the samples' weights w, numerators k and denominators d.
/// Bounds = sum(w k) / sum(w (d + e)) to sum(w (k + e)) / sum(w (d + e)) with the excluded e: each excluded unit may
/// turn out either way on its own, so both ends are reached. Where a protocol keeps what it could not rule on in the
/// denominator, the low end is without the units that may not count, and the high end with those that may.
/// Slices and live estimates are made from the shares, without looking at a sample twice.
public protocol ShareMetric<Label>: Metric {
    /// The name for people.
    var title: String { get }
    /// Which way is safer or better.
    var direction: Estimate.Direction { get }
    /// Why there is no value where nothing could be ruled on.
    var unresolvedReason: String { get }
    /// Why there is no value where no unit is counted and none is open.
    var emptyReason: String { get }
    /// On what scale the quotient is shown; from 0 to 1 where nothing else is said.
    var scale: ShareScale { get }

    /// What a sample adds.
    func share(of sample: Int, in records: Records<Label>) -> Share
}

extension ShareMetric {
    /// That the samples are of another kind.
    public var emptyReason: String { "no sample of this kind is planned" }

    /// From 0 to 1.
    public var scale: ShareScale { .fraction }

    /// The quotient over all samples of `records`, with interval and bounds.
    public func measure(_ records: Records<Label>) -> Estimate {
        measure(records) { share(of: $0, in: records) }
    }

    /// The same from shares that were taken before.
    func measure(_ records: Records<Label>, share: (Int) -> Share) -> Estimate {
        var tally = Tally()
        for sample in records.samples {
            tally.add(share(sample), weight: records.weight(of: sample), cluster: records.cluster(of: sample))
        }
        return estimate(from: tally)
    }

    private func estimate(from tally: Tally) -> Estimate {
        Estimate(
            name: name, title: title, direction: direction, aggregation: .pooled,
            value: tally.value.map(scale.value),
            numerator: tally.isWeighted ? nil : scale.numerator(counted: tally.numerator, of: tally.denominator),
            denominator: tally.isWeighted ? nil : Double(scale.records(tally.denominator)),
            resolved: scale.records(tally.denominator), excluded: scale.records(tally.excluded),
            interval: tally.interval.map(scale.interval), bounds: tally.bounds.map(scale.bounds),
            reason: reason(for: tally))
    }

    private func reason(for tally: Tally) -> String? {
        if tally.isEmpty { return emptyReason }
        return tally.value == nil ? unresolvedReason : nil
    }
}
