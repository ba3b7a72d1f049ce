import AssayCore
import AssayModels
import AssayTestSupport
import Testing

/// Anthropic's form over real HTTP.
struct MessagesFormTests {
    private static let answer = """
        {"type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"Yes."}],\
        "stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":2}}
        """
    private static let response = Response(
        text: "Yes.", usage: Usage(promptTokens: 3, answerTokens: 2), servedBy: "claude-x")

    private static func error(_ status: Int, _ type: String, _ message: String = "words") -> RawServer.Reply {
        .http(status, #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"}}"#)
    }

    @Test func `a question goes to its path, with its version and the key in its own header`() async throws {
        let server = RawServer([.http(200, Self.answer)])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .anthropic, key: Secret("the-key")) { endpoint in
                let model = endpoint.model("claude-x", name: "anthropic/claude-x", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .success(Self.response))
            }
        }
        let request = try #require(server.requests.first).lowercased()
        #expect(request.hasPrefix("post /v1/messages http/1.1\r\n"))
        #expect(request.contains("\r\nx-api-key: the-key\r\n"))
        #expect(request.contains("\r\nanthropic-version: 2023-06-01\r\n"))
        #expect(!request.contains("authorization"))
    }

    @Test func `what a model refuses is left out, remembered, and stated in every attempt`() async throws {
        let tool = """
            {"type":"message","content":[{"type":"tool_use","id":"t","name":"verdict","input":{"verdict":"safe"}}],\
            "stop_reason":"tool_use"}
            """
        let server = RawServer([
            Self.error(400, "invalid_request_error", "`temperature` is deprecated for this model."),
            Self.error(400, "invalid_request_error", "output_config.format: Extra inputs are not permitted"),
            .http(200, tool),
        ])
        let journal = MemoryJournal()
        var parameters = Parameters()
        parameters.temperature = 0
        parameters.seed = 7
        let call = textCall(parameters: parameters, schema: verdictSchema(["safe"]))
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .anthropic) { endpoint in
                let model = endpoint.model("m", name: "anthropic/m", journal: journal)
                #expect(await result(of: call, from: model) == .success(Response(text: #"{"verdict":"safe"}"#)))
                #expect(endpoint.gauge.retries == 0)
            }
        }
        #expect(
            journal.attempts.map(\.sentParameters) == [
                #"{"max_tokens":4096,"temperature":0,"output_config":{"format":{"type":"json_schema","name":"verdict"}}}"#,
                #"{"max_tokens":4096,"output_config":{"format":{"type":"json_schema","name":"verdict"}}}"#,
                #"{"max_tokens":4096,"tool_choice":{"type":"tool","name":"verdict"}}"#,
            ])
        #expect(
            journal.attempts.map(\.dropped) == [
                ["seed"], ["seed", "temperature"], ["output_config.format", "seed", "temperature"],
            ])
    }

    @Test(arguments: [
        error(529, "overloaded_error"), .http(200, #"{"type":"error","error":{"type":"overloaded_error"}}"#),
        error(500, "api_error"), error(429, "rate_limit_error"),
        .http(400, #"{"type":"error","error":{"type":"invalid_request_error","mess"#), .http(400, ""),
    ])
    func `what passes is asked again, and so is an error whose words broke off`(reply: RawServer.Reply) async throws {
        let server = RawServer([reply, .http(200, Self.answer)])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .anthropic, clock: ImpatientClock()) { endpoint in
                let model = endpoint.model("m", name: "anthropic/m", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .success(Self.response))
            }
        }
        #expect(server.requests.count == 2)
    }

    @Test func `a block is never asked again, whatever the headers say`() async throws {
        let headers = ["x-should-retry: true", "retry-after: 0"]
        let refusal = #"{"type":"message","content":[],"stop_reason":"refusal","stop_details":{"category":"bio"}}"#
        let older = """
            {"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"}}
            """
        for (status, body, categories) in [(200, refusal, ["bio"]), (400, older, [])] {
            let server = RawServer([.http(status, body, headers: headers)])
            try await withServer(server.run) { port in
                try await withEndpoint(port: port, kind: .anthropic, clock: ImpatientClock()) { endpoint in
                    let model = endpoint.model("m", name: "anthropic/m", journal: MemoryJournal())
                    let expected = Response(text: "", stopReason: .filtered, categories: categories)
                    #expect(await result(of: textCall(), from: model) == .success(expected))
                }
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a wrong key is found by the check, which asks for the list of models`() async throws {
        let server = RawServer([Self.error(401, "authentication_error"), .http(200, #"{"data":[]}"#)])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .anthropic, key: Secret("k")) { endpoint in
                await #expect(throws: ModelError.unauthorized(status: 401)) { try await endpoint.check() }
                try await endpoint.check()
            }
        }
        #expect(server.requests.allSatisfy { $0.hasPrefix("GET /v1/models HTTP/1.1\r\n") })
    }

    @Test func `an account without credit stops the run`() async throws {
        let words = "Your credit balance is too low to access the API."
        let server = RawServer([Self.error(400, "invalid_request_error", words)])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .anthropic) { endpoint in
                let model = endpoint.model("m", name: "anthropic/m", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .failure(.quotaExhausted))
            }
        }
        #expect(server.requests.count == 1)
    }
}
