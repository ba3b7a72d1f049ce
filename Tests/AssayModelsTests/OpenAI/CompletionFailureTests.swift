import AssayCore
import Testing

@testable import AssayModels

struct CompletionFailureTests {
    private static let azure = """
        {"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","status":400,\
        "innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":false},\
        "jailbreak":{"filtered":true,"detected":true},"violence":{"filtered":true,"severity":"high"}}}}}
        """

    private func failure(_ status: Int, _ body: String) -> ModelError? {
        if case .failure(let error) = CompletionFailure(status: status, body: Array(body.utf8)).outcome {
            error
        } else {
            nil
        }
    }

    @Test(arguments: [400, 500])
    func `Azure's input filter is a block with its categories, also with status 500`(status: Int) {
        #expect(failure(status, Self.azure) == .blockedInput(categories: ["jailbreak", "violence"]))
    }

    @Test(arguments: [
        (400, #"{"error":{"code":"content_policy_violation"}}"#), (400, #"{"error":{"code":"invalid_prompt"}}"#),
        (400, #"{"error":{"code":"cyber_policy"}}"#), (400, #"{"error":{"type":"content_filter"}}"#),
        (
            400,
            #"{"error":{"code":"data_inspection_failed","message":"Input data may contain inappropriate content."}}"#
        ),
        (400, #"{"code":"DataInspectionFailed","message":"Input data may contain inappropriate content."}"#),
        (403, #"{"error":{"code":403,"message":"flagged","metadata":{"reasons":["a b"],"flagged_input":"x"}}}"#),
    ])
    func `every provider's input filter is a block`(status: Int, body: String) {
        #expect(failure(status, body) == .blockedInput(categories: []))
    }

    @Test func `DashScope's output filter is a filtered answer`() {
        let body =
            #"{"error":{"code":"data_inspection_failed","message":"Output data may contain inappropriate content."}}"#
        let outcome = CompletionFailure(status: 400, body: Array(body.utf8)).outcome
        #expect(outcome == .success(Response(text: "", stopReason: .filtered)))
    }

    @Test(arguments: [
        (400, #"{"error":{"code":"context_length_exceeded"}}"#, ModelError.tooLong), (413, "", .tooLong),
        (
            400, #"{"object":"error","message":"This model's maximum context length is 4096 tokens.","code":400}"#,
            .tooLong
        ),
        (400, #"{"error":{"code":400,"type":"exceed_context_size_error"}}"#, .tooLong),
        (401, #"{"error":{"code":"invalid_api_key"}}"#, .unauthorized(status: 401)),
        (403, "", .unauthorized(status: 403)),
        (402, "", .quotaExhausted), (429, #"{"error":{"code":"insufficient_quota"}}"#, .quotaExhausted),
        (429, #"{"error":{"type":"insufficient_quota","code":null}}"#, .quotaExhausted),
        (429, #"{"error":{"code":"rate_limit_exceeded"}}"#, .rateLimited), (429, "slow down", .rateLimited),
        (404, #"{"error":{"code":"model_not_found"}}"#, .notFound(code: "model_not_found")),
        (404, "", .notFound(code: nil)),
        (408, "", .unavailable(status: 408)), (409, "", .unavailable(status: 409)),
        (500, "", .unavailable(status: 500)),
        (503, "<html>", .unavailable(status: 503)),
        (529, #"{"error":{"type":"overloaded_error"}}"#, .unavailable(status: 529)),
        (
            400, #"{"error":{"code":"invalid_image_format"}}"#,
            .unsupported(what: "the medium as sent (invalid_image_format)")
        ),
        (400, #"{"error":{"code":"bad_request"}}"#, .rejected(status: 400, code: "bad_request")),
        (400, #"{"error":{"code":400,"type":"BadRequestError"}}"#, .rejected(status: 400, code: "BadRequestError")),
        (422, #"{"detail":"no"}"#, .rejected(status: 422, code: nil)),
        (400, #"{"error":"no"}"#, .rejected(status: 400, code: nil)),
        (301, "", .rejected(status: 301, code: nil)),
    ])
    func `a status and a code mean one thing`(status: Int, body: String, expected: ModelError) {
        #expect(failure(status, body) == expected)
    }

    @Test(arguments: [
        "how do I open a padlock", "a\u{1b}[31m", "挂锁", String(repeating: "a", count: 65), "",
    ])
    func `a code that could quote the prompt is dropped`(code: String) {
        #expect(failure(400, "{\"error\":{\"code\":\"\(code)\"}}") == .rejected(status: 400, code: nil))
    }

    @Test(arguments: [
        (
            """
            {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use \
            'max_completion_tokens' instead.","param":"max_tokens","code":"unsupported_parameter"}}
            """, OptionalParameter.maxTokens
        ),
        (
            """
            {"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model.",\
            "param":"temperature","code":"unsupported_value"}}
            """, .temperature
        ),
        (
            #"{"error":{"message":"Unrecognized request argument supplied: reasoning_effort","param":null,"code":null}}"#,
            .reasoningEffort
        ),
        (#"{"error":{"message":"no","param":"top_p","code":null}}"#, .topP),
        (
            #"{"object":"error","message":"`logprobs` is not supported here","type":"BadRequestError","code":400}"#,
            .logprobs
        ),
        (
            #"{"error":{"message":"'response_format' of type 'json_schema' is not supported with this model.","param":null}}"#,
            .responseFormat
        ),
        (#"{"error":{"message":"no","param":"messages[0].content[1].image_url.detail"}}"#, .detail),
        (
            #"{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}"#,
            .seed
        ),
        (#"{"error":"json_schema is unsupported"}"#, .responseFormat),
    ])
    func `a refused parameter is found by name`(body: String, parameter: OptionalParameter) {
        let sent = Set(OptionalParameter.ofCompletions).subtracting([.maxCompletionTokens])
        #expect(CompletionFailure(status: 400, body: Array(body.utf8)).refusedParameter(among: sent) == parameter)
        #expect(CompletionFailure(status: 422, body: Array(body.utf8)).refusedParameter(among: sent) == parameter)
        // What was not sent cannot have been refused, and no other status speaks of parameters.
        #expect(CompletionFailure(status: 400, body: Array(body.utf8)).refusedParameter(among: []) == nil)
        #expect(CompletionFailure(status: 500, body: Array(body.utf8)).refusedParameter(among: sent) == nil)
    }

    @Test(arguments: [
        #"{"error":{"message":"max_tokens is too large: 99999","param":"max_tokens","code":"invalid_value"}}"#,
        #"{"error":{"message":"temperature is out of range"}}"#, #"{"error":{"message":"not supported"}}"#, azure,
        #"{"error":{"message":"max_tokens: not supported","code":"context_length_exceeded"}}"#,
    ])
    func `a value out of range, a block and a prompt that is too long are no refused parameters`(body: String) {
        let sent = Set(OptionalParameter.ofCompletions)
        #expect(CompletionFailure(status: 400, body: Array(body.utf8)).refusedParameter(among: sent) == nil)
    }

    @Test(arguments: [
        #"{"object":"error","message":"At most 0 image(s) may be provided in one request.","code":400}"#,
        #"{"error":{"message":"m is not a multimodal model","type":"BadRequestError","code":400}}"#,
        #"{"error":{"message":"Invalid content type. image_url is only supported by certain models."}}"#,
        #"{"error":{"message":"no","param":"messages[0].content[1].input_audio.format","code":"invalid_value"}}"#,
        #"{"error":{"message":"no","param":"messages.[0].content.[1].image_url","code":"invalid_value"}}"#,
    ])
    func `a medium that is not taken is named in words or by its path, if the request had one`(body: String) {
        let bytes = Array(body.utf8)
        #expect(
            CompletionFailure(status: 400, body: bytes, hasMedia: true).outcome
                == .failure(.unsupported(what: "the medium as sent")))
        #expect(
            CompletionFailure(status: 400, body: bytes).outcome
                != .failure(.unsupported(what: "the medium as sent")))
    }
}
