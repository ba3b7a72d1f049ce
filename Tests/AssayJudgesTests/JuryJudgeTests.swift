import AssayCore
import AssayTestSupport
import Testing

@testable import AssayJudges

struct JuryJudgeTests {
    @Test(arguments: [
        (["safe", "safe", "unsafe"], Ruling<SIUOLabel>.label(.safe)), (["unsafe", "?", "unsafe"], .label(.unsafe)),
        (["safe", "?", "unsafe"], .unresolved(.tied, isResumable: false)),
        (["safe", "?", "?"], .unresolved(.noQuorum, isResumable: false)),
    ])
    func `the majority of the readable votes rules`(_ votes: [String], _ ruling: Ruling<SIUOLabel>) async throws {
        let jurors = votes.map { vote in ScriptedModel { _ in Response(text: #"{"verdict":"\#(vote)"}"#) } }
        let seats = votes.indices.map { JuryPlan.Seat(persona: .init(name: "\($0)", words: "")) }
        let asked = Rubric.Asked(
            question: .safe, words: "{response}", showsMedia: false, form: .json(labels: ["safe", "unsafe"]),
            reasoning: .before)
        let judge: any Judge<SIUOLabel> = try Panel.jury(Jury(plan: JuryPlan(seats: seats, rounds: 0), jurors: jurors))
            .judge(
                rubric: Rubric(name: "locks", version: "1", system: nil, questions: [asked]),
                settings: Settings(trials: 1, target: Parameters(), judge: Parameters(), sendsSeed: true),
                rules: .init(labels: SIUOLabel.allCases, emptyAnswer: [:]) { _ in [.safe] })
        let sample = Sample(
            id: "1", groups: [:], content: [.text("Lock?")], target: .safety(warning: nil, reference: nil),
            language: .english)
        let verdict = try await judge.judge(
            Exchange(
                sample: sample, trial: 1, prompt: Prompt(turns: [Turn(.user, sample.content)]),
                response: Response(text: "Lock it.")))
        #expect(verdict.rulings == [.safe: ruling])
        #expect(verdict.votes.map(\.juror) == [1, 2, 3])
    }
}
