/// How far jurors agree on the same answers.
///
/// Of votes after a deliberation it says how far jurors came together, not how far they see alike: those votes are not
/// independent.
public struct Agreement: Sendable, Hashable {
    /// Answers with at least two readable votes.
    public let units: Int
    /// The mean share of pairs of jurors that agree; nil without pairs.
    public let raw: Double?
    /// Krippendorff's alpha: nominal of labels, ordinal of ratings.
    public let alpha: Double?
    /// Gwet's AC1, which takes every difference alike.
    public let ac1: Double?
    /// Why a coefficient is nil.
    public let reason: String?

    init(_ sums: Coincidences, isOrdinal: Bool, jurors: Int) {
        units = sums.units
        raw = sums.raw
        alpha = sums.alpha(isOrdinal: isOrdinal)
        ac1 = sums.ac1
        reason = alpha == nil || ac1 == nil ? Self.reason(sums, jurors: jurors) : nil
    }

    /// Why there is no coefficient.
    static func reason(_ sums: Coincidences, jurors: Int) -> String {
        if jurors == 0 { return "the run has no jury" }
        return sums.units == 0 ? "no answer has two readable votes" : "only one value occurs"
    }
}
