import AssayCore
import AssaySimulator
import NIOHTTP1
import Testing

struct SimulatedServerTests {
    @Test func `a persona answers under its name`() async throws {
        try await withServer { client, _ in
            let reply = try await client.ask()
            #expect(reply.status == 200 && reply.body.contains("[marks: "))
            #expect(reply.headers.first(name: "content-type") == "application/json")
        }
    }

    @Test func `an unknown model is not found`() async throws {
        try await withServer { client, _ in
            let reply = try await client.ask("nobody")
            #expect(reply.status == 404 && reply.body.contains(#""code":"model_not_found""#))
        }
    }

    @Test func `a body that is no request is refused`() async throws {
        try await withServer { client, _ in
            let reply = try await client.send("/v1/chat/completions", body: "{")
            #expect(reply.status == 400 && reply.body.contains(#""code":"invalid_json""#))
        }
    }

    @Test func `a server with a key lets in nobody else`() async throws {
        try await withServer(key: "right") { client, server in
            for key in [nil, "wrong"] {
                let reply = try await client.ask(key: key)
                #expect(reply.status == 401)
                #expect(try await client.send("/v1/models", key: key).status == 401)
            }
            let reply = try await client.ask(key: "right")
            #expect(reply.status == 200)
            let models = try await client.send("/v1/models", key: "right")
            #expect(models.body.contains(#""id":"every-outcome""#))
            #expect(server.counters.reading.requests == 1)
        }
    }

    @Test func `counters tell each body's requests and answers, and start again`() async throws {
        try await withServer { client, server in
            for _ in 0..<2 { _ = try await client.ask() }
            // A client may have the last byte before the server has counted it.
            while server.counters.reading.answered < 2 { await Task.yield() }
            let digest = Digest(of: #"{"model":"compliant","messages":[{"role":"user","content":"A?"}]}"#)
            let counters = try await client.send("/counters").body
            #expect(counters == #"{"answered":2,"calls":{"\#(digest)":{"answered":2,"asked":2}},"requests":2}"#)
            _ = try await client.send("/counters/reset", body: "")
            #expect(try await client.send("/counters").body == #"{"answered":0,"calls":{},"requests":0}"#)
        }
    }

    @Test func `a quota is used up after so many answers`() async throws {
        try await withServer(faults: "quota=1") { client, server in
            let reply = try await client.ask()
            #expect(reply.status == 200)
            while server.counters.reading.answered < 1 { await Task.yield() }
            let second = try await client.ask("compliant", "B?")
            #expect(second.status == 429 && second.body.contains(#""code":"insufficient_quota""#))
        }
    }

    @Test func `a port that is taken is an error`() async throws {
        try await withServer { client, _ in
            var configuration = SimulatedServer.Configuration()
            configuration.port = client.port
            let second = SimulatedServer(configuration)
            await #expect(throws: (any Error).self) { try await second.run { _ in } }
        }
    }
}
