import AssayCore
import AssayModels
import AssayTestSupport
import Testing

struct WebSearchTests {
    private let retrieval = Retrieval(
        mode: .passive, source: .web(name: "library", address: "x"), passages: 2, characters: 1000)
    private static let found = LoopbackSearch.items([
        (title: "Locks", snippet: "They turn."), (title: "Keys", snippet: "They fit."), (title: "More", snippet: "No."),
    ])

    private func withSearch<Value: Sendable>(
        _ server: LoopbackSearch, key: Secret? = nil, header: String = "Authorization",
        timeout: Duration = .seconds(30),
        clock: any Clock<Duration> = ImpatientClock(), _ body: (WebSearch) async throws -> Value
    ) async throws -> Value {
        try await server.start()
        let connection = EndpointSettings(
            baseURL: "\(server.endpoint)/search?q={query}&n={limit}&token=hidden", key: key, timeout: timeout)
        let search = try WebSearch(
            SearchSettings(
                name: "library", connection: connection, keyHeader: header, results: ["data", "items"],
                texts: [["title"], ["snippet"]], source: ["link"]), clock: clock)
        do {
            let value = try await body(search)
            try await search.shutdown()
            return value
        } catch {
            try await search.shutdown()
            throw error
        }
    }

    @Test func `a search is one request, and what is taken of its reply is stored`() async throws {
        let server = LoopbackSearch { _, _ in Self.found }
        let journal = MemoryJournal()
        try await withSearch(server) { search in
            #expect(search.name == "library" && search.address == "\(server.endpoint)/search")
            let model = search.model(journal: journal, by: retrieval)
            let response = try await model.respond(to: textCall("锁 & key"))
            let passages = [
                Passage(source: "https://example.org/1", text: "Locks\nThey turn."),
                Passage(source: "https://example.org/2", text: "Keys\nThey fit."),
            ]
            #expect(Passage.all(in: response.text) == passages)
            #expect(response.usage == Usage(promptTokens: 0, answerTokens: 0))
            _ = try await model.respond(to: textCall("锁 & key"))
        }
        #expect(server.queries == ["锁 & key"] && journal.attempts.count == 1)
        #expect(server.requests.first?.target == "/search?q=%E9%94%81%20%26%20key&n=2&token=hidden")
    }

    @Test func `a query without words asks nobody`() async throws {
        let server = LoopbackSearch { _, _ in Self.found }
        let response = try await withSearch(server) { search in
            try await search.model(journal: MemoryJournal(), by: retrieval).respond(to: textCall("？"))
        }
        #expect(response.text == "[]" && server.requests.isEmpty)
    }

    @Test(arguments: [("Authorization", "Bearer secret-key"), ("X-Api-Key", "secret-key")])
    func `the key goes in one header and nowhere else`(header: String, value: String) async throws {
        let server = LoopbackSearch { _, _ in LoopbackHub.Reply(401, body: Array("secret-key".utf8)) }
        let journal = MemoryJournal()
        try await withSearch(server, key: Secret("secret-key"), header: header) { search in
            let outcome = await result(of: textCall("lock"), from: search.model(journal: journal, by: retrieval))
            #expect(outcome == .failure(.unauthorized(status: 401)))
            await #expect(throws: ModelError.unauthorized(status: 401)) { try await search.check(by: retrieval) }
        }
        #expect(server.requests.allSatisfy { $0.headers[header.lowercased()] == value })
        #expect(journal.attempts.allSatisfy { $0.headers.isEmpty && $0.sentParameters == "{}" })
    }

    @Test(arguments: [500, 503, 429]) func `what passes is asked again by the one retry layer`(status: Int) async throws
    {
        let server = LoopbackSearch { _, number in number == 1 ? LoopbackHub.Reply(status) : Self.found }
        let journal = MemoryJournal()
        let response = try await withSearch(server) { search in
            try await search.model(journal: journal, by: retrieval).respond(to: textCall("lock"))
        }
        #expect(Passage.all(in: response.text)?.count == 2)
        #expect(journal.attempts.map(\.status) == [status, 200])
    }

    @Test(arguments: [
        (LoopbackHub.Reply(body: Array("<html>".utf8)), 6), (LoopbackHub.Reply(), 6),
        (LoopbackHub.Reply(body: [0xFF, 0xFE]), 6),
        (LoopbackHub.Reply(404), 1), (LoopbackHub.Reply(302, headers: [("Location", "/elsewhere")]), 1),
        (LoopbackHub.Reply(body: Array("{}".utf8)), 1),
    ])
    func `whatever is no list of results fails the search, never finds nothing`(
        reply: LoopbackHub.Reply, requests: Int
    ) async throws {
        let server = LoopbackSearch { _, _ in reply }
        let outcome = try await withSearch(server) { search in
            await result(of: textCall("lock"), from: search.model(journal: MemoryJournal(), by: retrieval))
        }
        guard case .failure(let failure) = outcome else {
            Issue.record("\(reply.status) is no answer")
            return
        }
        #expect(failure.asFailedSearch.reason == .retrieval && server.requests.count == requests)
    }

    @Test func `fifty megabytes are cut off at once, and not asked for again`() async throws {
        let server = LoopbackSearch { _, _ in LoopbackHub.Reply(body: [UInt8](repeating: 0x20, count: 50 << 20)) }
        let journal = MemoryJournal()
        let outcome = try await withSearch(server) { search in
            await result(of: textCall("lock"), from: search.model(journal: journal, by: retrieval))
        }
        let cut = ModelError.retrieval(what: "the reply is larger than 4 MB and was cut off", isResumable: true)
        #expect(outcome == .failure(cut) && server.requests.count == 1)
        #expect(journal.attempts.allSatisfy { $0.body.isEmpty })
    }

    @Test func `a reply without a length is cut off where it becomes too large`() async throws {
        let bytes = Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + [UInt8](repeating: 0x20, count: 6 << 20)
        let server = RawServer([.init(bytes: bytes, ending: .closes)])
        let outcome = try await withServer(server.run) { port in
            let connection = EndpointSettings(baseURL: "http://127.0.0.1:\(port)/{query}")
            let search = try WebSearch(
                SearchSettings(name: "library", connection: connection, results: [], texts: []),
                clock: ImpatientClock())
            let outcome = await result(
                of: textCall("lock"), from: search.model(journal: MemoryJournal(), by: retrieval))
            try await search.shutdown()
            return outcome
        }
        guard case .failure(.retrieval) = outcome else {
            Issue.record("six megabytes are no answer: \(outcome)")
            return
        }
    }

    @Test func `an endpoint that is down for everyone fails each search, and stops nothing`() async throws {
        let server = LoopbackSearch { _, _ in LoopbackHub.Reply(503) }
        let journal = MemoryJournal()
        try await withSearch(server) { search in
            let model = search.model(journal: journal, by: retrieval)
            for number in 1...25 {
                let call = textCall("lock \(number)")
                guard case .failure(let failure) = await result(of: call, from: model) else {
                    Issue.record("503 is no answer")
                    return
                }
                #expect(!failure.stopsTheRun && failure.asFailedSearch.reason == .retrieval)
                #expect(journal.reply(to: call) == .failure(failure))
            }
        }
    }

    @Test func `an endpoint that hangs ends in a time-out`() async throws {
        var reply = LoopbackHub.Reply()
        reply.hangs = true
        let server = LoopbackSearch { [reply] _, _ in reply }
        let outcome = try await withSearch(server, timeout: .milliseconds(50)) { search in
            await result(of: textCall("lock"), from: search.model(journal: MemoryJournal(), by: retrieval))
        }
        #expect(outcome == .failure(.timedOut))
    }

    @Test func `searches at once are bounded by the limit`() async throws {
        let server = LoopbackSearch { _, _ in Self.found }
        try await server.start()
        var connection = EndpointSettings(baseURL: "\(server.endpoint)/{query}")
        connection.limits = Limits(maxConnections: 3)
        let search = try WebSearch(
            SearchSettings(name: "library", connection: connection, results: ["data", "items"], texts: [["title"]]))
        #expect(search.gauge.limit == 3)
        try await search.shutdown()
        try await search.shutdown()
    }

    @Test func `a key that no header can carry is refused`() {
        let connection = EndpointSettings(baseURL: "https://host/{query}", key: Secret("a\nb"))
        #expect(throws: EndpointError.invalidKey) {
            try WebSearch(SearchSettings(name: "library", connection: connection, results: [], texts: []))
        }
    }
}
