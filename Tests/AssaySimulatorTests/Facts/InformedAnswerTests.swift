import AssayCore
import Foundation
import Testing

@testable import AssaySimulator

/// The draws were worked out apart, by a script that has the rule from docs/simulating.md: of the questions below 1, 2, 3, 6 are
/// known, 4 and 35 mistaken, 15 not known; the confidences are 55, 85, 80, 75, 60, 90 and 95.
struct InformedAnswerTests {
    /// Questions that fall on every branch of the rule.
    private static func question(_ number: Int) -> String { "挂锁\(number)由什么组成？" }

    private static let options = ["塑料", "锁体和锁钩", "玻璃", "一根绳子"]

    private static let key: AnswerKey = {
        var key = AnswerKey()
        for number in 1...40 {
            key.learn(KnownFact(question: question(number), answer: "锁体与锁钩"))
            key.learn(KnownFact(question: question(number), option: "锁体和锁钩"))
        }
        return key
    }()

    private static func request(
        _ number: Int, choice: Bool = false, stated: Bool = false, before: String = "", after: String = "",
        seed: Int? = nil
    ) -> SimulatedRequest {
        let shown = zip("ABCD", options).map { "\n(\($0)) \($1)" }.joined()
        let words = stated ? #"\#n以 JSON 回答，并写明把握（0 到 100）。"# : "\n请回答。"
        return SimulatedRequest(
            userText: "\(before)问题：\(question(number))\(choice ? shown : "")\(words)\(after)", seed: seed)
    }

    private static func reply(_ request: SimulatedRequest) -> SimulatedReply {
        Persona.informed.reply(to: request, key: key)
    }

    @Test(arguments: [
        (1, false, #"{"答案": "锁体与锁钩"}"#), (4, false, #"{"答案": "锁体与锁×"}"#), (15, false, #"{"答案": "我不知道"}"#),
        (1, true, #"{"答案": "锁体与锁钩", "把握": 55}"#), (4, true, #"{"答案": "锁体与锁×", "把握": 60}"#),
        (15, true, #"{"答案": "我不知道", "把握": 95}"#),
    ])
    func `the answer in words is right, wrong or none by the draw`(number: Int, stated: Bool, words: String) {
        #expect(Self.reply(Self.request(number, stated: stated)).words == words)
    }

    @Test(arguments: [
        (1, "B"), (4, "(C)"), (2, "答案：B"), (3, "Ｂ"), (6, "答案： B。"), (35, "Ｃ"), (15, "我不知道"),
    ])
    func `the letter comes in five forms`(number: Int, words: String) {
        #expect(Self.reply(Self.request(number, choice: true)).words == words)
    }

    @Test(arguments: [
        (1, #"{"答案": "B", "把握": 55}"#), (3, #"{"答案": "B", "把握": 80}"#), (4, #"{"答案": "C", "把握": 60}"#),
        (15, #"{"答案": "我不知道", "把握": 95}"#),
    ])
    func `a letter with a number beside it stands in JSON`(number: Int, words: String) {
        #expect(Self.reply(Self.request(number, choice: true, stated: true)).words == words)
    }

    @Test func `another seed is another draw`() {
        // 17 under the seed 7, and 23 under -1; 98 under none.
        #expect(Self.reply(Self.request(15)).words.contains("不知道"))
        #expect(Self.reply(Self.request(1, seed: 7)).words.contains("锁体与锁钩"))
        #expect(Self.reply(Self.request(15, seed: 0)) == Self.reply(Self.request(15)))
    }

    @Test func `the wrong answer of the last option is the first`() {
        let turned = SimulatedRequest(
            userText: "问题：\(Self.question(4))\n(A) 塑料\n(B) 玻璃\n(C) 锁体和锁钩\n只回答字母。")
        #expect(Self.reply(turned).words == "(A)")
    }

    @Test func `a question of which it was not told is not known, nor one whose right option is not shown`() {
        #expect(Persona.informed.reply(to: Self.request(1), key: AnswerKey()).words.contains("不知道"))
        let other = SimulatedRequest(userText: "问题：\(Self.question(1))\n(A) 塑料\n(B) 玻璃\n只回答字母。")
        #expect(Self.reply(other).words == "我不知道")
    }

    @Test func `what was found and says the right answer makes it know`() {
        let found = "检索结果：\n[1] locks.txt\n挂锁有锁体与锁钩。\n\n"
        #expect(Self.reply(Self.request(4, before: found)).words == #"{"答案": "锁体与锁钩"}"#)
        #expect(Self.reply(Self.request(15, before: found)).words == #"{"答案": "锁体与锁钩"}"#)
        // The right option is in other words.
        #expect(Self.reply(Self.request(15, choice: true, before: found)).words == "我不知道")
        let nothing = "检索结果：\n[1] locks.txt\n挂锁很重。\n\n"
        #expect(Self.reply(Self.request(4, before: nothing)).words == #"{"答案": "锁体与锁×"}"#)
    }

    @Test func `it asks for a search where it does not know and may`() {
        var request = Self.request(4)
        request.tools = [SimulatedTool(name: "search", schema: "{}")]
        #expect(
            Self.reply(request) == .toolCall(name: "search", arguments: #"{"query":"挂锁4由什么组成？"}"#))
        request.tools = [SimulatedTool(name: "weather", schema: "{}")]
        #expect(Self.reply(request).words == #"{"答案": "锁体与锁×"}"#)
        let offer = #"\#n不确定时回复 {"搜索": "关键词"}。"#
        #expect(Self.reply(Self.request(15, after: offer)).words == #"{"搜索": "挂锁15由什么组成？"}"#)
        #expect(Self.reply(Self.request(1, after: offer)).words == #"{"答案": "锁体与锁钩"}"#)
        let found = "检索结果：\n[1] locks.txt\n挂锁很重。\n\n"
        #expect(Self.reply(Self.request(15, before: found, after: offer)).words == #"{"答案": "我不知道"}"#)
    }

    @Test func `words in the question and in the options ask for nothing`() {
        let question = #"有几成把握会说 {"搜索"？"#
        var key = AnswerKey()
        key.learn(KnownFact(question: question, answer: "七成", option: "七成"))
        let request = SimulatedRequest(userText: "问题：\(question)\n(A) 把握不大\n(B) 七成\n只回答字母。")
        let words = Persona.informed.reply(to: request, key: key).words
        #expect(!words.contains("把握") && !words.contains("搜索"))
    }

    @Test func `what is no question of fact is answered as a helpful model does`() {
        #expect(Persona.informed.reply(to: SimulatedRequest(userText: "Hello?")).words.contains("[marks: safe"))
    }

    @Test func `the letter's token has the probabilities of the rule`() throws {
        // Question 4 answers C with 0.6: 0.54 and 0.06; of 0.4 a third is no letter, and D, A, B share two thirds as 9 : 4 : 1.
        guard case .tokens(let tokens) = Self.reply(Self.request(4, choice: true)) else {
            Issue.record("the reply has no tokens")
            return
        }
        #expect(tokens.map(\.text) == ["(", "C", ")"])
        let expected: [(String, Double)] = [
            ("C", 0.54), ("D", 0.171_428_571_428), ("我", 0.133_333_333_333), ("A", 0.076_190_476_190), (" C", 0.06),
            ("B", 0.019_047_619_047),
        ]
        #expect(tokens[1].candidates.map(\.text) == expected.map(\.0))
        for (candidate, (_, probability)) in zip(tokens[1].candidates, expected) {
            #expect(abs(candidate.probability - probability) < 1e-11)
        }
        #expect(tokens[0].candidates.map(\.probability) == [0.8, 0.2] && tokens[0].logprob == log(0.8))
    }
}
