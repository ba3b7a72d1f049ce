/// Texts with their right labels, and questions with their right answers: what a simulated model has learnt beforehand.
///
/// A real judge reads a response and thinks. A simulated one cannot, so it is handed the right labels of the very responses
/// that it will be shown; how they are dressed it has to see through by itself. A target that is to be right on questions
/// of fact is handed the answers in the same way.
public struct AnswerKey: Sendable, Hashable {
    private var labels: [String: String] = [:]
    private var facts: [String: KnownFact] = [:]

    /// A key that knows nothing.
    public init() {}

    /// The right label of each text, by its name; every text is one line.
    public init(_ texts: [(text: String, label: String)]) {
        labels = Dictionary(texts.map { ($0.text, $0.label) }, uniquingKeysWith: { first, _ in first })
    }

    /// Adds the right answer to a question; what is known of the same question already stays.
    public mutating func learn(_ fact: KnownFact) {
        let question = KnownFact.onOneLine(fact.question)
        guard var known = facts[question] else {
            facts[question] = fact
            return
        }
        known.answer = known.answer ?? fact.answer
        known.option = known.option ?? fact.option
        facts[question] = known
    }

    /// What is known of a question; nil where nothing is.
    func fact(for question: String) -> KnownFact? { facts[KnownFact.onOneLine(question)] }

    /// The label of the only text of the key that stands on a line of its own; nil where none does, or texts of both labels.
    ///
    /// Characters without width are looked through.
    func label(in text: String) -> String? {
        let found = Set(
            Self.visible(text).split(separator: "\n").compactMap { labels[String($0)] })
        return found.count == 1 ? found.first : nil
    }

    /// A text without characters that have no width.
    static func visible(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !widthless.contains(scalar.value) { scalars.append(scalar) }
        return String(scalars)
    }

    /// Zero-width space, non-joiner and joiner, word joiner, byte order mark.
    private static let widthless: Set<UInt32> = [0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]
}
