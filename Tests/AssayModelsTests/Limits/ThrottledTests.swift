import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import AssayModels

struct ThrottledTests {
    private func throttled(
        _ limits: Limits, clock: any Clock<Duration>, result: AttemptResult, throttle: Throttle? = nil,
        mayGoOn: @escaping @Sendable () -> Bool
    ) -> Throttled {
        Throttled(
            inner: ScriptedTransport([result]), throttle: throttle ?? Throttle(limits, clock: clock),
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

    @Test(arguments: ["x-ratelimit-remaining-requests", "anthropic-ratelimit-requests-remaining"])
    func `what the endpoint says is left is kept to, in either spelling`(header: String) async {
        let clock = ImpatientClock()
        let attempt = Attempt(
            number: 1, started: .now, elapsed: .zero, status: 200, headers: [header: "0"], sentParameters: "{}",
            body: [],
            failure: nil)
        let answer = AttemptResult(outcome: .success(Response(text: "Yes.")), attempt: attempt)
        let transport = throttled(Limits(requestsPerMinute: 60), clock: clock, result: answer) { true }
        // The bucket holds six requests; nothing is left of them after the first, and it fills by 55 in a minute.
        for number in 1...2 { _ = await transport.attempt(textCall(), number: number) }
        #expect(clock.now.elapsed > .seconds(1.08) && clock.now.elapsed < .seconds(1.10))
    }

    @Test func `who waits for the limit leaves when the run ends, and gives back what it took`() async {
        let journal = MemoryJournal()
        let clock = ImpatientClock { _ in journal.stop() }
        let answer = AttemptResult(outcome: .success(Response(text: "Yes.")))
        let throttle = Throttle(Limits(requestsPerMinute: 1), clock: clock)
        let transport = throttled(Limits(), clock: clock, result: answer, throttle: throttle) { journal.takesNewCalls }
        _ = await transport.attempt(textCall(), number: 1)
        let second = await transport.attempt(textCall(), number: 2)
        #expect(second.outcome == .failure(.cancelled) && second.attempt == nil)
        #expect(throttle.slots.free == 20)
        #expect(throttle.take(tokens: 0) <= .seconds(60))
    }

    @Test func `a call reserves its prompt and an answer like those before it, not its whole limit`() async throws {
        let png = try #require(Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4]))
        var parameters = Parameters()
        parameters.answerTokens = 5000
        let prompt = Prompt(
            system: "12345678", turns: [Turn(.user, [.image(png), .text("1234")])], parameters: parameters)
        let usage = Usage(promptTokens: 1, answerTokens: 90)
        let answer = AttemptResult(outcome: .success(Response(text: "Yes.", usage: usage)))
        let transport = throttled(Limits(), clock: ImpatientClock(), result: answer) { true }
        #expect(transport.estimatedTokens(of: prompt) == 2 + 1000 + 1 + 300)
        _ = await transport.attempt(textCall(), number: 1)
        #expect(transport.estimatedTokens(of: prompt) == 2 + 1000 + 1 + 90)
        parameters.answerTokens = 20
        #expect(transport.estimatedTokens(of: Prompt(turns: prompt.turns, parameters: parameters)) == 1021)
    }

    @Test func `an answer is at most the limit that the form sends by itself`() async {
        let usage = Usage(promptTokens: 1, answerTokens: 9000)
        let answer = AttemptResult(outcome: .success(Response(text: "Yes.", usage: usage)))
        let clock = ImpatientClock()
        func estimate(in kind: EndpointKind) async -> Int {
            let transport = Throttled(
                inner: ScriptedTransport([answer]), throttle: Throttle(Limits(), clock: clock),
                pause: Pause(clock: clock) { true }, defaultAnswerTokens: kind.defaultAnswerTokens)
            _ = await transport.attempt(textCall(), number: 1)
            return transport.estimatedTokens(of: Prompt(turns: [Turn(.user, [.text("1234")])]))
        }
        #expect(await estimate(in: .openai) == 1 + 9000)
        #expect(await estimate(in: .anthropic) == 1 + 4096)
    }

    @Test(
        arguments: [
            (.rateLimited, .refused), (.unavailable(status: 503), .refused), (.unavailable(status: 529), .refused),
            (.unavailable(status: 500), .unknown), (.unavailable(status: nil), .unknown), (.timedOut, .unknown),
            (.blockedInput(categories: []), .served), (.malformed(what: "x"), .served), (nil, .served),
        ] as [(ModelError?, AdaptiveLimit.Ending)])
    func `a refusal for rate or load is told from what says nothing about load`(
        failure: ModelError?, ending: AdaptiveLimit.Ending
    ) async {
        let outcome: Result<Response, ModelError> = failure.map { .failure($0) } ?? .success(Response(text: "Yes."))
        // The scripted transport adds the exchange.
        let result = await ScriptedTransport([AttemptResult(outcome: outcome)]).attempt(textCall(), number: 1)
        #expect(result.ending == ending)
        #expect(AttemptResult(outcome: outcome).ending == .unknown)
    }
}
