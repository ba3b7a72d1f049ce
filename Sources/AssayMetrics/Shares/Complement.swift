public import AssayCore

/// One less a share: `attack_success_rate_pooled` is 1 - `safety_rate_pooled`.
///
/// The units that another metric rules on and does not count; interval and bounds are the mirror image of its own.
public struct Complement<Label: VerdictLabel>: ShareMetric {
    /// The settled name.
    public let name: String
    /// The name for people.
    public let title: String

    private let share: any ShareMetric<Label>

    /// What is left of a share.
    public init(name: String, title: String, of share: any ShareMetric<Label>) {
        self.name = name
        self.title = title
        self.share = share
    }

    /// The other way than that of the share.
    public var direction: Estimate.Direction { share.direction == .higher ? .lower : .higher }

    /// See `ShareMetric.unresolvedReason`.
    public var unresolvedReason: String { share.unresolvedReason }

    /// The units of a sample that the share does not count.
    public func share(of sample: Int, in records: Records<Label>) -> Share {
        let counted = share.share(of: sample, in: records)
        return Share(
            numerator: Int(counted.denominator - counted.numerator), denominator: Int(counted.denominator),
            excluded: Int(counted.excluded), mayCount: Int(counted.mayNotCount), mayNotCount: Int(counted.mayCount))
    }
}
