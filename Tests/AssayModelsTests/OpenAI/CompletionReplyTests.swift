import AssayCore
import Testing

@testable import AssayModels

/// The rows of docs on how real endpoints reply with status 200.
struct CompletionReplyTests {
    private func read(_ json: String) -> Result<Response, ModelError> {
        CompletionReply.read(Array(json.utf8))
    }

    /// A reply with one choice whose message is given.
    private func reply(_ message: String, finish: String = "\"stop\"", extra: String = "") -> String {
        #"{"choices":[{"index":0,"message":\#(message),"finish_reason":\#(finish)\#(extra)}]}"#
    }

    @Test(arguments: [
        (#"{"content":"Yes."}"#, #""stop""#, Response(text: "Yes.")),
        (#"{"content":"Yes."}"#, "null", Response(text: "Yes.")),
        (#"{"content":"Yes."}"#, #""tool_calls""#, Response(text: "Yes.")),
        (#"{"content":"Yes."}"#, #""something new""#, Response(text: "Yes.")),
        (#"{"content":"Ye"}"#, #""length""#, Response(text: "Ye", stopReason: .length)),
        (#"{"content":null}"#, #""length""#, Response(text: "", stopReason: .length)),
        (#"{"content":""}"#, #""stop""#, Response(text: "")), ("{}", #""stop""#, Response(text: "")),
        (#"{"content":"Ye"}"#, #""content_filter""#, Response(text: "Ye", stopReason: .filtered)),
        (#"{"content":null}"#, #""content_filter""#, Response(text: "", stopReason: .filtered)),
        (#"{"content":null,"refusal":"No."}"#, #""stop""#, Response(text: "No.", stopReason: .refused)),
        (#"{"content":"Yes.","refusal":null}"#, #""stop""#, Response(text: "Yes.")),
        (#"{"content":"Yes.","refusal":""}"#, #""stop""#, Response(text: "Yes.")),
    ])
    func `the stop reason says what kind of answer it is, and the text is kept`(
        message: String, finish: String, expected: Response
    ) {
        #expect(read(reply(message, finish: finish)) == .success(expected))
    }

    @Test func `content in parts is joined`() {
        let parts = #"{"content":[{"type":"text","text":"Yes"},{"type":"image","x":1},{"type":"text","text":"."}]}"#
        #expect(read(reply(parts)) == .success(Response(text: "Yes.")))
        let refusal = #"{"content":[{"type":"refusal","refusal":"No."}]}"#
        #expect(read(reply(refusal)) == .success(Response(text: "No.", stopReason: .refused)))
    }

    @Test(arguments: [
        #"{"content":"Yes.","reasoning_content":"Hm."}"#, #"{"content":"Yes.","reasoning":"Hm."}"#,
        #"{"content":"<think>Hm.</think>Yes."}"#, #"{"content":"\n<think>\nHm.\n</think>\n\nYes."}"#,
    ])
    func `reasoning is kept apart from the answer`(message: String) {
        #expect(read(reply(message)) == .success(Response(text: "Yes.", reasoning: "Hm.")))
    }

    @Test(arguments: [
        ("<think>Hm", "\"length\"", Response(text: "", reasoning: "Hm", stopReason: .length)),
        ("<think></think>Yes.", "\"stop\"", Response(text: "Yes.")),
        ("Yes, <think> is a tag.</think>", "\"stop\"", Response(text: "Yes, <think> is a tag.</think>")),
    ])
    func `only a block at the start is reasoning`(content: String, finish: String, expected: Response) {
        #expect(read(reply("{\"content\":\"\(content)\"}", finish: finish)) == .success(expected))
    }

    @Test func `Azure's filter counts where it filtered, not where it only detected`() {
        let detected = #","content_filter_results":{"jailbreak":{"filtered":false,"detected":true},"error":3}"#
        #expect(read(reply(#"{"content":"Yes."}"#, extra: detected)) == .success(Response(text: "Yes.")))
        let filtered =
            #","content_filter_results":{"violence":{"filtered":true},"hate":{"filtered":true},"sexual":{"filtered":false}}"#
        let expected = Response(text: "Ye", stopReason: .filtered, categories: ["hate", "violence"])
        #expect(read(reply(#"{"content":"Ye"}"#, extra: filtered)) == .success(expected))
    }

    @Test(arguments: [
        (#"{"error":{"message":"down"}}"#, "an error with status 200"),
        (#"{"error":"down"}"#, "an error with status 200"),
        (#"{"choices":[]}"#, "the reply has no choices"), (#"{"id":"x"}"#, "the reply has no choices"),
        (#"{"choices":null}"#, "the reply has no choices"), (#"{"choices":[{}]}"#, "the choice has no message"),
        ("[]", "the reply is not a JSON object"), ("", "the reply is not a JSON object"),
        (#"{"choices":[{"message""#, "the reply is not a JSON object"),
        (#"{"choices":[{"message":{"content":"Ye"},"finish_reason":"error"}]}"#, "the endpoint broke off the answer"),
    ])
    func `a reply that is none is malformed, never an answer`(json: String, what: String) {
        #expect(read(json) == .failure(.malformed(what: what)))
    }

    @Test(arguments: ["null", #""""#, #""something new""#, #""SAFETY""#, #""tool_calls""#, "3"])
    func `no text and no word of an end is no answer: it may be a block`(finish: String) {
        let what = "an empty answer whose finish_reason does not say that it is finished"
        for message in [#"{"content":null}"#, #"{"content":""}"#, "{}", #"{"content":"<think>Hm.</think>"}"#] {
            #expect(read(reply(message, finish: finish)) == .failure(.malformed(what: what)), "\(message)")
        }
    }

    @Test func `an error of null is no error`() {
        #expect(
            read(#"{"error":null,"choices":[{"message":{"content":"Yes."}}]}"#) == .success(Response(text: "Yes.")))
    }

    @Test func `a block in an error body with status 200 is a block all the same`() {
        #expect(read(#"{"error":{"code":"content_filter"}}"#) == .failure(.blockedInput(categories: [])))
    }

    @Test(
        arguments: [
            (#""usage":{"prompt_tokens":5,"completion_tokens":7}"#, Usage(promptTokens: 5, answerTokens: 7)),
            (
                #""usage":{"prompt_tokens":5,"completion_tokens":7,"completion_tokens_details":{"reasoning_tokens":3}}"#,
                Usage(promptTokens: 5, answerTokens: 7, reasoningTokens: 3)
            ),
            (#""usage":null"#, nil), (#""usage":{}"#, nil), (#""usage":{"prompt_tokens":5}"#, nil),
            (#""usage":{"prompt_tokens":"many","completion_tokens":7}"#, nil), (#""id":"x""#, nil),
        ] as [(String, Usage?)])
    func `usage is what was stated, and unknown where nothing was`(member: String, usage: Usage?) throws {
        let response = try read("{\(member),\"choices\":[{\"message\":{\"content\":\"Yes.\"}}]}").get()
        #expect(response.usage == usage)
    }

    @Test(
        arguments: [
            (#""model":"m-1","system_fingerprint":"fp""#, "m-1/fp"),
            (#""model":"m-1","system_fingerprint":null"#, "m-1"),
            (#""model":"m-1""#, "m-1"), (#""system_fingerprint":"fp""#, nil), (#""model":7"#, nil),
        ] as [(String, String?)])
    func `the model that served is recorded with its build`(member: String, servedBy: String?) throws {
        let response = try read("{\(member),\"choices\":[{\"message\":{\"content\":\"Yes.\"}}]}").get()
        #expect(response.servedBy == servedBy)
    }

    @Test func `log-probabilities come with their alternatives`() throws {
        let extra = """
            ,"logprobs":{"content":[{"token":"A","logprob":-0.5,"bytes":[65],"top_logprobs":\
            [{"token":"A","logprob":-0.5},{"token":"B","logprob":-1.5}]},{"token":".","logprob":-0.25}]}
            """
        let response = try read(reply(#"{"content":"A."}"#, extra: extra)).get()
        #expect(
            response.logprobs == [
                TokenLogprob(
                    token: "A", logprob: -0.5,
                    top: [.init(token: "A", logprob: -0.5), .init(token: "B", logprob: -1.5)]),
                TokenLogprob(token: ".", logprob: -0.25, top: []),
            ])
    }

    @Test func `a token that is a part of a character keeps its bytes`() throws {
        let extra = """
            ,"logprobs":{"content":[{"token":"\\\\xe7\\\\xad","logprob":-0.5,"bytes":[231,173],"top_logprobs":[]},\
            {"token":"\\\\x94","logprob":0,"bytes":[148],"top_logprobs":[]},\
            {"token":"B","logprob":0,"bytes":[66],"top_logprobs":[]},{"token":"C","logprob":0,"bytes":[999]}]}
            """
        let response = try read(reply(#"{"content":"答BC"}"#, extra: extra)).get()
        #expect(response.logprobs?.map(\.bytes) == [[0xE7, 0xAD], [0x94], nil, nil])
    }

    @Test(arguments: [
        #"{"content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]}"#,
        #"{"tool_calls":[{"id":"c1","function":{"name":"f","arguments":{}}},{"id":"c2"}]}"#,
    ])
    func `a wish for a tool is a tool call`(message: String) {
        let call = ToolCall(id: "c1", name: "f", arguments: "{}")
        #expect(
            read(reply(message, finish: "\"tool_calls\""))
                == .success(Response(text: "", stopReason: .toolCall, toolCalls: [call])))
    }

    @Test func `a wish for a tool of the older form is read`() {
        let message = #"{"content":null,"function_call":{"name":"f","arguments":"{}"}}"#
        #expect(
            read(reply(message, finish: "\"function_call\""))
                == .success(
                    Response(text: "", stopReason: .toolCall, toolCalls: [ToolCall(name: "f", arguments: "{}")])))
    }
}
