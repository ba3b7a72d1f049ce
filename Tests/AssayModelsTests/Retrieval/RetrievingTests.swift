import AssayCore
import AssayModels
import AssayTestSupport
import Synchronization
import Testing

struct RetrievingTests {
    static let words = SearchWords(
        heading: "Found:", nothing: "(nothing)", tool: (words: "Looks things up.", argument: "the words"), key: "搜索",
        offer: #"Or reply {"搜索": "words"}."#, probe: "Look up the weather.")

    /// What was asked of whom, in order.
    private final class Log: Sendable {
        private let entries = Mutex<[String]>([])

        func add(_ entry: String) { entries.withLock { $0.append(entry) } }
        var all: [String] { entries.withLock(\.self) }
    }

    private struct Shelf: Retriever {
        let name = "shelf"
        let log: Log
        var failure: ModelError?

        func passages(for query: String, limit: Int) async throws(ModelError) -> [Passage] {
            log.add("search \(query), \(limit)")
            if let failure { throw failure }
            return query.contains("moon") ? [] : [Passage(source: "a.txt", text: "It turns.")]
        }
    }

    private let log = Log()
    private let journal = MemoryJournal()

    private func retrieval(_ mode: Retrieval.Mode, _ form: Retrieval.Form? = nil) -> Retrieval {
        Retrieval(
            mode: mode, source: .documents(count: 1, digest: Digest(of: "x")), form: form, passages: 3, characters: 100)
    }

    /// A target with its search, both journalled, which asks for a search where `wish` is what it replies first.
    private func model(
        _ retrieval: Retrieval, wish: Response? = nil, failure: ModelError? = nil, end: ModelError? = nil
    ) -> Retrieving {
        let log = log
        let target = ScriptedModel(name: "lab/x") { call throws(ModelError) in
            guard case .text(let text) = call.prompt.turns[0].content[0] else { throw .cancelled }
            let tools = call.prompt.tools.isEmpty ? "" : " with tools"
            log.add("\(call.place.role.name) round \(call.place.round)\(tools): \(text)")
            if call.place.round == 0, retrieval.mode == .active { return wish ?? Response(text: "Known.") }
            if let end { throw end }
            return Response(text: "Found out.")
        }
        return Retrieving(
            Recorded(target, journal: journal),
            searching: Recorded(
                Searching(Shelf(log: log, failure: failure), by: retrieval), journal: journal),
            by: retrieval, in: Self.words)
    }

    private func call(_ query: String? = "padlock") -> Call {
        var prompt = Prompt(turns: [Turn(.user, [.text("How?")])])
        prompt.query = query
        return Call(.init(sample: "1", trial: 1, role: .target), prompt: prompt)
    }

    private static let toolCall = Response(
        text: "", stopReason: .toolCall, toolCalls: [ToolCall(name: "search", arguments: #"{"query":"key"}"#)])

    @Test func `passive searches for the query and asks once, with what it found`() async throws {
        let model = model(retrieval(.passive))
        let response = try await model.respond(to: call())
        #expect(response.text == "Found out." && response.searches == 1 && model.name == "lab/x")
        #expect(log.all == ["search padlock, 3", "target round 0: Found:\n[1] a.txt\nIt turns.\n\nHow?"])
    }

    @Test func `passive searches for the text where there is no query`() async throws {
        _ = try await model(retrieval(.passive)).respond(to: call(nil))
        #expect(log.all.first == "search How?, 3")
    }

    @Test(arguments: ["moon", "？！"]) func `passive asks also where nothing is found`(query: String) async throws {
        let response = try await model(retrieval(.passive)).respond(to: call(query))
        #expect(response.searches == 1)
        #expect(log.all.last == "target round 0: Found:\n(nothing)\n\nHow?")
        #expect(log.all.count == (query == "moon" ? 2 : 1))
    }

    @Test func `active takes an answer as it is`() async throws {
        let response = try await model(retrieval(.active, .tool)).respond(to: call())
        #expect(response.text == "Known." && response.searches == 0)
        #expect(log.all == ["target round 0 with tools: How?"])
    }

    @Test(arguments: [
        (Retrieval.Form.tool, toolCall, " with tools: How?"),
        (.text, Response(text: #"{"搜索": "key"}"#), ": How?\n\nOr reply {\"搜索\": \"words\"}."),
    ])
    func `active searches where it is asked to, and asks anew without the offer`(
        form: Retrieval.Form, wish: Response, first: String
    ) async throws {
        let response = try await model(retrieval(.active, form), wish: wish).respond(to: call())
        #expect(response.text == "Found out." && response.searches == 1)
        #expect(
            log.all == [
                "target round 0\(first)", "search key, 3", "target round 1: Found:\n[1] a.txt\nIt turns.\n\nHow?",
            ])
    }

    @Test(arguments: [#"{"query":" "}"#, "no JSON"]) func `a wish without words is a search that found nothing`(
        arguments: String
    ) async throws {
        let wish = Response(
            text: "", stopReason: .toolCall, toolCalls: [ToolCall(name: "search", arguments: arguments)])
        let response = try await model(retrieval(.active, .tool), wish: wish).respond(to: call())
        #expect(response.searches == 1)
        #expect(log.all == ["target round 0 with tools: How?", "target round 1: Found:\n(nothing)\n\nHow?"])
    }

    @Test func `what is stored is neither asked nor searched again`() async throws {
        let stopping = model(retrieval(.active, .tool), wish: Self.toolCall, end: .timedOut)
        #expect(await result(of: call(), from: stopping) == .failure(.timedOut))
        #expect(log.all.count == 3)
        let resumed = model(retrieval(.active, .tool), wish: Self.toolCall)
        #expect(try await resumed.respond(to: call()).text == "Found out.")
        #expect(log.all.count == 4 && log.all.last?.hasPrefix("target round 1") == true)
    }

    @Test(arguments: [
        (ModelError.timedOut, ModelError.retrieval(what: ModelError.timedOut.description, isResumable: true)),
        (
            .rejected(status: 400, code: nil),
            .retrieval(what: "the endpoint rejected the request (HTTP 400)", isResumable: false)
        ),
        (.quotaExhausted, .retrieval(what: ModelError.quotaExhausted.description, isResumable: true)),
        (.outage(calls: 20), .retrieval(what: ModelError.outage(calls: 20).description, isResumable: true)),
        (.retrieval(what: "x", isResumable: false), .retrieval(what: "x", isResumable: false)),
        (.unauthorized(status: 401), .unauthorized(status: 401)), (.cancelled, .cancelled),
    ])
    func `a failed search fails the call, and stops the run only where its key is refused`(
        failure: ModelError, expected: ModelError
    ) async {
        let outcome = await result(of: call(), from: model(retrieval(.passive), failure: failure))
        #expect(outcome == .failure(expected))
        #expect(!log.all.contains { $0.hasPrefix("target") })
        #expect(expected.stopsTheRun == [.unauthorized(status: 401), .cancelled].contains(expected))
    }
}
