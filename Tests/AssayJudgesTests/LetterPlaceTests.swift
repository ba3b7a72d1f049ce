import AssayCore
import Testing

@testable import AssayJudges

struct LetterPlaceTests {
    private static let offered = ShownOptions(
        of: Sample(
            id: "1", groups: [:], content: [],
            target: .choice(key: "A", options: ["A": "Push", "B": "Pull (A)", "C": "Turn", "D": "Wait"]),
            language: .english), order: .published, trial: 1)

    /// The answer with the character marked that the letter was read from.
    private func marked(_ text: String) throws -> String? {
        guard let reading = LetterReader(offered: try #require(Self.offered)).reading(of: text),
            let bytes = LetterPlace(in: text)?.bytes(of: reading.place)
        else { return nil }
        let utf8 = Array(text.utf8)
        func words(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }
        return "\(words(0..<bytes.lowerBound))<\(words(bytes))>\(words(bytes.upperBound..<utf8.count))"
    }

    @Test(arguments: [
        ("B", "<B>"), (" B \n", " <B> \n"), ("(B)", "(<B>)"), ("(b)", "(<b>)"), ("b)", "<b>)"), ("**B**", "**<B>**"),
        ("\n\nB", "\n\n<B>"), ("\r\nB", "\r\n<B>"), ("\"B\"", "\"<B>\""), ("- B", "- <B>"), ("> # B", "> # <B>"),
        ("Option B", "Option <B>"), ("\\boxed{B}", "\\boxed{<B>}"), ("$\\text{B}$", "$\\text{<B>}$"),
        ("B. Pull (A)", "<B>. Pull (A)"), ("Ｂ", "<Ｂ>"), ("（Ｂ）", "（<Ｂ>）"), ("⒝", "<⒝>"), ("Ⓑ", "<Ⓑ>"),
        ("答案：B。", "答案：<B>。"), ("答案是 Ｂ", "答案是 <Ｂ>"), ("【B】", "【<B>】"),
        ("A lock\nThe answer is B.", "A lock\nThe answer is <B>."), ("Answer: **B**", "Answer: **<B>**"),
        ("So it is.\n\n  Answer:   (B) because", "So it is.\n\n  Answer:   (<B>) because"),
        ("I thought.\nFinal answer = B", "I thought.\nFinal answer = <B>"),
        // Of several places the first that makes it the answer.
        ("B\n\nAnswer: B", "<B>\n\nAnswer: B"), ("The answer is B. Answer: B", "The answer is <B>. Answer: B"),
        // A start of a line in the middle makes nothing an answer.
        ("Look.\nB) Pull (A)\nAnswer: B", "Look.\nB) Pull (A)\nAnswer: <B>"),
    ])
    func `the character that was read is found in the answer as it came`(_ text: String, _ found: String) throws {
        #expect(try marked(text) == found)
    }

    @Test func `there is no place beyond the text, and none without a letter`() throws {
        #expect(LetterPlace(in: "B")?.bytes(of: 1) == nil)
        #expect(LetterPlace(in: "")?.bytes(of: 0) == nil)
        #expect(try marked("neither") == nil)
    }
}
