import AssayCore
import Testing

@testable import AssaySimulator

struct ChatSpellingTests {
    private let bench = WireBench(.openAI)
    private let usage = #""completion_tokens_details":{"reasoning_tokens":0}"#

    @Test(arguments: [
        (SimulatedReply.text("Yes.", isCut: false), #""content":"Yes.","refusal":null"#, "stop"),
        (.text("Ye", isCut: true), #""content":"Ye","refusal":null"#, "length"),
        (.refusalField("No."), #""content":null,"refusal":"No.""#, "stop"),
        (.blockedOutput(partial: "Ye"), #""content":"Ye","refusal":null"#, "content_filter"),
        (.cutBeforeText, #""content":null,"refusal":null"#, "length"),
        (.empty, #""content":"","refusal":null"#, "stop"),
    ])
    func `each reply has OpenAI's form`(reply: SimulatedReply, message: String, finish: String) throws {
        let tokens = reply.answerTokens
        #expect(
            try bench.text(reply) == """
                {"id":"chatcmpl-7","object":"chat.completion","created":0,"model":"mixed","choices":[{"index":0,\
                "message":{"role":"assistant",\(message)},"finish_reason":"\(finish)","logprobs":null}],\
                "usage":{"prompt_tokens":2,"completion_tokens":\(tokens),"total_tokens":\(2 + tokens),\(usage)},\
                "system_fingerprint":"simulated"}
                """)
    }

    @Test func `a call of a tool carries its arguments as text`() throws {
        let text = try bench.text(.toolCall(name: "rule", arguments: #"{"verdict":"safe"}"#))
        #expect(
            text.contains(
                #""content":null,"refusal":null,"tool_calls":[{"id":"call_7","type":"function","function":{"name":"rule","arguments":"{\"verdict\":\"safe\"}"}}]},"finish_reason":"tool_calls""#
            ))
    }

    @Test func `a blocked prompt has Azure's form`() throws {
        let reply = bench.form.spelling.reply(.blockedInput(categories: ["x"]), to: try bench.request(), number: 7)
        #expect(reply.status == 400)
        #expect(
            String(decoding: reply.bytes, as: UTF8.self) == """
                {"error":{"message":"simulated: the prompt was filtered","type":null,"param":"prompt",\
                "code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation",\
                "content_filter_result":{"hate":{"filtered":false,"severity":"safe"},\
                "x":{"filtered":true,"severity":"high"}}}}}
                """)
    }

    @Test func `log-probabilities come where they are asked for`() throws {
        let json = try bench.text(.text("A B", isCut: false), #""logprobs":true,"top_logprobs":2"#)
        #expect(
            json.contains(
                #"{"token":"B","logprob":-0.1,"top_logprobs":[{"token":"B","logprob":-0.1},{"token":"other1","logprob":-1.1}]}"#
            ))
    }

    @Test func `known likelihoods are told as they are`() throws {
        let token = SimulatedToken(
            "B",
            among: [
                .init(text: " B", probability: 0.25), .init(text: "B", probability: 0.5),
                .init(text: "A", probability: 0.25),
            ])
        let json = try bench.text(.tokens([token]), #""logprobs":true,"top_logprobs":2"#)
        #expect(json.contains(#""content":"B","refusal":null},"finish_reason":"stop""#))
        // The logarithms of 0.5 and 0.25.
        #expect(
            json.contains(
                #""logprobs":{"content":[{"token":"B","logprob":-0.6931471805599453,"top_logprobs":[{"token":"B","logprob":-0.6931471805599453},{"token":" B","logprob":-1.3862943611198906}]}]}"#
            ))
        #expect(try bench.text(.tokens([token])).contains(#""logprobs":null"#))
    }

    @Test func `Azure annotates what it lets through`() throws {
        var request = try bench.request()
        request.isAzure = true
        let reply = bench.form.spelling.reply(.text("Yes.", isCut: false), to: request, number: 7)
        let text = String(decoding: reply.bytes, as: UTF8.self)
        #expect(text.contains(#""content_filter_results":{"hate":{"filtered":false,"severity":"safe"}"#))
        #expect(text.contains(#""prompt_filter_results":[{"prompt_index":0,"content_filter_results""#))
    }

    @Test(arguments: [
        (WireError.unauthorized, 401, "invalid_api_key"), (.unknownModel("m"), 404, "model_not_found"),
        (.tooLarge, 413, "request_too_large"), (.tooLong, 400, "context_length_exceeded"),
        (.rateLimited, 429, "rate_limit_exceeded"), (.quotaExhausted, 429, "insufficient_quota"),
        (.failing(status: 503), 503, "server_error"),
        (.invalid(RequestProblem("max_token", .unknown)), 400, "unknown_parameter"),
    ])
    func `an error has OpenAI's status and code`(error: WireError, status: Int, code: String) {
        #expect(bench.form.spelling.error(error).status == status)
        #expect(bench.error(error).contains(#""code":"\#(code)""#))
    }

    @Test func `the list of models has OpenAI's form`() {
        let text = String(decoding: bench.form.spelling.models(["mixed"]).bytes, as: UTF8.self)
        #expect(
            text == #"{"object":"list","data":[{"id":"mixed","object":"model","created":0,"owned_by":"simulated"}]}"#)
    }
}
