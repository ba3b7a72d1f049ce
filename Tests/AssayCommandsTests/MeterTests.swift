import AssayCore
import AssayRunner
import AssayTestSupport
import Foundation
import Testing

@testable import AssayCommands

struct MeterTests {
    private let call: Call = {
        var parameters = Parameters()
        parameters.answerTokens = 100
        // Forty bytes: ten tokens by our estimate.
        let prompt = Prompt(
            turns: [Turn(.user, [.text(String(repeating: "q", count: 40))])], parameters: parameters)
        return Call(Call.Place(sample: "1", trial: 1, role: .target), prompt: prompt)
    }()

    private let attempt = Attempt(
        number: 1, started: Date(timeIntervalSince1970: 0), elapsed: .zero, status: 200, sentParameters: "{}", body: [],
        failure: nil)

    private func meter(_ caps: Caps = Caps()) -> Meter {
        Meter(
            Allowance(caps), prices: [.target: Price(input: 1, output: 10, source: "a test")], remote: [.target])
    }

    private func spent(_ reply: Result<Response, ModelError>, isSent: Bool = true) async throws -> Expense {
        let meter = meter()
        let journal = Metered(inner: MemoryJournal(), meter: meter)
        if isSent { journal.note(attempt, of: call) }
        try await journal.keep(reply, to: call)
        return meter.allowance.spent
    }

    // 20 tokens at 1 and 30 at 10 dollars a million.
    @Test func `a reply costs the tokens that the endpoint states`() async throws {
        let usage = Usage(promptTokens: 20, answerTokens: 30)
        let expense = try await spent(.success(Response(text: "Yes.", usage: usage)))
        #expect(expense == Expense(tokens: 50, dollars: 320e-6))
    }

    @Test func `a reply without a token count is taken to have used all that it could`() async throws {
        #expect(try await spent(.success(Response(text: "Yes."))).tokens == 10 + 100)
    }

    @Test func `a failure, and a reply that never went over the network, cost nothing`() async throws {
        #expect(try await spent(.failure(.unavailable(status: 500))) == Expense())
        let usage = Usage(promptTokens: 20, answerTokens: 30)
        #expect(try await spent(.success(Response(text: "Yes.", usage: usage)), isSent: false) == Expense())
    }

    private func spent(on attempts: [Attempt], role: Role = .target) -> Expense {
        let meter = meter()
        let journal = Metered(inner: MemoryJournal(), meter: meter)
        let asked = Call(Call.Place(sample: "1", trial: 1, role: role), prompt: call.prompt)
        for attempt in attempts { journal.note(attempt, of: asked) }
        return meter.allowance.spent
    }

    private func failed(_ status: Int?, usage: Usage? = nil) -> Attempt {
        var attempt = Attempt(
            number: 1, started: Date(timeIntervalSince1970: 0), elapsed: .zero, status: status, sentParameters: "{}",
            body: [], failure: .malformed(what: "a test"))
        attempt.usage = usage
        return attempt
    }

    // Two of 20 tokens at 1 and 30 at 10 dollars a million.
    @Test func `a reply that is no answer costs the tokens that the endpoint states, each time that it comes`() {
        let usage = Usage(promptTokens: 20, answerTokens: 30)
        let two = [failed(200, usage: usage), failed(200, usage: usage)]
        #expect(spent(on: two) == Expense(tokens: 100, dollars: 640e-6))
    }

    @Test func `a reply that is no answer and has no token count is taken to have used all that it could`() {
        #expect(spent(on: [failed(200)]).tokens == 10 + 100)
    }

    @Test func `what a reply without an answer cost may leave no room for the same call, an error leaves it`() {
        let meter = meter(Caps(tokens: 100))
        let journal = Metered(inner: MemoryJournal(), meter: meter)
        let half = failed(200, usage: Usage(promptTokens: 20, answerTokens: 31))
        journal.note(half, of: call)
        #expect(journal.mayRepeat(after: half))
        journal.note(half, of: call)
        #expect(meter.allowance.spent.tokens == 102)
        #expect(!journal.mayRepeat(after: half))
        #expect(journal.mayRepeat(after: failed(500)))
    }

    @Test func `an error, no reply at all, and a search cost no tokens`() async throws {
        #expect(spent(on: [failed(500), failed(429), failed(nil)]) == Expense())
        #expect(spent(on: [failed(200)], role: .retriever) == Expense())
        let meter = meter()
        let search = Call(Call.Place(sample: "1", trial: 1, role: .retriever), prompt: call.prompt)
        meter.charge(.success(Response(text: "Found.")), to: search)
        #expect(meter.allowance.spent == Expense())
    }

    @Test func `replies from the cache are counted, and cost nothing`() {
        let meter = meter()
        var answer = Response(text: "Yes.", usage: Usage(promptTokens: 20, answerTokens: 30))
        meter.sent(attempt, of: call)
        meter.charge(.success(answer), to: call)
        #expect(meter.cached == 0 && meter.allowance.spent.tokens == 50)
        answer.cacheMark = CacheMark(asked: Date(timeIntervalSince1970: 0), program: "a test", dropped: [])
        meter.charge(.success(answer), to: call)
        #expect(meter.cached == 1 && meter.allowance.spent.tokens == 50)
        // A call that was sent in vain, held back, and then found in the cache.
        meter.sent(failed(200, usage: Usage(promptTokens: 20, answerTokens: 0)), of: call)
        meter.charge(.success(answer), to: call)
        #expect(meter.cached == 2 && meter.allowance.spent.tokens == 70)
    }

    @Test func `what prompts really had raises what the next ones set aside`() async throws {
        let meter = meter()
        #expect(meter.most(.target, prompt: 10, answer: 100).tokens == 110)
        meter.sent(attempt, of: call)
        meter.charge(.success(Response(text: "Yes.", usage: Usage(promptTokens: 25, answerTokens: 1))), to: call)
        #expect(meter.most(.target, prompt: 10, answer: 100).tokens == 125)
        #expect(meter.most(.judge, prompt: 10, answer: 100).tokens == 110)
        meter.sent(failed(200, usage: Usage(promptTokens: 40, answerTokens: 0)), of: call)
        #expect(meter.most(.target, prompt: 10, answer: 100).tokens == 140)
    }

    @Test func `cost is known where every model that is paid for has a price`() {
        let price = Price(input: 1, output: 1, source: "a test")
        func meter(_ prices: [Role: Price], _ remote: Set<Role>) -> Meter {
            Meter(Allowance(Caps()), prices: prices, remote: remote)
        }
        #expect(meter([.target: price], [.target]).knowsCost)
        #expect(!meter([.target: price], [.target, .judge]).knowsCost)
        #expect(!meter([:], []).knowsCost)
    }
}
