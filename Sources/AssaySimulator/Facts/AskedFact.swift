/// A question of fact as a request asks it: the line `问题：`, options under letters, what was found, and the words around.
struct AskedFact: Sendable, Hashable {
    /// The question, on one line.
    let question: String
    /// The options as they are shown, the first under A; empty where the answer is to be in words.
    let options: [String]
    /// What a search found, with its sources; nil where nothing was searched for.
    let findings: String?
    /// All other lines, and the system prompt.
    private let words: String

    /// The last question of a request; nil where it asks none in this form.
    init?(_ request: SimulatedRequest) {
        let lines = request.userText.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let asked = lines.lastIndex(where: { $0.hasPrefix(Self.mark) }) else { return nil }
        question = KnownFact.onOneLine(lines[asked].dropFirst(Self.mark.count))
        var options: [String] = []
        for line in lines[(asked + 1)...] {
            guard let letter = Self.letters.dropFirst(options.count).first, line.hasPrefix("(\(letter)) ") else {
                break
            }
            options.append(KnownFact.onOneLine(line.dropFirst(4)))
        }
        let found = lines[..<asked].firstIndex(of: "检索结果：")
        findings = found.map { lines[($0 + 1)..<asked].joined(separator: "\n") }
        let others = lines[..<(found ?? asked)] + lines[(asked + 1 + options.count)...]
        words = others.joined(separator: "\n") + "\n" + (request.system ?? "")
        self.options = options.count >= 2 ? options : []
    }

    /// The letters under which the options are shown.
    var offered: [Character] { Array(Self.letters.prefix(options.count)) }

    private static let letters = Array("ABCDEFGH")

    /// Whether the answer is to state how sure it is.
    var wantsConfidence: Bool { words.contains("把握") }

    /// Whether a search may be asked for in place of an answer.
    var takesSearch: Bool { words.contains(#"{"搜索""#) }

    private static let mark = "问题："
}
