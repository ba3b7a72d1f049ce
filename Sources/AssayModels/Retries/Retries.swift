import AssayCore

/// The attempts of one call: what follows each of them, as a pure state machine.
struct Retries: Sendable, Hashable {
    /// How often a call may be sent again at once because a parameter was left out.
    static let mostAdaptations = 10

    private let policy: RetryPolicy
    private(set) var failures = 0
    private var adaptations = 0

    init(policy: RetryPolicy) {
        self.policy = policy
    }

    /// What follows a failed attempt.
    enum Step: Sendable, Hashable {
        /// The same call without a parameter that the endpoint refused.
        case sendAgain
        /// Another attempt after a wait.
        case wait(Duration)
        /// The failure is the call's.
        case giveUp
    }

    /// What follows an attempt that failed.
    ///
    /// - Parameters:
    ///   - failure: how it failed.
    ///   - hints: what the endpoint says about asking again.
    ///   - hasAdapted: whether a refused parameter has been left out since.
    ///   - jitter: the share of an exponential wait that is taken, by the number of failures.
    /// - Returns: the step; the budget is asked about it before it is taken.
    mutating func step(
        after failure: ModelError, hints: RetryHints, hasAdapted: Bool, jitter: (_ failures: Int) -> Double
    ) -> Step {
        if hasAdapted && adaptations < Self.mostAdaptations {
            adaptations += 1
            return .sendAgain
        }
        failures += 1
        switch policy.decision(after: failures, failure: failure, hints: hints, jitter: jitter(failures)) {
        case .wait(let wait): return .wait(wait)
        case .giveUp: return .giveUp
        }
    }
}
