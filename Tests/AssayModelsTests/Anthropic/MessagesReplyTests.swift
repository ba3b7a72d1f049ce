import AssayCore
import Testing

@testable import AssayModels

/// Replies with status 200 in the shapes that Anthropic documents.
struct MessagesReplyTests {
    private func read(_ json: String, replyTool: String? = nil) -> Result<Response, ModelError> {
        MessagesReply.read(Array(json.utf8), replyTool: replyTool)
    }

    private func reply(_ content: String, stop: String, extra: String = "") -> String {
        #"{"id":"msg_1","type":"message","role":"assistant","content":\#(content),"stop_reason":\#(stop)\#(extra)}"#
    }

    private static let yes = #"[{"type":"text","text":"Yes."}]"#

    @Test(arguments: [
        (yes, "end_turn", Response(text: "Yes.")), (yes, "stop_sequence", Response(text: "Yes.")),
        (yes, "max_tokens", Response(text: "Yes.", stopReason: .length)),
        (yes, "model_context_window_exceeded", Response(text: "Yes.", stopReason: .length)),
        ("[]", "max_tokens", Response(text: "", stopReason: .length)), ("[]", "end_turn", Response(text: "")),
        (yes, "refusal", Response(text: "Yes.", stopReason: .filtered)),
        ("[]", "refusal", Response(text: "", stopReason: .filtered)),
        (
            #"[{"type":"text","text":"Yes"},{"type":"new"},{"type":"text","text":"."}]"#, "end_turn",
            Response(text: "Yes.")
        ),
    ])
    func `the stop reason says what kind of answer it is, and the text is kept`(
        content: String, stop: String, expected: Response
    ) {
        #expect(read(reply(content, stop: "\"\(stop)\"")) == .success(expected))
    }

    @Test func `a classifier's refusal keeps its category`() {
        let details = #","stop_details":{"type":"refusal","category":"cyber","explanation":"words"}"#
        let expected = Response(text: "Yes.", stopReason: .filtered, categories: ["cyber"])
        #expect(read(reply(Self.yes, stop: "\"refusal\"", extra: details)) == .success(expected))
        let silent = #","stop_details":{"type":"refusal","category":null}"#
        #expect(
            read(reply("[]", stop: "\"refusal\"", extra: silent)) == .success(Response(text: "", stopReason: .filtered))
        )
    }

    @Test func `thinking is kept apart, and redacted thinking has no words`() {
        let content = """
            [{"type":"thinking","thinking":"Hm.","signature":"x"},{"type":"redacted_thinking","data":"x"},\
            {"type":"text","text":"Yes."}]
            """
        #expect(read(reply(content, stop: "\"end_turn\"")) == .success(Response(text: "Yes.", reasoning: "Hm.")))
    }

    @Test func `a wish for a tool is a tool call`() {
        let content = #"[{"type":"tool_use","id":"t1","name":"look_up","input":{"word":"a \"b\"","n":[1,2.5,null]}}]"#
        let call = ToolCall(id: "t1", name: "look_up", arguments: #"{"word":"a \"b\"","n":[1,2.5,null]}"#)
        #expect(
            read(reply(content, stop: "\"tool_use\""))
                == .success(Response(text: "", stopReason: .toolCall, toolCalls: [call])))
    }

    @Test func `the tool that carries the reply is the answer`() {
        let content = #"[{"type":"text","text":"So:"},{"type":"tool_use","id":"t1","name":"v","input":{"a":true}}]"#
        #expect(read(reply(content, stop: "\"tool_use\""), replyTool: "v") == .success(Response(text: #"{"a":true}"#)))
        // A reply without the tool is read as it is.
        #expect(read(reply(Self.yes, stop: "\"end_turn\""), replyTool: "v") == .success(Response(text: "Yes.")))
    }

    @Test func `cached tokens are tokens of the prompt, and the model that served is named`() {
        let extra = """
            ,"model":"claude-1-20260101","usage":{"input_tokens":3,"cache_creation_input_tokens":10,\
            "cache_read_input_tokens":20,"output_tokens":7}
            """
        let expected = Response(
            text: "Yes.", usage: Usage(promptTokens: 33, answerTokens: 7), servedBy: "claude-1-20260101")
        #expect(read(reply(Self.yes, stop: "\"end_turn\"", extra: extra)) == .success(expected))
    }

    @Test(arguments: [
        ("{\"type\":\"mess", ModelError.malformed(what: "the reply is not a JSON object")),
        ("[]", .malformed(what: "the reply is not a JSON object")),
        ("{}", .malformed(what: "the reply has no content")),
        (#"{"content":[]}"#, .malformed(what: "the reply does not say why the model stopped")),
        (
            #"{"content":[],"stop_reason":"something new"}"#,
            .malformed(what: "the reply does not say why the model stopped")
        ),
        (#"{"content":[],"stop_reason":"pause_turn"}"#, .malformed(what: "the endpoint paused the turn")),
        (#"{"type":"error","error":{"type":"overloaded_error","message":"x"}}"#, .unavailable(status: 529)),
        (#"{"type":"error","error":{"type":"api_error"}}"#, .unavailable(status: 500)),
        (#"{"type":"error","error":{"type":"timeout_error"}}"#, .unavailable(status: 504)),
        (#"{"type":"error","error":{"type":"rate_limit_error"}}"#, .rateLimited),
        (#"{"type":"error","error":{"type":"invalid_request_error"}}"#, .malformed(what: "an error with status 200")),
        (#"{"error":"no"}"#, .malformed(what: "an error with status 200")),
    ])
    func `what is no answer is asked again, never taken for one`(json: String, expected: ModelError) {
        #expect(read(json) == .failure(expected))
        #expect(expected.isResumable)
    }
}
