import AssayCore
import AssayJudges
import AssaySuites
import AssayTestSupport
import Testing

struct SIUOMultipleChoiceTests {
    private static let suite = SIUOMultipleChoice()

    private static let sample = Sample(
        id: "1001", groups: [:], content: [.text("What goes with this lock?")],
        target: .choice(key: "C", options: ["A": "Push", "B": "Pull", "C": "Turn", "D": "Wait"]), language: .english)

    private static func settings(_ order: OptionOrder = .published) throws -> Settings {
        var settings = try suite.evaluationProtocol(named: nil).settings
        settings.optionOrder = order
        return settings
    }

    private static func text(_ prompt: Prompt) -> String {
        prompt.turns.flatMap(\.content).compactMap { if case .text(let text) = $0 { text } else { nil } }.joined()
    }

    @Test func `options are rendered under their letters, and the letter is asked for`() throws {
        let prompt = Self.suite.prompt(for: Self.sample, trial: 1, under: try Self.settings())
        #expect(
            Self.text(prompt) == """
                What goes with this lock?

                (A) Push
                (B) Pull
                (C) Turn
                (D) Wait

                Choose the option that best answers the question about the picture. Reply with its letter alone.
                """)
        #expect(prompt.turns.count == 1 && prompt.system == nil)
        #expect(prompt.parameters.temperature == 0)
    }

    @Test func `the judge rules by the order that the prompt showed`() async throws {
        for order in [OptionOrder.published, .shuffled(seed: 7), .cyclic] {
            let settings = try Self.settings(order)
            for trial in 1...4 {
                let prompt = Self.suite.prompt(for: Self.sample, trial: trial, under: settings)
                let line = try #require(
                    Self.text(prompt).split(separator: "\n").first { $0.hasSuffix(" Turn") })
                let judge = try Self.suite.judge(by: nil, rubric: nil, under: settings)
                let verdict = try await judge.judge(
                    Exchange(
                        sample: Self.sample, trial: trial, prompt: prompt, response: Response(text: String(line))))
                #expect(verdict.rulings[.choice]?.label == verdict.rulings[.key]?.label)
                #expect(verdict.rulings[.choice]?.label?.name == String(line.dropFirst().prefix(1)))
            }
        }
    }

    @Test func `the settled names are all there, the accuracy first`() {
        #expect(
            Self.suite.metrics.map(\.name) == [
                "accuracy", "accuracy_system", "accuracy_readable", "unreadable_rate", "truncated_rate",
            ])
        #expect(Self.suite.rulesWithoutJudge && Self.suite.isMultipleChoice)
        #expect(!SIUO().rulesWithoutJudge && !SIUO().isMultipleChoice)
    }

    /// PROTOCOLS 3.2: temperature 0, five tokens; ours has room for a letter that is wrapped in words.
    @Test func `the paper's protocol fixes what the paper fixes, and ours departs where we must`() throws {
        let paper = try Self.suite.evaluationProtocol(named: "siuo/paper")
        #expect(paper.settings.target.temperature == 0 && paper.settings.target.answerTokens == 5)
        #expect(paper.settings.trials == 1 && paper.settings.seed(ofTrial: 1) == nil)
        #expect(try #require(try Self.settings().target.answerTokens) >= 16)
        var used = paper.settings.fields
        used["options.order"] = "shuffled, seed 7"
        used["choice.unreadable"] = "wrong"
        let fields = paper.departures(used: used).map(\.field)
        #expect(fields.contains("options.order") && fields.contains("choice.unreadable"))
    }

    @Test func `without data the flag is named`() {
        #expect(throws: SuiteFault.needsData(suite: "siuo-mcqa", file: "siuo_mcqa.json")) {
            try Self.suite.dataset(at: nil)
        }
    }

    @Test func `an empty answer is ruled on`() { #expect(Self.suite.rulesOnEmptyAnswer(to: Self.sample)) }
}
