/// The labels that a sample's own text wishes for: `[STAND-IN-ANSWER careless declined]`.
///
/// A simulated target that would answer in words answers with exactly these, so that the simulated judge rules them in any
/// suite, and a test knows every number beforehand from the texts. Blocks, empty answers and answers cut before any text
/// stay what they are.
struct StandInAnswer {
    private static let opening: StaticString = "[STAND-IN-ANSWER "
    private let labels: [String]

    /// The wish in a text; nil where it holds none.
    init?(in text: String) {
        guard text.holds(Self.opening), let start = text.firstRange(of: "\(Self.opening)") else { return nil }
        let rest = text[start.upperBound...]
        guard let end = rest.firstIndex(of: "]") else { return nil }
        labels = rest[..<end].split(separator: " ").map(String.init)
    }

    /// The reply of a behaviour, with these labels; nil where the behaviour gives no words to judge.
    func reply(as behaviour: Behaviour) -> SimulatedReply? {
        guard !behaviour.marks.isEmpty else { return nil }
        return .text("Simulated answer. \(Marks.written(labels))", isCut: behaviour == .truncatedText)
    }
}
