import AssayCore
import Foundation
import Testing

@testable import AssayJudges

struct LetterConfidenceTests {
    private static let sample = Sample(
        id: "1", groups: [:], content: [],
        target: .choice(key: "C", options: ["A": "Push", "B": "Pull", "C": "Turn", "D": "Wait"]), language: .english)

    /// A token by its text and probability, with the likeliest ones.
    private static func token(_ text: String, _ share: Double, _ top: [(String, Double)]) -> TokenLogprob {
        TokenLogprob(
            token: text, logprob: log(share), top: top.map { .init(token: $0.0, logprob: log($0.1)) })
    }

    private static func plain(_ text: String) -> TokenLogprob { token(text, 0.5, [(text, 0.5)]) }

    private func confidence(
        _ tokens: [TokenLogprob]?, text: String? = nil, reasoning: String? = nil, order: OptionOrder = .published
    ) async throws -> Confidence? {
        let answer = text ?? (tokens ?? []).map(\.token).joined()
        let response = Response(text: answer, reasoning: reasoning, logprobs: tokens)
        let exchange = Exchange(sample: Self.sample, trial: 1, prompt: Prompt(turns: []), response: response)
        return try await ChoiceJudge(order: order, confidence: .logprobs).judge(exchange).confidence
    }

    private func expect(
        _ found: Confidence?, _ letters: [Double]?, unlisted: Int = 0, first: Double?, _ words: Comment = ""
    ) throws {
        let found = try #require(found, words)
        #expect(found.letters?.count == letters?.count, words)
        for (one, other) in zip(found.letters ?? [], letters ?? []) { #expect(abs(one - other) < 1e-12, words) }
        #expect(found.unlisted == unlisted, words)
        #expect(found.firstToken.map { abs($0 - (first ?? -1)) < 1e-12 } ?? (first == nil), words)
    }

    @Test func `all spellings of a letter add up, and a letter that is not listed has 0 and is counted`() async throws {
        let top = [("A", 0.5), (" A", 0.125), ("Ａ", 0.0625), ("B", 0.25), ("Pull", 0.03125)]
        try expect(
            try await confidence([Self.token("A", 0.5, top)]), [0.6875, 0.25, 0, 0], unlisted: 2, first: 0.5)
    }

    @Test(arguments: [
        ([" A"], 0), (["Ａ"], 0), (["(", "A", ")"], 1), (["(A)"], 0), (["**", "A", "**"], 1), (["\n", "A"], 1),
        (["\nA"], 0),
        (["A", "."], 0), (["A", "<|im_end|>"], 0), (["答案", "：", "A"], 2),
    ])
    func `the letter is read at the token that holds it, wherever that is`(_ texts: [String], _ place: Int) async throws
    {
        let tokens = texts.enumerated().map { index, text in
            index == place ? Self.token(text, 0.5, [(text, 0.5), ("B", 0.25), ("D", 0.125)]) : Self.plain(text)
        }
        let text = texts.filter { !$0.hasPrefix("<") }.joined()
        try expect(
            try await confidence(tokens, text: text), [0.5, 0.25, 0, 0.125], unlisted: 1, first: 0.5, "\(texts)")
    }

    @Test func `a token that holds more than the letter says nothing of the letter alone`() async throws {
        for text in ["A.", "A:", "**A**", "Answer: A"] {
            try expect(
                try await confidence([Self.token(text, 0.5, [(text, 0.5), ("B", 0.25)])]), nil, first: 0.5, "\(text)")
        }
        // Among the likeliest it counts for no letter.
        try expect(
            try await confidence([Self.token("A", 0.5, [("A", 0.5), ("B.", 0.25), ("B", 0.125)])]), [0.5, 0.125, 0, 0],
            unlisted: 2, first: 0.5)
    }

    @Test func `the token that was drawn counts where it is not listed, and never twice`() async throws {
        let others = [("B", 0.5), ("C", 0.25)]
        try expect(
            try await confidence([Self.token("A", 0.125, others)]), [0.125, 0.5, 0.25, 0], unlisted: 1, first: 0.125)
        try expect(
            try await confidence([Self.token("A", 0.125, others + [("A", 0.125)])]), [0.125, 0.5, 0.25, 0], unlisted: 1,
            first: 0.125, "the letter that was answered need not be the likeliest")
    }

    @Test func `the right letter outside the listed five has 0`() async throws {
        let top = [("A", 0.5), ("B", 0.25), ("D", 0.125), (" A", 0.0625), ("x", 0.03125)]
        try expect(
            try await confidence([Self.token("A", 0.5, top)]), [0.5625, 0.25, 0, 0.125], unlisted: 1, first: 0.5)
    }

    @Test func `a small letter counts where a small one would have been read`() async throws {
        let top = [("A", 0.5), ("a", 0.25), ("b", 0.125), ("(b)", 0.0625), ("(c", 0.03125)]
        try expect(
            try await confidence([Self.token("A", 0.5, top)]), [0.5, 0.0625, 0, 0], unlisted: 2, first: 0.5,
            "a bare small letter is an article")
        try expect(
            try await confidence([Self.plain("("), Self.token("A", 0.5, top), Self.plain(")")]),
            [0.75, 0.1875, 0.03125, 0], unlisted: 1, first: 0.5, "in brackets it is a letter")
    }

    @Test func `numbers that are no logarithms of probabilities leave no letters`() async throws {
        for number in [Double.nan, 0.5, .infinity] {
            let token = TokenLogprob(
                token: "A", logprob: -1,
                top: [.init(token: "A", logprob: -1), .init(token: "x", logprob: number)])
            try expect(try await confidence([token]), nil, first: exp(-1), "\(number)")
        }
        try expect(
            try await confidence([Self.token("A", 0.9, [("A", 0.9), (" A", 0.2)])]), nil, first: 0.9, "more than all")
        // Minus infinity is a probability of 0, and a trace above 0 is rounding.
        let token = TokenLogprob(
            token: "A", logprob: 1e-7,
            top: [.init(token: "A", logprob: 1e-7), .init(token: "B", logprob: -.infinity)])
        try expect(try await confidence([token]), [1, 0, 0, 0], unlisted: 2, first: 1)
        let drawn = TokenLogprob(token: "A", logprob: .nan, top: [.init(token: "B", logprob: -1)])
        #expect(try await confidence([drawn]) == nil)
    }

    @Test func `without alternatives there are no letters, and without tokens there is nothing`() async throws {
        try expect(try await confidence([Self.token("A", 0.5, [])]), nil, first: 0.5)
        #expect(try await confidence([], text: "A") == nil)
        #expect(try await confidence(nil, text: "A") == nil)
    }

    @Test func `an answer without a letter has its first token alone`() async throws {
        try expect(try await confidence([Self.plain("I"), Self.plain(" cannot")]), nil, first: 0.5)
        // A letter that is not offered is none.
        try expect(try await confidence([Self.token("E", 0.5, [("E", 0.5), ("A", 0.25)])]), nil, first: 0.5)
    }

    @Test func `tokens that do not tell where the letter stands leave no letters`() async throws {
        try expect(
            try await confidence(
                [Self.plain("x"), Self.token("A", 0.5, [("A", 0.5)]), Self.plain("y")], text: "**A."), nil, first: 0.5)
    }

    @Test func `with turned options the letters are those that were shown`() async throws {
        let found = try await confidence([Self.token("A", 0.5, [("A", 0.5), ("B", 0.25)])], order: .shuffled(seed: 7))
        #expect(found?.letters?.first.map { abs($0 - 0.5) < 1e-12 } == true)
    }

    @Test func `a letter within a longer reply is found after what the model thought`() async throws {
        let tokens = [Self.plain("B?"), Self.plain("</think>"), Self.token("A", 0.25, [("A", 0.25), ("B", 0.5)])]
        try expect(
            try await confidence(tokens, text: "A", reasoning: "B?"), [0.25, 0.5, 0, 0], unlisted: 2, first: 0.25)
    }

    @Test func `a run that does not ask has none`() async throws {
        let response = Response(text: "A", logprobs: [Self.token("A", 0.5, [("A", 0.5)])])
        let exchange = Exchange(sample: Self.sample, trial: 1, prompt: Prompt(turns: []), response: response)
        #expect(try await ChoiceJudge(order: .published).judge(exchange).confidence == nil)
    }
}
