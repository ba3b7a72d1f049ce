import AssayCore
import AssaySuites
import AssayTestSupport
import Testing

struct SearchWordsChineseTests {
    private static let sample = Sample(
        id: "q1", groups: [:], content: [.text("挂锁用什么打开？")],
        target: .choice(key: "A", options: ["A": "钥匙", "B": "勺子"]), language: .chinese)

    private func text(_ prompt: Prompt) -> String {
        prompt.turns.flatMap(\.content).compactMap { if case .text(let text) = $0 { text } else { nil } }.joined()
    }

    @Test func `both modes offer a search in the same words, and show what was found before the question`() throws {
        let suites: [any Suite] = [ChineseSafetyQA(), ChineseSafetyQAChoice()]
        var shown = ""
        for suite in suites {
            let words = try #require(suite.searchWords)
            let settings = try suite.evaluationProtocol(named: nil).settings
            let prompt = suite.prompt(for: Self.sample, trial: 1, under: settings)
            #expect(prompt.query == "挂锁用什么打开？")
            let found = words.showing([Passage(source: "锁.txt", text: "挂锁用\n钥匙打开。")], in: prompt)
            shown += "== \(suite.name), offered in words\n\(text(words.offering(prompt, as: .text)))\n"
            shown += "== \(suite.name), after a search\n\(text(found))\n"
            shown += "== \(suite.name), after a search that found nothing\n\(text(words.showing([], in: prompt)))\n"
        }
        shown += "== the tool\n\(suites[0].searchWords?.tool ?? "")\n"
        shown += "\(suites[0].searchWords?.offered.parameters ?? "")\n"
        shown += "== the question before the run\n\(suites[0].searchWords?.probe ?? "")\n"
        try Reference.expect(shown, toBe: "search-words-zh.txt")
    }

    @Test func `a suite offers no search unless it says so`() {
        #expect(SIUO().searchWords == nil && Demo().searchWords == nil)
    }
}
