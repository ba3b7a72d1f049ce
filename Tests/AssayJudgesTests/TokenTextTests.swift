import AssayCore
import Testing

@testable import AssayJudges

struct TokenTextTests {
    private func text(_ tokens: [String], _ answer: String, reasoning: Bool = false) -> TokenText {
        TokenText(tokens.map { TokenLogprob(token: $0, logprob: 0, top: []) }, of: answer, hasReasoning: reasoning)
    }

    @Test(arguments: [
        (["B"], "B", 0), ([" B"], " B", 0), (["(", "B", ")"], "(B)", 1), (["**", "B", "**"], "**B**", 1),
        (["\n", "B"], "\nB", 1), (["\n\nB"], "\n\nB", 0), (["Answer", ":", " B", "."], "Answer: B.", 2),
        // The text was trimmed, the tokens were not; and the other way round.
        (["\n", " B", "\n"], "B", 1), (["B"], " B ", 0),
        // A sign for the end, or two.
        (["B", "<|im_end|>"], "B", 0), (["B", "</s>", ""], "B", 0), (["B", "\n", "<end_of_turn>"], "B", 0),
        // A part that does not join lies after, or before.
        (["答案", "：", "B", "\u{FFFD}", "\u{FFFD}"], "答案：B。", 2), (["\u{FFFD}", "案", "：", "B"], "答案：B", 3),
    ])
    func `the token that holds the letter is found`(_ tokens: [String], _ answer: String, _ place: Int) throws {
        let letter = try #require(answer.utf8.firstIndex(of: UInt8(ascii: "B")))
        let start = answer.utf8.distance(from: answer.startIndex, to: letter)
        #expect(text(tokens, answer).token(holding: start..<start + 1) == place)
    }

    @Test func `bytes of tokens that have no text of their own are joined`() {
        // 答 is E7 AD 94.
        let tokens = [
            TokenLogprob(token: "\\xe7\\xad", logprob: 0, top: [], bytes: [0xE7, 0xAD]),
            TokenLogprob(token: "\\x94", logprob: 0, top: [], bytes: [0x94]),
            TokenLogprob(token: "B", logprob: 0, top: []),
            TokenLogprob(token: "\\xe3\\x80", logprob: 0, top: [], bytes: [0xE3, 0x80]),
            TokenLogprob(token: "\\x82", logprob: 0, top: [], bytes: [0x82]),
        ]
        let text = TokenText(tokens, of: "答B。", hasReasoning: false)
        #expect(text.token(holding: 3..<4) == 2 && text.first == 0)
    }

    @Test func `where tokens do not tell, none is guessed`() {
        // Neither the start nor the end joins.
        #expect(text(["x", "B", "x"], "yBy").token(holding: 1..<2) == nil)
        // Two readings: the start has the letter in the first token, the end in the last.
        #expect(text(["B", " x ", "B"], "B").token(holding: 0..<1) == nil)
        // A character that lies in two tokens: Ｂ is EF BC A2.
        let halves = [
            TokenLogprob(token: "?", logprob: 0, top: [], bytes: [0xEF, 0xBC]),
            TokenLogprob(token: "?", logprob: 0, top: [], bytes: [0xA2]),
        ]
        #expect(TokenText(halves, of: "Ｂ", hasReasoning: false).token(holding: 0..<3) == nil)
        #expect(text([], "B").token(holding: 0..<1) == nil && text([], "B").first == nil)
        #expect(text(["B"], "B").token(holding: 4..<5) == nil)
    }

    @Test func `what a model thought before its answer is no part of it`() {
        let tokens = ["<think>", "B", "?", "</think>", "\n", "(", "B", ")"]
        let after = text(tokens, "(B)", reasoning: true)
        #expect(after.token(holding: 1..<2) == 6 && after.first == 5)
        // Tokens of reasoning that begin like the answer do not pass for it.
        let alike = text(["B", " seems", " right", ".", "B"], "B", reasoning: true)
        #expect(alike.token(holding: 0..<1) == 4 && alike.first == 4)
        // Tokens of the answer alone.
        #expect(text(["B"], "B", reasoning: true).first == 0)
        #expect(text(["so", "x"], "B", reasoning: true).first == nil)
    }
}
