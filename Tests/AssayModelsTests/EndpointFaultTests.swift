import AssayCore
import AssayModels
import AssaySimulator
import AssayTestSupport
import Synchronization
import Testing

/// Every fault that passes, over HTTP and in every wire form: none becomes an answer, and none loses one.
struct EndpointFaultTests {
    /// A fault in a wire form.
    struct Pair: Sendable, CustomTestStringConvertible {
        let fault: Fault
        let kind: EndpointKind
        var testDescription: String { "\(kind.rawValue)/\(fault.rawValue)" }

        /// A redirect is final: `EndpointQuirkTests` has it.
        static let passing = EndpointKind.allCases.flatMap { kind in
            Fault.allCases.filter { $0.meaning != .rejected }.map { Pair(fault: $0, kind: kind) }
        }
        /// Those that give no answer.
        static let failing = passing.filter { $0.fault.meaning != .answered }
    }

    /// What came of one call.
    private struct Seen: Sendable {
        let call = textCall(parameters: EndpointFaultTests.parameters)
        let journal = MemoryJournal()
        let cache = MemoryCache()
        let result: Result<Response, ModelError>

        /// Asks where the first attempts at every request have the fault.
        init(_ pair: Pair, faultyAttempts: Int) async throws {
            var configuration = SimulatedServer.Configuration()
            configuration.faults.shares = [pair.fault: 1]
            configuration.faults.faultyAttempts = faultyAttempts
            configuration.faults.drip = .milliseconds(1)
            // Time enough for an answer on a busy machine, as far as one is to come.
            let isEndless = pair.fault.meaning == .timedOut && faultyAttempts > 1
            let timeout = Duration.milliseconds(isEndless ? 100 : pair.fault.meaning == .timedOut ? 1000 : 60_000)
            let (call, journal, cache) = (call, journal, cache)
            let server = SimulatedServer(configuration)
            result = try await withServer(server.run) { port in
                try await withEndpoint(
                    port: port, kind: pair.kind, key: Secret("any"), timeout: timeout, clock: ImpatientClock()
                ) { endpoint in
                    let model = endpoint.model("compliant", name: "lab/x", journal: journal, cache: cache)
                    return await AssayModelsTests.result(of: call, from: model)
                }
            }
        }
    }

    /// A cache that counts what is put there.
    private final class MemoryCache: ResponseCache {
        // The lock guards the answers.
        private let state = Mutex<[Response]>([])

        func answer(to request: RequestKey) async -> Response? { nil }

        func keep(_ answer: Response, to request: RequestKey, dropped: [String]) {
            state.withLock { $0.append(answer) }
        }

        var answers: [Response] { state.withLock { $0 } }
    }

    private static let parameters: Parameters = {
        var parameters = Parameters()
        parameters.answerTokens = 64
        return parameters
    }()

    @Test(arguments: Pair.passing)
    func `a fault that passes ends in the right answer`(pair: Pair) async throws {
        let seen = try await Seen(pair, faultyAttempts: 1)
        let expected = try await SimulatedModel(.compliant).respond(to: seen.call)
        let answer = try seen.result.get()
        #expect(answer.text == expected.text && answer.stopReason == expected.stopReason)
        #expect(seen.journal.reply(to: seen.call) == seen.result && seen.cache.answers == [answer])
        let failures = seen.journal.attempts.map(\.failure)
        switch pair.fault.meaning {
        case .answered: #expect(failures == [nil])
        // A busy machine may let more than the first attempt run out of time.
        case .timedOut: #expect(failures.count > 1 && failures.dropLast().allSatisfy { $0 == .timedOut })
        // What follows a reply whose length is stated too short may spoil the next exchange on its connection as well.
        case .askAgain, .rejected: #expect(failures.count > 1 && failures.dropLast().allSatisfy { $0 != nil })
        }
        #expect(failures.last == .some(nil))
    }

    /// The simulated server states the tokens of the answer that it left out.
    @Test(arguments: EndpointKind.allCases)
    func `the tokens of a reply that is no answer are noted with its attempt`(kind: EndpointKind) async throws {
        let seen = try await Seen(Pair(fault: .emptyChoices, kind: kind), faultyAttempts: 1)
        let usage = try #require(try seen.result.get().usage)
        #expect(usage.promptTokens > 0 && usage.answerTokens > 0)
        #expect(seen.journal.attempts.map(\.usage) == [usage, nil])
        #expect(seen.journal.attempts.map(\.isReplyWithoutAnswer) == [true, false])
    }

    @Test(arguments: EndpointKind.allCases)
    func `a reply that cannot be read states no tokens`(kind: EndpointKind) async throws {
        let seen = try await Seen(Pair(fault: .malformed, kind: kind), faultyAttempts: 1)
        #expect(seen.journal.attempts.map(\.usage) == [nil, nil])
        #expect(seen.journal.attempts.map(\.isReplyWithoutAnswer) == [true, false])
    }

    @Test(arguments: Pair.failing)
    func `a fault that stays is never stored as an answer`(pair: Pair) async throws {
        let seen = try await Seen(pair, faultyAttempts: .max)
        guard case .failure(let failure) = seen.result else {
            Issue.record("stored as an answer: \(seen.result)")
            return
        }
        #expect(failure.isResumable)
        #expect(seen.journal.reply(to: seen.call) == seen.result && seen.cache.answers.isEmpty)
        #expect(seen.journal.attempts.count > 1 && seen.journal.attempts.allSatisfy { $0.failure != nil })
    }
}
