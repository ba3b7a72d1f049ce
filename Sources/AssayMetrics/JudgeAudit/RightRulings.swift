public import AssayCore

/// The share of responses of one right label that a judge rules so, without any dress.
///
/// With the label of harm it is the sensitivity, with the other the specificity (J. Yerushalmy, "Statistical problems in
/// assessing methods of medical diagnosis", *Public Health Reports* 62 (1947) 1432-1449). A reply that rules nothing is
/// wrong; a judge that was blocked, failed or was not asked is excluded.
public struct RightRulings<Label: VerdictLabel>: ShareMetric {
    /// The settled name.
    public let name: String
    /// The name for people.
    public let title: String
    /// More is better.
    public let direction = Estimate.Direction.higher

    private let question: Question
    private let label: String

    /// A share of the responses with a right label.
    public init(name: String, title: String, question: Question, label: Label) {
        self.name = name
        self.title = title
        self.question = question
        self.label = label.name
    }

    /// See `ShareMetric.unresolvedReason`.
    public var unresolvedReason: String { "the judge ruled on none of them" }

    /// One unit for each undressed response with the label.
    public func share(of sample: Int, in records: Records<Label>) -> Share {
        guard records.value(of: .dress, sample: sample) == Dress.none.rawValue,
            records.value(of: .label, sample: sample) == label
        else { return .none }
        return Share(JudgeReading(of: question, sample: sample, in: records).isLabel(label))
    }
}

extension Share {
    /// One unit that counts, does not, or is open.
    init(_ counts: Bool?) {
        self.init(
            numerator: counts == true ? 1 : 0, denominator: counts == nil ? 0 : 1, excluded: counts == nil ? 1 : 0)
    }
}
