import AssayCore

/// Whether, and after what wait, a failed call is asked again: the one retry layer, as a pure function.
struct RetryPolicy: Sendable, Hashable {
    /// The longest first wait; it doubles with each failure.
    var base = Duration.milliseconds(500)
    /// No wait is longer, whatever the endpoint asks for.
    var cap = Duration.seconds(60)
    /// Attempts at a call that fails.
    var attempts = 6
    /// Attempts at a call where the endpoint limits the rate, which passes by itself.
    var rateLimitedAttempts = 10

    /// What follows a failure.
    enum Decision: Sendable, Hashable {
        case wait(Duration)
        case giveUp
    }

    /// What follows the failed attempt of a number, from 1.
    ///
    /// `jitter`, from 0 up to 1, is the share of the exponential wait that is taken (full jitter).
    func decision(after number: Int, failure: ModelError, hints: RetryHints, jitter: Double) -> Decision {
        guard mayAskAgain(failure, hints: hints) else { return .giveUp }
        guard number < (failure == .rateLimited ? rateLimitedAttempts : attempts) else { return .giveUp }
        if let wait = hints.wait { return .wait(min(wait, cap)) }
        let exponential = min(cap, base * (1 << min(number - 1, 16))) * jitter
        guard failure == .rateLimited, let reset = hints.reset else { return .wait(exponential) }
        return .wait(min(cap, max(exponential, reset)))
    }

    /// A block is never asked again, whatever the endpoint says: that would be best-of-n.
    private func mayAskAgain(_ failure: ModelError, hints: RetryHints) -> Bool {
        switch failure {
        case .rateLimited, .unavailable, .timedOut, .malformed: hints.shouldRetry ?? true
        case .rejected: hints.shouldRetry ?? false
        case .blockedInput, .unsupported, .tooLong, .retrieval, .missing, .errorText, .quotaExhausted, .unauthorized,
            .notFound,
            .mediaChanged, .outage, .notSaved, .cancelled:
            false
        }
    }
}
