public import AssayCore

/// What a client must make of a quirk.
public struct QuirkExpectation: Sendable, Hashable {
    /// What is stored in the end.
    public enum Outcome: Sendable, Hashable {
        /// An answer, which may be empty where it was cut off.
        case answered(text: String, reasoning: String?, stop: StopReason)
        /// The input filter stepped in.
        case blockedInput(categories: [String])
        /// The output filter stepped in; the text is kept.
        case filtered(text: String, categories: [String])
        /// The prompt or the request is too long.
        case tooLong
        /// No reply in the documented form, however often it is asked.
        case malformed
        /// Unavailable, however often it is asked; nil where the status does not matter.
        case unavailable(status: Int?)
        /// Nothing came in time.
        case timedOut
        /// Limited, however often it is asked.
        case rateLimited
        /// The run stops: nothing is left of what was paid for.
        case quotaExhausted
        /// The run stops: the key is wrong.
        case unauthorized
        /// What was sent is not taken.
        case unsupported
        /// Refused for good.
        case rejected(status: Int)
    }

    /// Whether tokens are known.
    public enum Tokens: Sendable, Hashable {
        /// The prompt's and the answer's, as stated.
        case stated(prompt: Int, answer: Int)
        /// Unknown, which is not zero.
        case unknown
    }

    /// What is stored in the end.
    public var outcome: Outcome
    /// How often the endpoint is asked; nil where that is the client's affair, but more than once.
    public var requests: Int?
    /// The wait before the second request; nil where nothing is said about it.
    public var wait: ClosedRange<Duration>?
    /// The parameter, in the provider's spelling, that the second request no longer has.
    public var leftOut: String?
    /// What stands in its place.
    public var putInstead: String?
    /// What the reply says who has answered; nil where it is the model that was asked for.
    public var servedBy: String?
    /// The tokens; nil where the quirk is not about them.
    public var tokens: Tokens?

    /// An outcome after one request.
    init(_ outcome: Outcome, requests: Int? = 1) {
        self.outcome = outcome
        self.requests = requests
    }

    /// The ordinary answer, at whatever attempt.
    static func answer(_ requests: Int = 1, leftOut: String? = nil, wait: ClosedRange<Duration>? = nil) -> Self {
        var expectation = Self(.answered(text: Quirk.answer, reasoning: nil, stop: .finished), requests: requests)
        expectation.leftOut = leftOut
        expectation.wait = wait
        return expectation
    }

    /// Part of a text, or none, and then a filter.
    static func filtered(_ text: String = "", _ categories: [String] = []) -> Self {
        Self(.filtered(text: text, categories: categories))
    }

    /// A failure that stays however often it is asked.
    static func again(_ outcome: Outcome) -> Self { Self(outcome, requests: nil) }

    /// The same with another remark.
    func with<Value>(_ path: WritableKeyPath<Self, Value>, _ value: Value) -> Self {
        var expectation = self
        expectation[keyPath: path] = value
        return expectation
    }
}

extension Quirk {
    /// The answer that every quirk gives that gives one.
    public static let answer = "Simulated answer: a padlock has a shackle and a body."
    /// What a reasoning model says before.
    public static let reasoning = "Simulated reasoning about a padlock."
    /// The part of an answer that a filter lets through.
    public static let partial = "Simulated answer, stopped by"

    /// What a client must make of it; nil where the form does not have it.
    public func expectation(in form: SimulatedForm) -> QuirkExpectation? {
        switch form {
        case .openAI: Self.chatExpectations[self] ?? Self.commonExpectations[self]
        case .anthropic: Self.anthropicExpectations[self] ?? Self.commonExpectations[self]
        case .gemini: Self.geminiExpectations[self] ?? Self.commonExpectations[self]
        }
    }

    /// What all forms have.
    private static let commonExpectations: [Quirk: QuirkExpectation] = [
        .reasoningUsedUp: .init(.answered(text: "", reasoning: nil, stop: .length)),
        .contentParts: .answer(), .usageAbsent: .answer().with(\.tokens, .unknown),
        .otherModel: .answer().with(\.servedBy, Disguise.otherModel),
        .errorWithStatus200: .again(.malformed), .noChoices: .again(.malformed), .cutJSON: .again(.malformed),
        .tooLong: .init(.tooLong), .requestTooLarge: .init(.tooLong),
        .status408: .again(.unavailable(status: 408)), .status409: .again(.unavailable(status: 409)),
        .status500: .again(.unavailable(status: 500)), .status503: .again(.unavailable(status: 503)),
        .status529: .again(.unavailable(status: 529)), .gatewayPage: .again(.unavailable(status: 502)),
        .connectionLost: .again(.unavailable(status: nil)), .noReply: .again(.timedOut),
        .rateLimited: .again(.rateLimited), .redirect: .init(.rejected(status: 307)),
        .retryAfterMilliseconds: .answer(2, wait: .milliseconds(7250)...(.milliseconds(7250))),
        .retryAfterSeconds: .answer(2, wait: .seconds(9)...(.seconds(9))),
        // An hour from when it was written, of which a client takes as much as it is ready to wait.
        .retryAfterDate: .answer(2, wait: .seconds(50)...(.seconds(3601))),
        .shouldNotRetry: .init(.rateLimited), .shouldRetry: .answer(2),
        .wrongKey: .init(.unauthorized), .forbidden: .init(.unauthorized),
        .schemaRefused: .answer(2), .reasoningEffortRefused: .answer(2),
        .imageTypeRefused: .init(.unsupported), .imageSizeRefused: .init(.unsupported),
    ]

    private static let chatExpectations: [Quirk: QuirkExpectation] = [
        .filteredInput: .init(.blockedInput(categories: ["jailbreak", "violence"])),
        .filteredInputAs500: .init(.blockedInput(categories: ["jailbreak", "violence"])),
        .invalidPrompt: .init(.blockedInput(categories: [])),
        .contentPolicyViolation: .init(.blockedInput(categories: [])),
        .cyberPolicy: .init(.blockedInput(categories: [])),
        .dashScopeInput: .init(.blockedInput(categories: [])),
        .dashScopeNativeInput: .init(.blockedInput(categories: [])),
        .filteredChoice: .filtered(partial, ["violence"]), .filteredFinishedChoice: .filtered(partial, ["violence"]),
        .detectedOnly: .answer(), .outputFilter: .filtered(partial), .outputFilterEmpty: .filtered(),
        .dashScopeOutput: .filtered(),
        .refusalField: .init(.answered(text: answer, reasoning: nil, stop: .refused)),
        .reasoningContent: .init(.answered(text: answer, reasoning: reasoning, stop: .finished)),
        .reasoningField: .init(.answered(text: answer, reasoning: reasoning, stop: .finished)),
        .reasoningInline: .init(.answered(text: answer, reasoning: reasoning, stop: .finished)),
        .reasoningUsedUp: .init(.answered(text: "", reasoning: reasoning, stop: .length)),
        .otherModel: .answer().with(\.servedBy, "\(Disguise.otherModel)/fp_other"),
        .emptyChoices: .again(.malformed), .tooLongInWords: .init(.tooLong),
        .resetHeaders: .answer(2, wait: .seconds(20)...(.seconds(21))),
        .resetHeadersInMinutes: .answer(2, wait: .seconds(60)...(.seconds(70))),
        .quotaUsedUp: .init(.quotaExhausted), .paymentRequired: .init(.quotaExhausted),
        .maxTokensRefused: .answer(2, leftOut: "max_tokens").with(\.putInstead, "max_completion_tokens"),
        // A client that does not begin with the refused spelling has nothing to learn.
        .maxCompletionTokensRefused: .answer(1),
        .temperatureRefused: .answer(2, leftOut: "temperature"), .topPRefused: .answer(2, leftOut: "top_p"),
        .seedRefused: .answer(2, leftOut: "seed"), .seedRefusedInDetails: .answer(2, leftOut: "seed"),
        .logprobsRefused: .answer(2, leftOut: "logprobs"), .schemaRefused: .answer(2, leftOut: "response_format"),
        .reasoningEffortRefused: .answer(2, leftOut: "reasoning_effort"),
        .detailRefused: .answer(2, leftOut: "detail"), .audioFormatRefused: .init(.unsupported),
        .audioRefused: .init(.unsupported),
    ]

    private static let anthropicExpectations: [Quirk: QuirkExpectation] = [
        .stopRefusal: .filtered("", ["cyber"]), .stopRefusalPartial: .filtered(partial, ["cyber"]),
        .outputBlockedAs400: .filtered(),
        .reasoningBlocks: .init(.answered(text: answer, reasoning: reasoning, stop: .finished)),
        .reasoningRedacted: .answer(),
        .reasoningUsedUp: .init(.answered(text: "", reasoning: reasoning, stop: .length)),
        .contextUsedUp: .init(.answered(text: partial, reasoning: nil, stop: .length)),
        // The body names what passes, as it does in a stream after a 200.
        .errorWithStatus200: .again(.unavailable(status: nil)),
        .overloadedWithStatus200: .again(.unavailable(status: nil)),
        // The later of two dates, an hour from when it was written.
        .resetHeaders: .answer(2, wait: .seconds(50)...(.seconds(3601))),
        .quotaUsedUp: .init(.quotaExhausted), .paymentRequired: .init(.quotaExhausted),
        .temperatureRefused: .answer(2, leftOut: "temperature"), .topPRefused: .answer(2, leftOut: "top_p"),
    ]

    private static let geminiExpectations: [Quirk: QuirkExpectation] = [
        .promptBlockedSafety: .init(.blockedInput(categories: ["SAFETY"])),
        .promptBlockedOther: .init(.blockedInput(categories: ["OTHER"])),
        .promptBlockedBlocklist: .init(.blockedInput(categories: ["BLOCKLIST"])),
        .promptBlockedProhibited: .init(.blockedInput(categories: ["PROHIBITED_CONTENT"])),
        .promptBlockedImage: .init(.blockedInput(categories: ["IMAGE_SAFETY"])),
        .finishSafety: .filtered("", ["SAFETY"]), .finishSafetyPartial: .filtered(partial, ["SAFETY"]),
        .finishRecitation: .filtered("", ["RECITATION"]), .finishBlocklist: .filtered("", ["BLOCKLIST"]),
        .finishProhibited: .filtered("", ["PROHIBITED_CONTENT"]), .finishPersonal: .filtered("", ["SPII"]),
        .finishImage: .filtered("", ["IMAGE_SAFETY"]),
        .emptyChoices: .again(.malformed), .finishMalformedCall: .again(.malformed), .finishOther: .again(.malformed),
        .finishLanguage: .init(.unsupported),
        // The body names the status.
        .errorWithStatus200: .again(.unavailable(status: nil)), .quotaUsedUp: .init(.quotaExhausted),
        .reasoningBlocks: .init(.answered(text: answer, reasoning: reasoning, stop: .finished)),
        .retryInfo: .answer(2, wait: .seconds(11)...(.seconds(11))),
        .seedRefused: .answer(2, leftOut: "seed"), .logprobsRefused: .answer(2, leftOut: "responseLogprobs"),
        // Older models take a number of tokens where newer ones take a level.
        .reasoningEffortRefused: .answer(2, leftOut: "thinkingLevel").with(\.putInstead, "thinkingBudget"),
        // A model without JSON mode refuses the newer member and then the older one.
        .schemaRefused: .answer(3, leftOut: "responseJsonSchema"),
        .audioFormatRefused: .init(.unsupported),
    ]
}
