import AssayCore
import AssaySimulator
import AssayTestSupport
import Synchronization
import Testing

@testable import AssayModels

struct CachedTests {
    /// A cache in memory.
    private final class MemoryCache: ResponseCache {
        // The lock guards the answers.
        private let state = Mutex<[RequestKey: (Response, dropped: [String])]>([:])

        func answer(to request: RequestKey) async -> Response? { state.withLock { $0[request]?.0 } }

        func keep(_ answer: Response, to request: RequestKey, dropped: [String]) {
            state.withLock { $0[request] = (answer, dropped) }
        }

        var count: Int { state.withLock(\.count) }
        var dropped: [[String]] { state.withLock { $0.values.map(\.dropped) } }
    }

    private let cache = MemoryCache()
    private let call = textCall()
    private static let source = Cached.Source(model: "m", endpoint: "https://a.invalid/v1", wire: "openai/1") {
        ["seed"]
    }

    private func cached(_ inner: ScriptedModel) -> Cached {
        Cached(inner: inner, cache: cache, source: Self.source)
    }

    private let never = ScriptedModel { _ throws(ModelError) in
        Issue.record("a cached answer is not asked for")
        throw .timedOut
    }

    @Test func `an answer is kept with what was left out of its request, and given to the next who asks`() async {
        let model = ScriptedModel { _ in Response(text: "Turn the key.") }
        #expect(await result(of: call, from: cached(model)) == .success(Response(text: "Turn the key.")))
        #expect(cache.dropped == [["seed"]])
        #expect(await result(of: call, from: cached(never)) == .success(Response(text: "Turn the key.")))
    }

    @Test func `another trial is asked`() async {
        let model = ScriptedModel { call in Response(text: "Answer \(call.place.trial).") }
        let second = Call(Call.Place(sample: "1", trial: 2, role: .target), prompt: call.prompt)
        _ = await result(of: call, from: cached(model))
        #expect(await result(of: second, from: cached(model)) == .success(Response(text: "Answer 2.")))
        #expect(cache.count == 2)
    }

    @Test(arguments: [
        ModelError.rateLimited, .unavailable(status: 503), .timedOut, .malformed(what: "x"),
        .blockedInput(categories: []), .rejected(status: 400, code: nil), .unsupported(what: "x"), .tooLong,
        .quotaExhausted, .unauthorized(status: 401), .cancelled,
    ])
    func `a failure and a block of the input are never kept`(failure: ModelError) async {
        let model = ScriptedModel { _ throws(ModelError) in throw failure }
        #expect(await result(of: call, from: cached(model)) == .failure(failure))
        #expect(cache.count == 0)
    }

    @Test(arguments: [Response(text: "Turn", stopReason: .filtered), Response(text: "", stopReason: .length)])
    func `a block of the output and a limit without text are never kept`(response: Response) async {
        #expect(await result(of: call, from: cached(ScriptedModel { _ in response })) == .success(response))
        #expect(cache.count == 0)
    }

    @Test func `two wire forms at one address share no answer`() async throws {
        let cache = cache
        try await withServer(SimulatedServer().run) { port in
            var addresses: Set<String> = []
            for kind in [EndpointKind.openai, .anthropic] {
                let settings = EndpointSettings(
                    baseURL: "http://127.0.0.1:\(port)/v1", kind: kind, key: Secret("any"))
                let endpoint = try Endpoint(settings)
                let model = endpoint.model("compliant", name: "lab/m", journal: MemoryJournal(), cache: cache)
                _ = try await result(of: textCall(), from: model).get()
                addresses.insert(endpoint.address)
                try await endpoint.shutdown()
            }
            #expect(addresses.count == 1 && cache.count == 2)
        }
    }

    @Test func `a cached answer is journalled, and the endpoint is not asked`() async throws {
        let (journal, cache) = (MemoryJournal(), cache)
        try await withSimulator { endpoint, counters in
            let call = textCall()
            let first = endpoint.model("compliant", name: "lab/m", journal: MemoryJournal(), cache: cache)
            let answer = try await result(of: call, from: first).get()
            let second = endpoint.model("compliant", name: "lab/m", journal: journal, cache: cache)
            #expect(await result(of: call, from: second) == .success(answer))
            #expect(counters.reading.requests == 1)
            #expect(journal.events == ["keep"])
        }
    }
}
