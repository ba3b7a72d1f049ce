import Testing

@testable import AssaySimulator

struct AnthropicSpellingTests {
    private let bench = WireBench(.anthropic)

    @Test(arguments: [
        (SimulatedReply.text("Yes.", isCut: false), #"[{"type":"text","text":"Yes."}]"#, "end_turn", "null"),
        (.text("Ye", isCut: true), #"[{"type":"text","text":"Ye"}]"#, "max_tokens", "null"),
        (.refusalField("No."), #"[{"type":"text","text":"No."}]"#, "end_turn", "null"),
        (.cutBeforeText, "[]", "max_tokens", "null"), (.empty, "[]", "end_turn", "null"),
        (
            .blockedOutput(partial: "Ye"), #"[{"type":"text","text":"Ye"}]"#, "refusal",
            #"{"type":"refusal","category":null,"explanation":null}"#
        ),
        (
            .blockedInput(categories: ["x"]), "[]", "refusal",
            #"{"type":"refusal","category":"x","explanation":null}"#
        ),
        (
            .toolCall(name: "rule", arguments: #"{"a":1}"#),
            #"[{"type":"tool_use","id":"toolu_7","name":"rule","input":{"a":1}}]"#, "tool_use", "null"
        ),
    ])
    func `each reply has Anthropic's form`(
        reply: SimulatedReply, content: String, stop: String, details: String
    ) throws {
        #expect(
            try bench.text(reply) == """
                {"id":"msg_7","type":"message","role":"assistant","model":"mixed","content":\(content),\
                "stop_reason":"\(stop)","stop_sequence":null,"stop_details":\(details),"usage":{"input_tokens":2,\
                "cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":\(reply.answerTokens)}}
                """)
    }

    @Test(arguments: [
        (WireError.unauthorized, 401, "authentication_error", "invalid x-api-key"),
        (.forbidden, 403, "permission_error", "Your API key does not have permission."),
        (.unknownModel("m"), 404, "not_found_error", "model: m"),
        (.tooLarge, 413, "request_too_large", "Request exceeds the maximum size"),
        (.paymentRequired, 402, "billing_error", "There is an issue with your billing."),
        (.rateLimited, 429, "rate_limit_error", "This request would exceed your rate limit."),
        (.failing(status: 529), 529, "overloaded_error", "Overloaded"),
        (.failing(status: 500), 500, "api_error", "Internal server error"),
        (
            .invalid(RequestProblem("messages[0].content[1].x", .unknown)), 400, "invalid_request_error",
            "messages.0.content.1.x: Extra inputs are not permitted"
        ),
        (
            .invalid(RequestProblem("max_tokens", .missing)), 400, "invalid_request_error",
            "max_tokens: Field required"
        ),
    ])
    func `an error has Anthropic's status, type and words`(
        error: WireError, status: Int, type: String, message: String
    ) {
        #expect(bench.form.spelling.error(error).status == status)
        #expect(
            bench.error(error)
                == #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"},"request_id":"req_simulated"}"#
        )
    }

    @Test func `the list of models has Anthropic's form`() {
        let text = String(decoding: bench.form.spelling.models(["a", "b"]).bytes, as: UTF8.self)
        #expect(text.hasPrefix(#"{"data":[{"type":"model","id":"a","display_name":"a","created_at":"2026"#))
        #expect(text.hasSuffix(#""has_more":false,"first_id":"a","last_id":"b"}"#))
    }
}
