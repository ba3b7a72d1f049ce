import AssayCore
import Testing

@testable import AssayModels

struct GenerationFailureTests {
    private static func body(
        _ code: Int, _ status: String, _ message: String = "words", details: String = "[]"
    ) -> String {
        #"{"error":{"code":\#(code),"message":"\#(message)","status":"\#(status)","details":\#(details)}}"#
    }

    private static func reply(_ status: Int, _ body: String, hasMedia: Bool = false) -> GenerationFailure {
        GenerationFailure(status: status, body: Array(body.utf8), hasMedia: hasMedia)
    }

    private static let wrongKey = """
        [{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]
        """
    private static func quota(_ id: String) -> String {
        """
        [{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"\(id)"}]},\
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]
        """
    }

    @Test(arguments: [
        (400, body(400, "INVALID_ARGUMENT"), ModelError.rejected(status: 400, code: "INVALID_ARGUMENT")),
        (400, body(400, "INVALID_ARGUMENT", details: wrongKey), .unauthorized(status: 400)),
        (400, body(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid one."), .unauthorized(status: 400)),
        (400, body(400, "FAILED_PRECONDITION"), .unauthorized(status: 400)),
        (401, body(401, "UNAUTHENTICATED"), .unauthorized(status: 401)),
        (403, body(403, "PERMISSION_DENIED"), .unauthorized(status: 403)),
        (404, body(404, "NOT_FOUND"), .notFound(code: "NOT_FOUND")),
        (429, body(429, "RESOURCE_EXHAUSTED"), .rateLimited),
        (
            429, body(429, "RESOURCE_EXHAUSTED", details: quota("GenerateRequestsPerMinutePerProjectPerModel")),
            .rateLimited
        ),
        (
            429, body(429, "RESOURCE_EXHAUSTED", details: quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier")),
            .quotaExhausted
        ),
        (500, body(500, "INTERNAL"), .unavailable(status: 500)), (503, "", .unavailable(status: 503)),
        (504, body(504, "DEADLINE_EXCEEDED"), .unavailable(status: 504)),
        (
            400,
            body(
                400, "INVALID_ARGUMENT",
                "The input token count (3475108) exceeds the maximum number of tokens allowed (1048576)."), .tooLong
        ),
        (400, body(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit: 20971520 bytes."), .tooLong),
        (413, "", .tooLong),
    ])
    func `a status and a code mean one thing`(status: Int, body: String, expected: ModelError) {
        #expect(Self.reply(status, body).failure == expected)
        // Streams and some gateways put the error into a list.
        if !body.isEmpty { #expect(Self.reply(status, "[\(body)]").failure == expected) }
    }

    @Test func `the body says how long to wait`() {
        let details = Self.quota("GenerateRequestsPerMinutePerProjectPerModel")
        #expect(Self.reply(429, Self.body(429, "RESOURCE_EXHAUSTED", details: details)).wait == .seconds(34))
        let fraction = #"[{"retryDelay":"0.5s"}]"#
        #expect(Self.reply(429, Self.body(429, "X", details: fraction)).wait == .milliseconds(500))
        #expect(Self.reply(429, Self.body(429, "RESOURCE_EXHAUSTED")).wait == nil)
    }

    @Test(arguments: [
        "Unable to process input image. Please retry.", "Audio input modality is not enabled for models/m",
        "Unsupported MIME type: image/gif",
    ])
    func `a medium that cannot be taken is unsupported by name`(message: String) {
        let body = Self.body(400, "INVALID_ARGUMENT", message)
        #expect(Self.reply(400, body, hasMedia: true).failure == .unsupported(what: "the medium as sent"))
        #expect(Self.reply(400, body).failure == .rejected(status: 400, code: "INVALID_ARGUMENT"))
    }

    private static let all: Set<OptionalParameter> = [
        .temperature, .nucleus, .seed, .responseJSONSchema, .responseLogprobs, .thinkingLevel, .mediaResolution,
    ]

    @Test(arguments: [
        ("Logprobs is not enabled for models/m", OptionalParameter.responseLogprobs),
        ("Logprobs is not supported for the current model.", .responseLogprobs),
        ("Thinking level is not supported for this model.", .thinkingLevel),
        ("Unable to submit request because thinking is not supported by this model.", .thinkingLevel),
        (#"Invalid JSON payload received. Unknown name \"thinkingConfig\" at 'generation_config'"#, .thinkingLevel),
        (
            #"Invalid JSON payload received. Unknown name \"responseJsonSchema\" at 'generation_config': Cannot find field."#,
            .responseJSONSchema
        ),
        ("JSON mode is not enabled for models/m", .responseJSONSchema),
        (#"Invalid JSON payload received. Unknown name \"seed\" at 'generation_config': Cannot find field."#, .seed),
        ("Media resolution is not supported for this model.", .mediaResolution),
        ("Unsupported value for temperature.", .temperature),
    ])
    func `a refused parameter is found in the words`(message: String, parameter: OptionalParameter) {
        let body = Self.body(400, "INVALID_ARGUMENT", message)
        #expect(Self.reply(400, body).refusedParameter(among: Self.all) == parameter)
        #expect(Self.reply(400, body).refusedParameter(among: []) == nil)
        #expect(Self.reply(500, body).refusedParameter(among: Self.all) == nil)
    }

    @Test func `what takes the place of a refused parameter can be refused too`() {
        let schema = Self.body(
            400, "INVALID_ARGUMENT", #"Unknown name \"x\" at 'generation_config.response_schema': Cannot find field."#)
        #expect(Self.reply(400, schema).refusedParameter(among: [.responseSchema]) == .responseSchema)
        let budget = Self.body(400, "INVALID_ARGUMENT", "Thinking budget is not supported for this model.")
        #expect(Self.reply(400, budget).refusedParameter(among: [.thinkingBudget]) == .thinkingBudget)
    }

    @Test(arguments: ["User location is not supported for the API use.", "contents is not specified"])
    func `anything else is no refused parameter`(message: String) {
        let body = Self.body(400, "FAILED_PRECONDITION", message)
        #expect(Self.reply(400, body).refusedParameter(among: Self.all) == nil)
    }
}
