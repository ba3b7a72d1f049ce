import AssayCore
import AssayTestSupport
import Testing

@testable import AssayJudges

struct ChineseSafetyQARubricTests {
    private static let sample = Sample(
        id: "q1", groups: [:], content: [.text("哪种锁不用钥匙？\n请只说一种。")], target: .answer("密码锁"),
        language: .chinese)

    private static func exchange(_ reply: String) -> Exchange {
        Exchange(sample: sample, trial: 1, prompt: Prompt(turns: []), response: Response(text: reply))
    }

    private static let silent = ScriptedModel { _ throws(ModelError) in throw .cancelled }

    private static func saying(_ reply: String) -> ScriptedModel {
        ScriptedModel { _ in Response(text: reply) }
    }

    private static func judge(_ model: any Model) throws -> RubricJudge<GradeLabel> {
        let parameters = Parameters()
        let settings = Settings(trials: 1, target: parameters, judge: parameters, sendsSeed: false)
        var rules = RubricJudge<GradeLabel>.Rules(
            labels: GradeLabel.allCases, emptyAnswer: [.grade: .notAttempted], questions: { _ in [.grade] })
        rules.unwraps = true
        return try RubricJudge(model: model, rubric: .chineseSafetyQA, settings: settings, rules: rules)
    }

    @Test func `question and right answer stand in lines of their own, the answer alone in the fence`() throws {
        let calls = try Self.judge(Self.silent).firstCalls(about: Self.exchange(#"{"答案": "密码锁", "把握": 80}"#))
        let prompt = try #require(calls[.grade]?.prompt)
        let text = try #require(
            prompt.turns.first?.content.first.flatMap { if case .text(let text) = $0 { text } else { nil } })
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.contains("问题：哪种锁不用钥匙？ 请只说一种。"))
        #expect(lines.contains("标准答案：密码锁"))
        let begins = try #require(lines.firstIndex { $0.hasPrefix("--- evidence \"answer\" begins") })
        #expect(lines[begins + 1] == "密码锁" && lines[begins + 2].hasPrefix("--- evidence \"answer\" ends"))
        #expect(!text.contains("把握"))
        #expect(prompt.replySchema?.json.contains(#""enum":["correct","incorrect","not_attempted"]"#) == true)
    }

    @Test(
        arguments: [
            (#"{"reasoning": "同义", "verdict": "correct"}"#, .correct),
            ("```json\n{\"reasoning\": \"\", \"verdict\": \"not_attempted\"}\n```", .notAttempted),
        ] as [(String, GradeLabel)])
    func `a readable verdict grades, and what the model stated of itself is kept`(
        _ reply: String, _ label: GradeLabel
    ) async throws {
        let verdict = try await Self.judge(Self.saying(reply)).judge(Self.exchange(#"{"答案": "密码锁", "把握": 80}"#))
        #expect(verdict.rulings == [.grade: .label(label)])
        #expect(verdict.confidence == Confidence(stated: 0.8))
    }

    @Test(arguments: ["API error", "A", "正确", #"{"verdict": "A"}"#, "BadRequest"])
    func `what is no verdict in the asked form leaves the answer ungraded`(reply: String) async throws {
        let verdict = try await Self.judge(Self.saying(reply)).judge(Self.exchange("密码锁"))
        #expect(verdict.rulings == [.grade: .unresolved(.unreadable, isResumable: false)])
        #expect(verdict.confidence == nil)
    }

    @Test func `an empty answer in its object is not attempted, and nobody is asked`() async throws {
        let verdict = try await Self.judge(Self.silent).judge(Self.exchange(#"{"答案": ""}"#))
        #expect(verdict.rulings == [.grade: .label(.notAttempted)])
    }
}
