/// One way in which real endpoints misbehave, shown by the model named `quirk-NAME`; the value is NAME.
///
/// `forms` says in which wire forms it exists, `expectation(in:)` what a client must make of it, and `prompt` a prompt
/// that brings it out.
public enum Quirk: String, Sendable, Hashable, CaseIterable {
    // Filters of prompts.
    /// Azure refuses the prompt with 400 and names the categories.
    case filteredInput = "filtered-input"
    /// The same body with status 500.
    case filteredInputAs500 = "filtered-input-500"
    /// The code `invalid_prompt`.
    case invalidPrompt = "invalid-prompt"
    /// The code `content_policy_violation`.
    case contentPolicyViolation = "content-policy-violation"
    /// The code `cyber_policy`.
    case cyberPolicy = "cyber-policy"
    /// DashScope's inspection of the prompt, in OpenAI's form.
    case dashScopeInput = "dashscope-input"
    /// The same in DashScope's own form, without an `error` around it.
    case dashScopeNativeInput = "dashscope-native-input"
    /// No candidates, `blockReason: SAFETY` with the category.
    case promptBlockedSafety = "prompt-blocked-safety"
    /// No candidates, `blockReason: OTHER`.
    case promptBlockedOther = "prompt-blocked-other"
    /// No candidates, `blockReason: BLOCKLIST`.
    case promptBlockedBlocklist = "prompt-blocked-blocklist"
    /// No candidates, `blockReason: PROHIBITED_CONTENT`.
    case promptBlockedProhibited = "prompt-blocked-prohibited"
    /// No candidates, `blockReason: IMAGE_SAFETY`.
    case promptBlockedImage = "prompt-blocked-image"

    // Filters of answers.
    /// Azure marks a choice as filtered, with part of the text.
    case filteredChoice = "filtered-choice"
    /// Azure marks a choice as filtered although it says that it finished.
    case filteredFinishedChoice = "filtered-finished-choice"
    /// Azure detects something and filters nothing.
    case detectedOnly = "detected-only"
    /// `finish_reason: content_filter` with part of the text.
    case outputFilter = "output-filter"
    /// `finish_reason: content_filter` without text.
    case outputFilterEmpty = "output-filter-empty"
    /// DashScope's inspection of the answer.
    case dashScopeOutput = "dashscope-output"
    /// Anthropic's classifier ends the message before any text.
    case stopRefusal = "stop-refusal"
    /// Anthropic's classifier ends the message after part of the text.
    case stopRefusalPartial = "stop-refusal-partial"
    /// Anthropic refuses the answer with 400.
    case outputBlockedAs400 = "output-blocked-400"
    /// Gemini's `SAFETY` without content.
    case finishSafety = "finish-safety"
    /// Gemini's `SAFETY` with part of the text and the category.
    case finishSafetyPartial = "finish-safety-partial"
    /// Gemini's `RECITATION`.
    case finishRecitation = "finish-recitation"
    /// Gemini's `BLOCKLIST`.
    case finishBlocklist = "finish-blocklist"
    /// Gemini's `PROHIBITED_CONTENT`.
    case finishProhibited = "finish-prohibited"
    /// Gemini's `SPII`.
    case finishPersonal = "finish-spii"
    /// Gemini's `IMAGE_SAFETY`.
    case finishImage = "finish-image-safety"

    // Answers in unusual places.
    /// The refusal field.
    case refusalField = "refusal-field"
    /// The token limit is used up by reasoning.
    case reasoningUsedUp = "reasoning-used-up"
    /// The answer in several parts.
    case contentParts = "content-parts"
    /// `reasoning_content` beside the answer.
    case reasoningContent = "reasoning-content"
    /// `reasoning` beside the answer.
    case reasoningField = "reasoning-field"
    /// `<think>` in the answer's text.
    case reasoningInline = "reasoning-inline"
    /// Thinking in blocks or parts of its own.
    case reasoningBlocks = "reasoning-blocks"
    /// Thinking that cannot be read, beside the answer.
    case reasoningRedacted = "reasoning-redacted"
    /// The context ends before the answer does.
    case contextUsedUp = "context-used-up"
    /// No token counts.
    case usageAbsent = "usage-absent"
    /// Another model, or another build of it, has answered.
    case otherModel = "other-model"

    // Replies that are none.
    /// An error with status 200.
    case errorWithStatus200 = "error-200"
    /// Overloaded, with status 200.
    case overloadedWithStatus200 = "overloaded-200"
    /// An empty list of answers.
    case emptyChoices = "empty-choices"
    /// No list of answers.
    case noChoices = "no-choices"
    /// JSON that ends in the middle.
    case cutJSON = "cut-json"
    /// Gemini's `MALFORMED_FUNCTION_CALL`, without content.
    ///
    /// The answer broke off and nothing blocked it: asked again, and never an answer.
    case finishMalformedCall = "finish-malformed-call"
    /// Gemini's `OTHER`, without content.
    ///
    /// The provider does not say that a filter stepped in, so it is no block: asked again, and never an answer.
    case finishOther = "finish-other"
    /// Gemini's `LANGUAGE`, without content.
    ///
    /// By its documentation the tokens stopped because of an unsupported language: what was sent is not taken, and asking
    /// again changes nothing. With text it is an answer.
    case finishLanguage = "finish-language"

    // Lengths.
    /// The prompt is longer than the model's context.
    case tooLong = "too-long"
    /// The same in words alone, as vLLM says it.
    case tooLongInWords = "too-long-in-words"
    /// The request is larger than the endpoint reads.
    case requestTooLarge = "request-too-large"

    // Failures that pass, or would if one asked again.
    /// Status 408.
    case status408 = "status-408"
    /// Status 409.
    case status409 = "status-409"
    /// Status 500.
    case status500 = "status-500"
    /// Status 503.
    case status503 = "status-503"
    /// Status 529.
    case status529 = "status-529"
    /// A gateway's page with status 502.
    case gatewayPage = "gateway-page"
    /// A connection that ends in the middle.
    case connectionLost = "connection-lost"
    /// Nothing comes back.
    case noReply = "no-reply"
    /// Status 429 that does not pass.
    case rateLimited = "rate-limited"
    /// A redirect.
    case redirect

    // What headers say about asking again.
    /// `retry-after-ms`, beside a `retry-after` that says otherwise.
    case retryAfterMilliseconds = "retry-after-ms"
    /// `retry-after` in seconds.
    case retryAfterSeconds = "retry-after-seconds"
    /// `retry-after` as an HTTP date.
    case retryAfterDate = "retry-after-date"
    /// `x-should-retry: false` on a 429.
    case shouldNotRetry = "should-not-retry"
    /// `x-should-retry: true` on a 400.
    case shouldRetry = "should-retry"
    /// The times at which limits are full again, each in the provider's own spelling.
    case resetHeaders = "reset-headers"
    /// The same with minutes and seconds in one.
    case resetHeadersInMinutes = "reset-headers-minutes"
    /// Gemini's `RetryInfo` in the body.
    case retryInfo = "retry-info"

    // Accounts.
    /// The quota is used up.
    case quotaUsedUp = "quota-used-up"
    /// Status 402.
    case paymentRequired = "payment-required"
    /// The key is wrong.
    case wrongKey = "wrong-key"
    /// The key may not do this.
    case forbidden

    // Parameters.
    /// `max_tokens` is refused in favour of `max_completion_tokens`.
    case maxTokensRefused = "max-tokens-refused"
    /// `max_completion_tokens` is refused in favour of `max_tokens`.
    case maxCompletionTokensRefused = "max-completion-tokens-refused"
    /// `temperature` is refused.
    case temperatureRefused = "temperature-refused"
    /// `top_p` beside `temperature` is refused.
    case topPRefused = "top-p-refused"
    /// `seed` is refused.
    case seedRefused = "seed-refused"
    /// `seed` is refused by a list of details, as FastAPI and vLLM say it.
    case seedRefusedInDetails = "seed-refused-details"
    /// Log-probabilities are refused.
    case logprobsRefused = "logprobs-refused"
    /// The schema of the reply is refused.
    case schemaRefused = "schema-refused"
    /// The effort of the reasoning is refused.
    case reasoningEffortRefused = "reasoning-effort-refused"
    /// The detail of an image is refused.
    case detailRefused = "detail-refused"

    // Media.
    /// The type of an image is refused.
    case imageTypeRefused = "image-type-refused"
    /// The size of an image is refused.
    case imageSizeRefused = "image-size-refused"
    /// The format of a sound is refused.
    case audioFormatRefused = "audio-format-refused"
    /// No sound is taken, as vLLM says it of a model that cannot hear; words and pictures are.
    case audioRefused = "audio-refused"
}

extension Quirk {
    private static let prefix = "quirk-"

    /// The name by which the simulated server is asked for it.
    public var modelName: String { Self.prefix + rawValue }

    /// The quirk of a model's name; nil where it is none.
    public init?(modelName: String) {
        guard modelName.hasPrefix(Self.prefix) else { return nil }
        self.init(rawValue: String(modelName.dropFirst(Self.prefix.count)))
    }

    /// The wire forms that have it.
    public var forms: [SimulatedForm] { SimulatedForm.allCases.filter { expectation(in: $0) != nil } }
}
