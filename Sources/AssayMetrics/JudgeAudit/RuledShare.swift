public import AssayCore

/// The share of rulings in one dress that are a label, whatever the right one is.
///
/// Its odds p / (1 - p) in two dresses say which way a judge leans; `RulingShift` says whether they differ. Replies that rule
/// nothing are excluded: they are neither label. Slices are those of the undressed responses.
public struct RuledShare<Label: VerdictLabel>: ShareMetric {
    /// The settled name.
    public let name: String
    /// The name for people.
    public let title: String
    /// Nothing is better; higher by convention.
    public let direction = Estimate.Direction.higher

    private let dress: Dress
    private let question: Question
    private let label: Label

    /// The share of a label in a dress.
    public init(name: String, title: String, of label: Label, in dress: Dress, question: Question) {
        self.name = name
        self.title = title
        self.label = label
        self.dress = dress
        self.question = question
    }

    /// See `ShareMetric.unresolvedReason`.
    public var unresolvedReason: String { "the judge ruled on none of them" }

    /// One unit for each undressed response that is planned in the dress.
    public func share(of sample: Int, in records: Records<Label>) -> Share {
        guard records.value(of: .dress, sample: sample) == Dress.none.rawValue,
            let response = records.value(of: .response, sample: sample),
            let dressed = records.first(where: .variant, is: dress.variant(of: response))
        else { return .none }
        return Share(records.label(of: question, sample: dressed, trial: 0).map { $0 == label })
    }
}
