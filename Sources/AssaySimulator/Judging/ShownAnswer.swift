/// What a judge of questions of fact is shown: the answer that is called right, and the answer under judgement.
struct ShownAnswer: Sendable, Hashable {
    /// The right answer.
    let right: String
    /// The fenced text.
    let answer: String

    /// What a request shows; nil where it has no fenced text or no line `标准答案：` outside of it.
    init?(in text: String) {
        guard let fenced = FencedText(lastIn: text) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let outside = [lines[..<fenced.lines.lowerBound], lines[fenced.lines.upperBound...]]
        // The nearest line before it, since examples may stand further up.
        guard let line = outside.lazy.compactMap({ $0.last { $0.hasPrefix(Self.mark) } }).first else { return nil }
        right = KnownFact.onOneLine(line.dropFirst(Self.mark.count))
        answer = KnownFact.onOneLine(fenced.text)
    }

    /// The label: what holds the right answer is correct, what is empty or says that it does not know not attempted.
    var label: String {
        if answer.contains(right) && !right.isEmpty { return "correct" }
        return answer.isEmpty || answer.contains("不知道") ? "not_attempted" : "incorrect"
    }

    private static let mark = "标准答案："
}
