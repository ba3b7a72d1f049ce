import AssayCore

/// Anything that makes one attempt at a call.
protocol Transport: Sendable {
    /// One attempt, from its own number on.
    func attempt(_ call: Call, number: Int) async -> AttemptResult
}

/// How one attempt ended.
struct AttemptResult: Sendable {
    /// The response, or why there is none.
    let outcome: Result<Response, ModelError>
    /// The HTTP exchange; nil where nothing was sent.
    var attempt: Attempt?
    /// What the endpoint says about asking again.
    var hints = RetryHints()
    /// The tokens that the endpoint stated for a reply that is no answer.
    var usageWithoutAnswer: Usage?
    /// Whether a refused parameter has been left out, so that the call can be sent again at once.
    var hasAdapted = false

    /// An attempt that ended before anything was sent.
    static func notSent(_ failure: ModelError) -> AttemptResult {
        AttemptResult(outcome: .failure(failure))
    }

    /// The tokens that the endpoint stated, for an answer or for a reply that is none.
    var usage: Usage? {
        if case .success(let response) = outcome { response.usage } else { usageWithoutAnswer }
    }
}
