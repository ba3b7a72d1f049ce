import AssayCore

/// A generateContent reply that is no answer, read as far as it can be.
///
/// The provider's message is looked at and then dropped: it may quote the prompt.
struct GenerationFailure {
    private let status: Int
    private let hasMedia: Bool
    private let code: String?
    private let message: String
    private let details: [JSONValue]

    /// Reads whatever there is of an error body.
    ///
    /// - Parameters:
    ///   - status: of the reply; 200 where an error came in the place of an answer.
    ///   - body: of the reply; an error may stand alone or be the first of a list.
    ///   - hasMedia: whether the request had a picture or a sound.
    init(status: Int, body: [UInt8], hasMedia: Bool = false) {
        self.status = status
        self.hasMedia = hasMedia
        let root = (try? JSONValue(body)).map { $0.elements?.first ?? $0 }
        let error = root?["error"]
        code = error?["status"]?.string
        message = error?["message"]?.string ?? ""
        details = error?["details"]?.elements ?? []
    }

    /// What the reply means.
    var failure: ModelError {
        if status == 200 { return failureInsideSuccess }
        if isTooLong { return .tooLong }
        if isKeyFault { return .unauthorized(status: status) }
        switch status {
        case 401, 403: return .unauthorized(status: status)
        case 402: return .quotaExhausted
        case 404: return .notFound(code: code?.safeCode)
        case 429: return isQuotaUsedUp ? .quotaExhausted : .rateLimited
        case 408, 409, 499, 500...: return .unavailable(status: status)
        default:
            guard !isAboutMedium else { return .unsupported(what: "the medium as sent") }
            return .rejected(status: status, code: code?.safeCode)
        }
    }

    /// An error where an answer was to come: what passes is asked again, nothing in it is final.
    private var failureInsideSuccess: ModelError {
        switch code {
        case "UNAVAILABLE": .unavailable(status: 503)
        case "INTERNAL": .unavailable(status: 500)
        case "DEADLINE_EXCEEDED": .unavailable(status: 504)
        case "RESOURCE_EXHAUSTED": isQuotaUsedUp ? .quotaExhausted : .rateLimited
        default: .malformed(what: "an error with status 200")
        }
    }

    /// The wait that the body asks for: `"retryDelay": "34s"`.
    var wait: Duration? {
        details.lazy.compactMap { $0["retryDelay"]?.string.flatMap(RetryHints.span) }.first
    }

    private func hasReason(_ reason: String) -> Bool {
        details.contains { $0["reason"]?.string == reason }
    }

    /// A wrong key has the status of a faulty request.
    ///
    /// Where the service may not be used at all (a region, an account
    /// without billing) every request would fail the same way, so the run stops as well.
    private var isKeyFault: Bool {
        guard status == 400 else { return false }
        return hasReason("API_KEY_INVALID") || code == "FAILED_PRECONDITION"
            || message.lowercased().contains("api key not valid") || message.lowercased().contains("api key expired")
    }

    /// A quota of a day is used up; one of a minute passes.
    private var isQuotaUsedUp: Bool {
        let quotas = details.flatMap { $0["violations"]?.elements ?? [] }.compactMap { $0["quotaId"]?.string }
        return quotas.contains { $0.contains("PerDay") } || message.lowercased().contains("prepayment credits")
    }

    private var isTooLong: Bool {
        if status == 413 { return true }
        guard status == 400 else { return false }
        let words = message.lowercased()
        return words.contains("exceeds the maximum number of tokens") || words.contains("payload size exceeds")
    }

    private var isAboutMedium: Bool {
        let words = message.lowercased()
        return hasMedia && status == 400
            && ["image", "audio", "mime type", "modality", "media"].contains(where: words.contains)
    }

    /// The optional parameter, of those that were sent, that the endpoint does not take.
    ///
    /// It is nil where the endpoint complains of something else.
    func refusedParameter(among sent: Set<OptionalParameter>) -> OptionalParameter? {
        guard status == 400, !isKeyFault, !isTooLong else { return nil }
        let words = message.lowercased()
        guard Self.refusingWords.contains(where: words.contains) else { return nil }
        return Self.parameters.first { sent.contains($0.0) && $0.1.contains { words.contains($0) } }?.0
    }

    /// How messages name the parameters, the narrower first.
    private static let parameters: [(OptionalParameter, [String])] = [
        (.responseLogprobs, ["logprobs"]),
        (
            .thinkingLevel,
            ["thinking level", "thinking_level", "thinkinglevel", "thinking_config", "thinkingconfig", "thinking is"]
        ),
        (.thinkingBudget, ["thinking budget", "thinking_budget", "thinkingbudget", "thinking_config", "thinking is"]),
        (.mediaResolution, ["media resolution", "media_resolution", "mediaresolution"]),
        (.responseJSONSchema, ["responsejsonschema", "response_json_schema", "json mode", "mime_type", "schema"]),
        (.responseSchema, ["response_schema", "responseschema", "json mode", "mime_type", "schema"]),
        (.nucleus, ["topp", "top_p", "top p"]),
        (.temperature, ["temperature"]),
        (.seed, ["seed"]),
    ]
    private static let refusingWords = [
        "support", "not enabled", "unknown name", "cannot find field", "not available", "not allowed", "not permitted",
    ]
}
