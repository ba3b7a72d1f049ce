import AssayCore
import AssayTestSupport
import Testing

@testable import AssayModels

struct ThrottledTests {
    private func throttled(
        _ limits: Limits, clock: any Clock<Duration>, result: AttemptResult, mayGoOn: @escaping @Sendable () -> Bool
    ) -> Throttled {
        Throttled(
            inner: ScriptedTransport([result]), throttle: Throttle(limits, clock: clock),
            pause: Pause(clock: clock, mayGoOn: mayGoOn))
    }

    @Test func `requests a minute are kept by the clock`() async {
        let clock = ImpatientClock()
        let answer = AttemptResult(outcome: .success(Response(text: "Yes.")))
        let transport = throttled(Limits(requestsPerMinute: 6), clock: clock, result: answer) { true }
        for number in 1...7 { _ = await transport.attempt(textCall(), number: number) }
        // One at once, then one every ten seconds.
        #expect(clock.now.elapsed > .seconds(59.9) && clock.now.elapsed < .seconds(60.1))
    }

    @Test func `tokens that the answer did not use are given back`() async {
        let clock = ImpatientClock()
        let usage = Usage(promptTokens: 5, answerTokens: 5)
        let answer = AttemptResult(outcome: .success(Response(text: "Yes.", usage: usage)))
        let transport = throttled(Limits(tokensPerMinute: 100_000), clock: clock, result: answer) { true }
        var parameters = Parameters()
        parameters.answerTokens = 9_000
        // The bucket holds 10,000 tokens: the second call fits only because the first gave back what it had reserved.
        for number in 1...2 { _ = await transport.attempt(textCall(parameters: parameters), number: number) }
        #expect(clock.now.elapsed == .zero)
    }

    @Test func `who waits for the limit leaves when the run ends, and gives back what it took`() async {
        let journal = MemoryJournal()
        let clock = ImpatientClock { _ in journal.stop() }
        let answer = AttemptResult(outcome: .success(Response(text: "Yes.")))
        let transport = throttled(Limits(requestsPerMinute: 1), clock: clock, result: answer) { journal.takesNewCalls }
        _ = await transport.attempt(textCall(), number: 1)
        let second = await transport.attempt(textCall(), number: 2)
        #expect(second.outcome == .failure(.cancelled) && second.attempt == nil)
        #expect(transport.throttle.slots.free == 20)
        #expect(transport.throttle.take(tokens: 0) <= .seconds(60))
    }

    @Test func `a prompt is estimated by its text, its media and its answer limit`() throws {
        let png = try #require(Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4]))
        var parameters = Parameters()
        parameters.answerTokens = 300
        let prompt = Prompt(
            system: "12345678", turns: [Turn(.user, [.image(png), .text("1234")])], parameters: parameters)
        #expect(Throttled.estimatedTokens(of: prompt) == 2 + 1000 + 1 + 300)
    }
}
