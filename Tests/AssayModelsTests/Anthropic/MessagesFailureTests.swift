import AssayCore
import Testing

@testable import AssayModels

struct MessagesFailureTests {
    private static func body(_ type: String, _ message: String = "words") -> String {
        #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"},"request_id":"req_1"}"#
    }

    private func outcome(_ status: Int, _ body: String, hasMedia: Bool = false) -> Result<Response, ModelError> {
        MessagesFailure(status: status, body: Array(body.utf8), hasMedia: hasMedia).outcome
    }

    @Test(arguments: [
        (400, body("invalid_request_error"), ModelError.rejected(status: 400, code: "invalid_request_error")),
        (401, body("authentication_error"), .unauthorized(status: 401)),
        (402, body("billing_error"), .quotaExhausted), (403, body("permission_error"), .unauthorized(status: 403)),
        (404, body("not_found_error"), .notFound(code: "not_found_error")), (413, body("request_too_large"), .tooLong),
        (413, "", .tooLong), (429, body("rate_limit_error"), .rateLimited), (429, "slow down", .rateLimited),
        (500, body("api_error"), .unavailable(status: 500)), (504, body("timeout_error"), .unavailable(status: 504)),
        (529, body("overloaded_error"), .unavailable(status: 529)), (529, "", .unavailable(status: 529)),
        (
            400,
            body("invalid_request_error", "Your credit balance is too low to access the API. Please go to Plans."),
            .quotaExhausted
        ),
        (400, body("invalid_request_error", "You have reached your specified API usage limits."), .quotaExhausted),
        (400, body("invalid_request_error", "prompt is too long: 208310 tokens > 200000 maximum"), .tooLong),
        (
            400,
            body("invalid_request_error", "input length and `max_tokens` exceed context limit: 199000 + 4096 > 200000"),
            .tooLong
        ),
    ])
    func `a status and a type mean one thing`(status: Int, body: String, expected: ModelError) {
        #expect(outcome(status, body) == .failure(expected))
    }

    @Test(arguments: [400, 500])
    func `the older filter is a block, whatever its status`(status: Int) {
        let output = Self.body("invalid_request_error", "Output blocked by content filtering policy")
        #expect(outcome(status, output) == .success(Response(text: "", stopReason: .filtered)))
        let input = Self.body("invalid_request_error", "Input blocked by content filtering policy")
        #expect(outcome(status, input) == .failure(.blockedInput(categories: [])))
    }

    @Test func `a picture that cannot be taken is unsupported by name`() {
        let body = Self.body("invalid_request_error", "messages.0.content.0.image.source.base64: image exceeds 5 MB")
        #expect(outcome(400, body, hasMedia: true) == .failure(.unsupported(what: "the picture as sent")))
        #expect(outcome(400, body) == .failure(.rejected(status: 400, code: "invalid_request_error")))
    }

    private static let all: Set<OptionalParameter> = [.temperature, .topP, .effort, .outputFormat, .forcedTool]

    @Test(arguments: [
        ("`temperature` is deprecated for this model.", OptionalParameter.temperature),
        ("`temperature` may only be set to 1 when thinking is enabled.", .temperature),
        ("temperature: Input should be less than or equal to 1", .temperature),
        ("`temperature` and `top_p` cannot both be specified for this model. Please use only one.", .topP),
        ("output_config.format: Extra inputs are not permitted", .outputFormat),
        ("output_config: Extra inputs are not permitted", .outputFormat),
        ("'m' does not support output format.", .outputFormat),
        ("This model does not support structured outputs.", .outputFormat),
        ("This model does not support the effort parameter.", .effort),
        ("output_config.effort: Input should be 'low', 'medium' or 'high'", .effort),
        ("Thinking may not be enabled when tool_choice forces tool use.", .forcedTool),
    ])
    func `a refused parameter is found in the words`(message: String, parameter: OptionalParameter) {
        let bytes = Array(Self.body("invalid_request_error", message).utf8)
        #expect(MessagesFailure(status: 400, body: bytes).refusedParameter(among: Self.all) == parameter)
        // What was not sent cannot have been refused, and no other status speaks of parameters.
        #expect(MessagesFailure(status: 400, body: bytes).refusedParameter(among: []) == nil)
        #expect(MessagesFailure(status: 500, body: bytes).refusedParameter(among: Self.all) == nil)
    }

    @Test(arguments: [
        "messages: at least one message is required", "prompt is too long: 208310 tokens > 200000 maximum",
        "Output blocked by content filtering policy", "max_tokens: 9999 > 4096, which is the maximum allowed",
        "Your credit balance is too low to access the API, which does not support temperature.",
    ])
    func `anything else is no refused parameter`(message: String) {
        let bytes = Array(Self.body("invalid_request_error", message).utf8)
        #expect(MessagesFailure(status: 400, body: bytes).refusedParameter(among: Self.all) == nil)
    }
}
