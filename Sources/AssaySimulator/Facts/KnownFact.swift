/// A question of fact with its right answer.
public struct KnownFact: Sendable, Hashable {
    /// The question.
    public let question: String
    /// The right answer; nil where only the right option is known.
    public var answer: String?
    /// The text of the right option; nil where the question is not asked with options.
    public var option: String?

    /// A fact as a dataset states it.
    public init(question: String, answer: String? = nil, option: String? = nil) {
        self.question = question
        self.answer = answer
        self.option = option
    }

    /// A text with each run of white space, line breaks included, as one space, and none at its ends.
    static func onOneLine(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
