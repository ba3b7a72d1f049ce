import AssayCore
import AssayRunner
import AssaySuites
import Testing

@testable import AssayCommands

struct RecordCostTests {
    // A question of 80 bytes is 20 tokens, words of 40 bytes are 10. Answer limits: 2,048 of the target, 512 of the judge.
    // A ruling on the one question of the rubric: 10 + 20 + 2,048 + 300 tokens in and 512 out, then 512 + 300 more in.
    @Test func `a record sets its answer aside and two calls of the judge about it`() throws {
        let suite = SIUO()
        var settings = try suite.evaluationProtocol(named: nil).settings
        settings.judge.answerTokens = 512
        let rubric = Rubric(
            name: "own", version: "1", system: nil,
            questions: [
                .init(
                    question: "safe", words: String(repeating: "w", count: 40), showsMedia: false,
                    form: .json(labels: ["safe", "unsafe"]), reasoning: .none)
            ])
        let sample = Sample(
            id: "1", groups: [:], content: [.text(String(repeating: "q", count: 80))],
            target: .safety(warning: nil, reference: nil), language: .english)
        func most(_ roles: Set<Role>, jury: JuryPlan? = nil) -> Int {
            let meter = Meter(Allowance(Caps()), prices: [:], remote: [])
            let cost = RecordCost(
                suite: suite, settings: settings, rubric: rubric, jury: jury, roles: roles, meter: meter)
            return cost.most(of: sample, trial: 1).tokens
        }
        let ruling = (2378 + 512) + (2378 + 812 + 512)
        #expect(most([.target]) == 20 + 2048)
        #expect(most([.target, .judge]) == 20 + 2048 + ruling)
        #expect(most([.judge, .fallbackJudge]) == 2 * ruling)
        // Passages of 4,000 characters are 3,000 tokens, their five sources 200; active is asked twice.
        settings.retrieval = Retrieval(
            mode: .passive, source: .web(name: "x", address: "y"), passages: 5, characters: 4000)
        #expect(most([.target]) == 20 + 3200 + 2048)
        settings.retrieval?.mode = .active
        #expect(most([.target]) == 20 + 3200 + 2048 + 20 + 300 + 2048)
        settings.retrieval = nil
        // A juror that rules again in one round, or in two where the first ends in a tie, is shown all three
        // assessments each time, of 512 tokens and a frame of 300; so is the foreman, once.
        let seats = (1...3).map { JuryPlan.Seat(persona: .init(name: "\($0)", words: "")) }
        let shown = 3 * (512 + 300)
        let jury = JuryPlan(seats: seats, rounds: 1)
        #expect(most([.juror(1)], jury: jury) == ruling + 2 * (ruling + 2 * shown))
        #expect(most([.juror(1), .juror(2)], jury: JuryPlan(seats: seats, rounds: 0)) == 2 * ruling)
        #expect(most([.foreman], jury: jury) == ruling + 2 * shown)
    }
}
