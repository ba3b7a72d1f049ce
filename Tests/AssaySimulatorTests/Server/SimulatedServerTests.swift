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
            let totals = #""answered":2,"faults":{},"highest_concurrency":1,"requests":2"#
            #expect(counters == #"{\#(totals),"calls":{"\#(digest)":{"answered":2,"asked":2}}}"#)
            #expect(try await client.send("/counters/totals").body == "{\(totals)}")
            _ = try await client.send("/counters/reset", body: "")
            #expect(
                try await client.send("/counters").body
                    == #"{"answered":0,"faults":{},"highest_concurrency":0,"requests":0,"calls":{}}"#)
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

    @Test(arguments: [
        (SimulatedForm.openAI, #""object":"chat.completion""#), (.anthropic, #""type":"message""#),
        (.gemini, #""candidates":[{"content":{"parts":[{"text":"#),
    ])
    func `each form has its path, and the same persona behind it`(form: SimulatedForm, words: String) async throws {
        try await withServer { client, _ in
            let reply = try await client.ask(in: form)
            #expect(reply.status == 200 && reply.body.contains(words))
            let said = Persona.compliant.reply(to: SimulatedRequest(userText: "A?")).words
            #expect(reply.body.contains(said))
            let unknown = try await client.ask(in: form, "nobody")
            #expect(unknown.status == 404)
        }
    }

    @Test func `Azure's path names the model and wants a version`() async throws {
        try await withServer(key: "right") { client, _ in
            let path = "/openai/deployments/compliant/chat/completions"
            let body = #"{"messages":[{"role":"user","content":"A?"}]}"#
            let headers: KeyValuePairs = ["api-key": "right"]
            #expect(try await client.send(path, body: body, headers: headers).status == 404)
            let reply = try await client.send("\(path)?api-version=2024-10-21", body: body, headers: headers)
            #expect(reply.status == 200 && reply.body.contains("prompt_filter_results"))
            let wrong: KeyValuePairs = ["api-key": "wrong"]
            #expect(try await client.send("\(path)?api-version=2024-10-21", body: body, headers: wrong).status == 401)
        }
    }

    @Test func `Anthropic's form demands a key and a version, and Gemini's a key in either place`() async throws {
        try await withServer { client, server in
            let body = #"{"model":"compliant","max_tokens":9,"messages":[{"role":"user","content":"A?"}]}"#
            let version: KeyValuePairs = ["anthropic-version": "2023-06-01"]
            let keyless = try await client.send("/v1/messages", body: body, headers: version)
            #expect(keyless.status == 401 && keyless.body.contains("authentication_error"))
            let versionless = try await client.send("/v1/messages", body: body, headers: ["x-api-key": "any"])
            #expect(versionless.status == 400 && versionless.body.contains("anthropic-version"))
            let path = "/v1beta/models/compliant:generateContent"
            let contents = #"{"contents":[{"parts":[{"text":"A?"}]}]}"#
            #expect(try await client.send(path, body: contents).status == 403)
            #expect(server.counters.totals.requests == 0)
            #expect(try await client.send("\(path)?key=any", body: contents).status == 200)
            let escaped = "/v1beta/models/compliant%3AgenerateContent?key=any"
            #expect(try await client.send(escaped, body: contents).status == 200)
        }
    }

    @Test func `a wrong key is refused in each provider's words`() async throws {
        try await withServer(key: "right") { client, _ in
            let anthropic = try await client.ask(in: .anthropic)
            #expect(anthropic.status == 401)
            let gemini = try await client.ask(in: .gemini)
            #expect(gemini.status == 400 && gemini.body.contains("API_KEY_INVALID"))
        }
    }

    @Test func `each form lists its models`() async throws {
        try await withServer { client, _ in
            let openAI = try await client.send("/v1/models").body
            #expect(openAI.contains(#""id":"mixed""#) && openAI.contains("quirk-content-parts"))
            #expect(!openAI.contains("quirk-finish-safety"))
            let headers: KeyValuePairs = ["x-api-key": "any", "anthropic-version": "2023-06-01"]
            let anthropic = try await client.send("/v1/models", headers: headers).body
            #expect(anthropic.contains(#""type":"model","id":"mixed""#))
            let gemini = try await client.send("/v1beta/models", headers: ["x-goog-api-key": "any"]).body
            #expect(gemini.contains(#""name":"models/quirk-finish-safety""#))
        }
    }

    @Test func `a request that is wrong for the form is refused in the form's words`() async throws {
        try await withServer { client, _ in
            let body = #"{"model":"compliant","messages":[{"role":"user","content":"A?"}]}"#
            let headers: KeyValuePairs = ["x-api-key": "any", "anthropic-version": "2023-06-01"]
            let reply = try await client.send("/v1/messages", body: body, headers: headers)
            #expect(reply.status == 400 && reply.body.contains("max_tokens: Field required"))
        }
    }
}
