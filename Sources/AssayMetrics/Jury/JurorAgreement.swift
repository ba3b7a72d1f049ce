public import AssayCore
import Foundation

/// Krippendorff's alpha (nominal) of the labels that jurors gave first, each by itself.
///
/// See `Coincidences.alpha`. The unit is an answer with at least two readable first votes; every other planned record is
/// excluded. Weights of samples do not enter: it is about the votes that were cast. There are no bounds: what is
/// unresolved has no jurors to agree.
///
/// Interval: alpha is a smooth function of sums over independent clusters, so its variance is that of its linearisation
/// (W. G. Cochran, *Sampling Techniques*, 1977, section 9A: V = m / (m - 1) sum(z_c²)), with Student's t at m - 1 degrees
/// of freedom on Fisher's scale atanh(alpha), which keeps it within -1...1. Where all votes agree the low end is that of
/// Wilson's interval of no disagreement in m clusters; where no two clusters differ otherwise it is -1...1.
public struct JurorAgreement<Label: VerdictLabel>: Metric {
    /// `juror_agreement`, unless a suite asks its jury several questions.
    public let name: String
    /// The name for people.
    public let title: String
    private let question: Question

    /// The agreement of jurors on one question.
    public init(
        on question: Question, name: String = "juror_agreement", title: String = "Agreement of jurors (alpha)"
    ) {
        self.question = question
        self.name = name
        self.title = title
    }

    /// Alpha over all records, with its interval.
    public func measure(_ records: Records<Label>) -> Estimate {
        let votes = JurorVotes(of: records, on: question)
        let sums = votes.firstLabels
        let value = sums.alpha(isOrdinal: false)
        return Estimate(
            name: name, title: title, direction: .higher, aggregation: .pooled, value: value, numerator: nil,
            denominator: nil, resolved: sums.units, excluded: records.samples.count * records.trials - sums.units,
            interval: value.map { interval(of: $0, sums, votes) }, bounds: nil,
            reason: value == nil ? Agreement.reason(sums, jurors: records.jurors) : nil)
    }

    private func interval(of alpha: Double, _ sums: Coincidences, _ votes: JurorVotes<Label>) -> Interval {
        // In a fixed order: sums of the same numbers in another order differ in their last bits.
        let effects = votes.effects(on: sums).sorted { $0.key < $1.key }.map(\.value)
        let ends = Self.ends(of: alpha, sums, effects: effects)
        return Interval(method: "linearised-clustered", level: Wilson.level, low: ends.low, high: ends.high)
    }

    private static func ends(
        of alpha: Double, _ sums: Coincidences, effects: [Double]
    ) -> (low: Double, high: Double) {
        let clusters = Double(effects.count)
        guard clusters > 1, let quantile = StudentT.quantile(degreesOfFreedom: clusters - 1) else { return (-1, 1) }
        guard alpha < 1 else {
            let values = sums.totals.reduce(0, +)
            let chance = 1 - sums.totals.reduce(0) { $0 + $1 * ($1 - 1) } / (values * (values - 1))
            return (max(-1, 1 - Wilson.ends(0, size: clusters, quantile: quantile).high / chance), 1)
        }
        let squares = effects.reduce(0) { $0 + $1 * $1 }
        guard alpha > -1, squares > 1e-24 else { return (-1, 1) }
        let spread = (clusters / (clusters - 1) * squares).squareRoot() * quantile / (1 - alpha * alpha)
        return (tanh(atanh(alpha) - spread), tanh(atanh(alpha) + spread))
    }
}
