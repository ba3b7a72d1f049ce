import AssayCore
import AssayModels
import AssayTestSupport
import Testing

/// Gemini's form over real HTTP.
struct GenerationFormTests {
    private static let answer = """
        {"candidates":[{"content":{"parts":[{"text":"Yes."}],"role":"model"},"finishReason":"STOP"}],\
        "usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2},"modelVersion":"g-001"}
        """
    private static let response = Response(
        text: "Yes.", usage: Usage(promptTokens: 3, answerTokens: 2), servedBy: "g-001")

    private static func error(_ code: Int, _ status: String, _ message: String = "w", details: String = "[]") -> String
    {
        #"{"error":{"code":\#(code),"message":"\#(message)","status":"\#(status)","details":\#(details)}}"#
    }

    @Test(arguments: [
        ("g", "/v1beta/models/g:generateContent"), ("models/g", "/v1beta/models/g:generateContent"),
        ("tunedModels/g-1", "/v1beta/tunedModels/g-1:generateContent"),
        ("g ?x", "/v1beta/models/g%20%3Fx:generateContent"),
    ])
    func `a question goes to the path of its model, the key in its own header`(name: String, path: String) async throws
    {
        let server = RawServer([.http(200, Self.answer)])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .google, key: Secret("the-key")) { endpoint in
                let model = endpoint.model(name, name: "google/g", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .success(Self.response))
            }
        }
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST \(path) HTTP/1.1\r\n"), "\(request.prefix(80))")
        #expect(request.lowercased().contains("\r\nx-goog-api-key: the-key\r\n"))
        #expect(!request.lowercased().contains("authorization"))
    }

    @Test func `what a model refuses is left out or takes its older form, and is remembered`() async throws {
        let server = RawServer([
            .http(400, Self.error(400, "INVALID_ARGUMENT", "Thinking level is not supported for this model.")),
            .http(400, Self.error(400, "INVALID_ARGUMENT", "Logprobs is not enabled for models/g")),
            .http(200, Self.answer),
        ])
        let journal = MemoryJournal()
        var parameters = Parameters()
        parameters.reasoningEffort = "high"
        parameters.logprobs = 3
        try await withServer(server.run) { [parameters] port in
            try await withEndpoint(port: port, kind: .google) { endpoint in
                let model = endpoint.model("g", name: "google/g", journal: journal)
                for sample in ["1", "2"] {
                    let call = textCall(sample: sample, parameters: parameters)
                    #expect(await result(of: call, from: model) == .success(Self.response))
                }
            }
        }
        #expect(
            journal.attempts.map(\.sentParameters) == [
                #"{"responseLogprobs":true,"logprobs":3,"thinkingConfig":{"thinkingLevel":"high"}}"#,
                #"{"responseLogprobs":true,"logprobs":3,"thinkingConfig":{"thinkingBudget":24576}}"#,
                #"{"thinkingConfig":{"thinkingBudget":24576}}"#, #"{"thinkingConfig":{"thinkingBudget":24576}}"#,
            ])
        #expect(journal.attempts.last?.dropped == ["responseLogprobs", "thinkingLevel"])
    }

    @Test func `the wait that the body asks for is obeyed`() async throws {
        let details = #"[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]"#
        let server = RawServer([
            .http(429, Self.error(429, "RESOURCE_EXHAUSTED", details: details)), .http(200, Self.answer),
        ])
        let clock = ImpatientClock()
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .google, clock: clock) { endpoint in
                let model = endpoint.model("g", name: "google/g", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .success(Self.response))
            }
        }
        #expect(clock.now.elapsed >= .seconds(34))
    }

    @Test(arguments: [
        RawServer.Reply.http(503, #"{"error":{"code":503,"status":"UNAVAILABLE"}}"#), .http(200, "{}"),
        .http(200, #"{"candidates":[{"finishReason":"OTHER"}]}"#), .http(400, #"{"error":{"code":400,"mess"#),
        .http(403, #"[{"error""#),
    ])
    func `what passes is asked again, and so is an error whose words broke off`(reply: RawServer.Reply) async throws {
        let server = RawServer([reply, .http(200, Self.answer)])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .google, clock: ImpatientClock()) { endpoint in
                let model = endpoint.model("g", name: "google/g", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .success(Self.response))
            }
        }
        #expect(server.requests.count == 2)
    }

    @Test func `a block is never asked again, whatever the headers say`() async throws {
        let headers = ["x-should-retry: true", "retry-after: 0"]
        let replies: [(String, Result<Response, ModelError>)] = [
            (#"{"promptFeedback":{"blockReason":"SAFETY"}}"#, .failure(.blockedInput(categories: ["SAFETY"]))),
            (
                #"{"candidates":[{"finishReason":"SPII"}]}"#,
                .success(Response(text: "", stopReason: .filtered, categories: ["SPII"]))
            ),
        ]
        for (body, expected) in replies {
            let server = RawServer([.http(200, body, headers: headers)])
            try await withServer(server.run) { port in
                try await withEndpoint(port: port, kind: .google, clock: ImpatientClock()) { endpoint in
                    let model = endpoint.model("g", name: "google/g", journal: MemoryJournal())
                    #expect(await result(of: textCall(), from: model) == expected)
                }
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a wrong key has status 400, and the check finds it all the same`() async throws {
        let details = #"[{"reason":"API_KEY_INVALID"}]"#
        let server = RawServer([
            .http(400, Self.error(400, "INVALID_ARGUMENT", details: details)), .http(200, #"{"models":[]}"#),
        ])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .google, key: Secret("k")) { endpoint in
                await #expect(throws: ModelError.unauthorized(status: 400)) { try await endpoint.check() }
                try await endpoint.check()
            }
        }
        #expect(server.requests.allSatisfy { $0.hasPrefix("GET /v1beta/models?pageSize=1 HTTP/1.1\r\n") })
    }
}
