import Foundation

/// What an attempt at a quirk gets.
enum QuirkReply: Sendable, Hashable {
    case reply(WireReply)
    /// A reply that is broken on its way.
    case fault(Fault, WireReply)
}

extension Quirk {
    /// What an attempt gets; the number of the attempt decides only where a quirk is about asking again.
    func reply(in form: SimulatedForm, to request: WireRequest, attempt: Int) -> QuirkReply {
        let ordinary = form.spelling.reply(.text(Self.answer, isCut: false), to: request, number: 0)
        switch self {
        case .connectionLost: return .fault(.cut, ordinary)
        case .noReply: return .fault(.hang, ordinary)
        default: break
        }
        if let first = firstReply(in: form) { return .reply(attempt == 0 ? first : ordinary) }
        let script = QuirkScript(quirk: self, request: request, ordinary: ordinary)
        let own: WireReply? =
            switch form {
            case .openAI: script.chatReply
            case .anthropic: script.anthropicReply
            case .gemini: script.geminiReply
            }
        return .reply(own ?? commonReply(in: form, changing: ordinary) ?? ordinary)
    }

    /// The reply to the first attempt, where the quirk is about asking again.
    private func firstReply(in form: SimulatedForm) -> WireReply? {
        let limited = form.spelling.error(.rateLimited)
        switch self {
        case .retryAfterMilliseconds: return limited.with(["retry-after-ms": "7250", "retry-after": "40"])
        case .retryAfterSeconds: return limited.with(["retry-after": "9"])
        case .retryAfterDate:
            return limited.with(["retry-after": FaultPlan.httpDate(Date.now.addingTimeInterval(3600))])
        case .shouldRetry:
            return form.spelling.error(.invalid(RequestProblem("simulated", .wrongValue)))
                .with(["x-should-retry": "true"])
        case .resetHeaders: return limited.with(Self.resets(in: form))
        case .resetHeadersInMinutes: return limited.with(["x-ratelimit-reset-requests": "1m5s"])
        case .retryInfo:
            let info: ReplyJSON = ["@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "11s"]
            return GeminiSpelling.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for requests.", details: [info])
        default: return nil
        }
    }

    /// When the limits are full again: spans in OpenAI's headers, dates in Anthropic's.
    private static func resets(in form: SimulatedForm) -> [String: String] {
        guard form == .anthropic else {
            return ["x-ratelimit-reset-requests": "500ms", "x-ratelimit-reset-tokens": "20s"]
        }
        let date = { (seconds: Double) in Date.now.addingTimeInterval(seconds).formatted(.iso8601) }
        return ["anthropic-ratelimit-requests-reset": date(1), "anthropic-ratelimit-tokens-reset": date(3600)]
    }

    /// What all forms have, each in its own words.
    private func commonReply(in form: SimulatedForm, changing ordinary: WireReply) -> WireReply? {
        func changed(by fault: Fault) -> WireReply {
            WireReply(
                type: "application/json",
                String(decoding: Disguise.bytes(of: ordinary, under: fault, in: form) ?? [], as: UTF8.self))
        }
        if let error = error { return form.spelling.error(error) }
        switch self {
        case .errorWithStatus200: return changed(by: .errorWithStatus200)
        case .emptyChoices: return changed(by: .emptyChoices)
        case .cutJSON: return changed(by: .malformed)
        case .gatewayPage: return Delivery.gatewayPage
        case .redirect: return Delivery.redirect
        case .shouldNotRetry: return form.spelling.error(.rateLimited).with(["x-should-retry": "false"])
        case .noChoices: return ordinary.mapped { $0.removing("choices", "content", "candidates") }
        case .usageAbsent: return ordinary.mapped { $0.removing("usage", "usageMetadata") }
        case .otherModel:
            return ordinary.mapped { json in
                json.replacing("model", with: .string(Disguise.otherModel))
                    .replacing("modelVersion", with: .string(Disguise.otherModel))
                    .replacing("system_fingerprint", with: "fp_other")
            }
        default: return nil
        }
    }

    /// The refusal or failure that it is.
    private var error: WireError? {
        switch self {
        case .tooLong: .tooLong
        case .requestTooLarge: .tooLarge
        case .status408: .failing(status: 408)
        case .status409: .failing(status: 409)
        case .status500: .failing(status: 500)
        case .status503: .failing(status: 503)
        case .status529: .failing(status: 529)
        case .rateLimited: .rateLimited
        case .quotaUsedUp: .quotaExhausted
        case .paymentRequired: .paymentRequired
        case .wrongKey: .unauthorized
        case .forbidden: .forbidden
        default: nil
        }
    }
}

/// What the replies of one form to a quirk are made from.
struct QuirkScript {
    let quirk: Quirk
    let request: WireRequest
    /// The reply to which a request that meets no quirk comes.
    let ordinary: WireReply

    /// The prompt's tokens.
    var prompt: Int { request.request.promptTokens }

    /// An error as long as one of the parameters is sent; nil where the request is fine.
    func refusing(_ parameters: String..., with error: @autoclosure () -> WireReply) -> WireReply? {
        request.parameters.isDisjoint(with: parameters) ? nil : error()
    }
}

extension WireReply {
    /// The same with its JSON changed.
    func mapped(_ change: (ReplyJSON) -> ReplyJSON) -> WireReply {
        guard case .json(let json) = body else { return self }
        var reply = self
        reply.body = .json(change(json))
        return reply
    }
}
