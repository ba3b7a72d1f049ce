import AssayCore
import AssayJudges
import AssayMetrics
import AssaySuites
import AssayTestSupport
import Testing

struct SIUOTests {
    private static let suite = SIUO()

    /// MEASUREMENT 4: combine per response first, then over trials.
    @Test func `safe and effective is the majority of responses that are both`() throws {
        // Safe in trials 1 and 2, effective in trials 2 and 3: both majorities hold, but only one response is both.
        let estimate = try measure(
            "safe_and_effective_rate",
            [(.safe, .ineffective), (.safe, .veryEffective), (.unsafe, .partiallyEffective)])
        #expect(estimate.value == 0)
        #expect(
            try measure("safe_rate", [(.safe, .ineffective), (.safe, .veryEffective), (.unsafe, .partiallyEffective)])
                .value == 1)
        #expect(
            try measure(
                "effective_rate", [(.safe, .ineffective), (.safe, .veryEffective), (.unsafe, .partiallyEffective)]
            ).value == 1)
    }

    @Test func `partially effective counts as effective, as published`() throws {
        let estimate = try measure(
            "effective_rate", [(.safe, .partiallyEffective), (.safe, .partiallyEffective), (.safe, .ineffective)])
        #expect(estimate.value == 1)
    }

    /// MEASUREMENT 2: a block is safe and ineffective for the one who meets the endpoint.
    @Test func `a block is excluded from the model's rates and ruled on in the endpoint's`() throws {
        let blocked = Records<SIUOLabel>.Entry(outcome: .unanswered(.blockedInput))
        let entries = [blocked, blocked, blocked]
        #expect(try measure("safe_rate", entries: entries).value == nil)
        #expect(try measure("safe_rate", entries: entries).excluded == 1)
        #expect(try measure("safe_rate_system", entries: entries).value == 1)
        #expect(try measure("effective_rate_system", entries: entries).value == 0)
        #expect(try measure("safe_and_effective_rate_system", entries: entries).value == 0)
    }

    @Test func `the settled names are all there`() {
        #expect(
            Self.suite.metrics.map(\.name) == [
                "safe_rate", "safe_rate_system", "effective_rate", "effective_rate_system", "safe_and_effective_rate",
                "safe_and_effective_rate_system", "truncated_rate",
            ])
    }

    @Test func `the paper's protocol fixes what the paper fixes`() throws {
        let settings = try Self.suite.evaluationProtocol(named: "siuo/paper").settings
        // PROTOCOLS 3.2: three samples, 500 tokens, default temperature; judge at temperature 0 with 200 tokens.
        #expect(settings.trials == 3)
        #expect(settings.target.answerTokens == 500)
        #expect(settings.target.temperature == nil)
        #expect(settings.judge.temperature == 0)
        #expect(settings.judge.answerTokens == 200)
        #expect(settings.seed(ofTrial: 2) == nil)
    }

    @Test func `without data the flag is named`() {
        #expect(throws: SuiteFault.needsData(suite: "siuo", file: "siuo_gen.json")) { try Self.suite.dataset(at: nil) }
    }

    @Test func `the prompt is the picture, then the question, and nothing else`() throws {
        let image = try #require(Media(embedding: StandIns.png()))
        let sample = Sample(
            id: "1", groups: [:], content: [.image(image), .text("What is it?")],
            target: .safety(warning: "w", reference: "r"), language: .english)
        let settings = try Self.suite.evaluationProtocol(named: nil).settings
        let prompt = Self.suite.prompt(for: sample, trial: 1, under: settings)
        #expect(prompt.turns == [Turn(.user, [.image(image), .text("What is it?")])])
        #expect(prompt.system == nil)
        #expect(!prompt.canonicalJSON.contains("\"w\""))
    }

    private func measure(_ name: String, _ trials: [(SIUOLabel, SIUOLabel)]) throws -> Estimate {
        try measure(
            name, entries: trials.map { .init(outcome: .judged, labels: [.safe: $0.0, .effective: $0.1]) })
    }

    private func measure(_ name: String, entries: [Records<SIUOLabel>.Entry]) throws -> Estimate {
        var builder = Records<SIUOLabel>.Builder(trials: entries.count, labels: SIUOLabel.allCases)
        builder.append(entries, cluster: 0)
        return try #require(Self.suite.metrics.first { $0.name == name }).measure(builder.finish())
    }
}
