import AssayCore

/// A Messages reply that is no answer, read as far as it can be.
///
/// The provider's message is looked at and then dropped: it may quote the prompt.
struct MessagesFailure {
    private let status: Int
    private let hasMedia: Bool
    private let type: String?
    private let message: String

    /// Reads whatever there is of an error body.
    ///
    /// - Parameters:
    ///   - status: of the reply; 200 where an error came in the place of an answer.
    ///   - body: of the reply.
    ///   - hasMedia: whether the request had a picture.
    init(status: Int, body: [UInt8], hasMedia: Bool = false) {
        self.status = status
        self.hasMedia = hasMedia
        // A body that cannot be read says nothing; the status still does.
        let root = try? JSONValue(body)
        let fields = root?["error"].flatMap { $0.members == nil ? nil : $0 } ?? root
        type = fields?["type"]?.string
        message = fields?["message"]?.string ?? root?["error"]?.string ?? ""
    }

    /// What the reply means.
    var outcome: Result<Response, ModelError> {
        if let block { return block }
        return .failure(status == 200 ? failureInsideSuccess : failure)
    }

    /// The older filter answers with an error and says in words alone which side it looked at.
    private var block: Result<Response, ModelError>? {
        guard message.lowercased().contains("blocked by content filtering policy") else { return nil }
        let isOutput = message.hasPrefix("Output")
        return isOutput
            ? .success(Response(text: "", stopReason: .filtered)) : .failure(.blockedInput(categories: []))
    }

    /// An error where an answer was to come: what passes is asked again, nothing in it is final.
    private var failureInsideSuccess: ModelError {
        switch type {
        case "overloaded_error": .unavailable(status: 529)
        case "api_error": .unavailable(status: 500)
        case "timeout_error": .unavailable(status: 504)
        case "rate_limit_error": .rateLimited
        default: .malformed(what: "an error with status 200")
        }
    }

    private var failure: ModelError {
        if isTooLong { return .tooLong }
        if isQuotaUsedUp { return .quotaExhausted }
        switch status {
        case 401, 403: return .unauthorized(status: status)
        case 404: return .notFound(code: type?.safeCode)
        case 429: return .rateLimited
        case 408, 409, 500...: return .unavailable(status: status)
        default:
            guard !isAboutMedium else { return .unsupported(what: "the picture as sent") }
            return .rejected(status: status, code: type?.safeCode)
        }
    }

    private var isTooLong: Bool {
        if status == 413 || type == "request_too_large" { return true }
        guard status == 400 else { return false }
        return ["prompt is too long", "exceed context limit"].contains { message.lowercased().contains($0) }
    }

    /// An account without credit gets the type of a faulty request.
    private var isQuotaUsedUp: Bool {
        if status == 402 || type == "billing_error" { return true }
        guard status == 400 else { return false }
        return ["credit balance is too low", "api usage limits"].contains { message.lowercased().contains($0) }
    }

    private var isAboutMedium: Bool {
        hasMedia && status == 400 && message.lowercased().contains("image")
    }

    /// The optional parameter, of those that were sent, that the endpoint does not take.
    ///
    /// It is nil where the endpoint complains of something else. A message names the field first
    /// (`output_config.format: ...`), or speaks of it in a sentence.
    func refusedParameter(among sent: Set<OptionalParameter>) -> OptionalParameter? {
        guard status == 400 || status == 422, block == nil, !isTooLong, !isQuotaUsedUp else { return nil }
        let words = message.lowercased()
        if let field = words.split(separator: ":").first.map(String.init), !field.contains(" "),
            let named = Self.parameters.first(where: { sent.contains($0.0) && $0.1.contains { field.hasPrefix($0) } })
        {
            return named.0
        }
        guard Self.refusingWords.contains(where: words.contains) else { return nil }
        return Self.parameters.first { sent.contains($0.0) && $0.1.contains { words.contains($0) } }?.0
    }

    /// How messages name the parameters, the narrower first.
    private static let parameters: [(OptionalParameter, [String])] = [
        (.effort, ["output_config.effort", "effort"]),
        (.outputFormat, ["output_config", "output_format", "structured output", "output format", "json_schema"]),
        (.forcedTool, ["tool_choice"]),
        (.topP, ["top_p"]),
        (.temperature, ["temperature"]),
    ]
    private static let refusingWords = [
        "support", "deprecated", "not permitted", "not allowed", "unknown", "unexpected", "cannot both", "may only",
        "may not", "not available", "not compatible",
    ]
}
