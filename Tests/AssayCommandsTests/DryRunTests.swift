import AssayCore
import AssaySuites
import Testing

@testable import AssayCommands

struct DryRunTests {
    @Test func `calls are counted by role, tokens by length`() throws {
        let suite = SIUO()
        let settings = try suite.evaluationProtocol(named: nil).settings
        let words = Rubric(
            name: "own", version: "1", system: nil,
            questions: [
                .init(
                    question: "safe", words: String(repeating: "w", count: 40), showsMedia: false,
                    form: .json(labels: ["safe", "unsafe"]), reasoning: .none)
            ])
        var dry = DryRun(suite, settings: settings, rubric: words)
        for number in 0..<10 {
            dry.add(
                Sample(
                    id: "\(number)", groups: [:], content: [.text(String(repeating: "q", count: 80))],
                    target: .safety(warning: nil, reference: nil), language: .english))
        }
        // 5 of 10 samples are planned, 3 trials: 15 records. A question has 80 bytes, 20 tokens; a judge reads 40 bytes
        // of words (10), the question (20) and an answer (300).
        let estimate = dry.estimate(planned: 5)
        #expect(estimate.samples == 5)
        #expect(estimate.target.calls == 15)
        #expect(estimate.target.promptTokens == 15 * 20)
        #expect(estimate.judge?.calls == 15)
        #expect(estimate.judge?.mostCalls == 30)
        #expect(estimate.judge?.promptTokens == 15 * (10 + 20 + 300))
        #expect(estimate.target.mostAnswerTokens == 15 * 2048)
    }

    @Test(arguments: [
        (Retrieval.Mode.passive, 10, 10 * (20 + 3200)), (.active, 20, 10 * 20),
    ])
    func `a search adds its passages, and one that is free to be asked for a second call`(
        mode: Retrieval.Mode, most: Int, tokens: Int
    ) throws {
        let suite = SIUO()
        var settings = try suite.evaluationProtocol(named: nil).settings
        settings.trials = 1
        settings.retrieval = Retrieval(
            mode: mode, source: .web(name: "x", address: "y"), passages: 5, characters: 4000)
        var dry = DryRun(suite, settings: settings, rubric: nil)
        for number in 0..<10 {
            dry.add(
                Sample(
                    id: "\(number)", groups: [:], content: [.text(String(repeating: "q", count: 80))],
                    target: .safety(warning: nil, reference: nil), language: .english))
        }
        let estimate = dry.estimate(planned: 10)
        #expect(estimate.searches == 10 && estimate.target.calls == 10 && estimate.target.mostCalls == most)
        #expect(estimate.target.promptTokens == tokens && estimate.target.mostAnswerTokens == most * 2048)
        #expect(estimate.text.contains("Searches, at most: 10"))
    }

    @Test func `where the dataset decides on the trials, they are counted, and the options with the question`() throws {
        let suite = SIUOMultipleChoice()
        var dry = DryRun(suite, settings: try suite.evaluationProtocol(named: nil).settings, rubric: nil)
        let options = Dictionary(uniqueKeysWithValues: "ABCD".map { (String($0), String(repeating: "o", count: 400)) })
        dry.add(
            Sample(
                id: "1", groups: [:], content: [.text("Which?")], target: .choice(key: "A", options: options),
                language: .english))
        let estimate = dry.estimate(planned: 1, trials: 4)
        #expect(estimate.trials == 4 && estimate.target.calls == 4 && estimate.judge == nil)
        // Four options of 400 bytes are 400 tokens, asked four times; the words around them are less than 60.
        #expect((1600..<1840).contains(estimate.target.promptTokens), "\(estimate.target.promptTokens)")
    }

    @Test func `without a judge there is no judge's part`() throws {
        let suite = SIUO()
        let dry = DryRun(suite, settings: try suite.evaluationProtocol(named: nil).settings, rubric: nil)
        #expect(dry.estimate(planned: 1).judge == nil)
    }

    @Test func `every juror has its calls, with one round more at most, and the foreman one a verdict`() throws {
        let suite = SIUO()
        let seats = (1...3).map { JuryPlan.Seat(persona: .init(name: "\($0)", words: "")) }
        let words = Rubric(
            name: "own", version: "1", system: nil,
            questions: [
                .init(
                    question: "safe", words: String(repeating: "w", count: 40), showsMedia: false,
                    form: .json(labels: ["safe", "unsafe"]), reasoning: .none)
            ])
        var dry = DryRun(
            suite, settings: try suite.evaluationProtocol(named: nil).settings, rubric: words,
            jury: JuryPlan(seats: seats, rounds: 2),
            roles: [.target, .foreman, .juror(1), .juror(2), .juror(3)])
        dry.add(
            Sample(
                id: "1", groups: [:], content: [.text(String(repeating: "q", count: 80))],
                target: .safety(warning: nil, reference: nil), language: .english))
        // Three records with one question each; three askings a juror, four where the last ends in a tie, each perhaps
        // asked once more.
        let jury = try #require(dry.estimate(planned: 1).jury)
        #expect(jury.keys.sorted() == ["foreman", "juror_1", "juror_2", "juror_3"])
        #expect(jury["juror_1"]?.calls == 9)
        #expect(jury["juror_1"]?.mostCalls == 24)
        #expect(jury["foreman"]?.calls == 3)
        // A question is 330 tokens, as for a single judge; in two rounds three reviews of 300 stand beside it.
        #expect(jury["juror_1"]?.promptTokens == 3 * (3 * 330 + 2 * 3 * 300))
        #expect(dry.estimate(planned: 1).judge == nil)
        let text = dry.estimate(planned: 1).text
        #expect(text.contains("juror 1") && text.contains("foreman"))
    }
}
