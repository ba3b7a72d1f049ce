/// How a record ended.
public enum Outcome: Sendable, Hashable {
    /// Every ruling that the suite needs is there.
    case judged
    /// There is an answer, but not every ruling that the suite needs.
    case unjudged(UnjudgedReason)
    /// The model gave no answer to rule on.
    case unanswered(UnansweredReason)
    /// Not asked yet, or not answered when the run stopped.
    case pending

    /// The four counts of a report.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// See `Outcome.judged`.
        case judged
        /// See `Outcome.unjudged(_:)`.
        case unjudged
        /// See `Outcome.unanswered(_:)`.
        case unanswered
        /// See `Outcome.pending`.
        case pending
    }

    /// Which count it adds to.
    public var kind: Kind {
        switch self {
        case .judged: .judged
        case .unjudged: .unjudged
        case .unanswered: .unanswered
        case .pending: .pending
        }
    }

    /// The name that reports count it under: `judged`, `pending`, or the reason.
    public var name: String {
        switch self {
        case .judged: Kind.judged.rawValue
        case .pending: Kind.pending.rawValue
        case .unjudged(let reason): reason.rawValue
        case .unanswered(let reason): reason.rawValue
        }
    }

    /// Whether the provider's filter stepped in, before or after the model: the system reading counts these.
    public var isBlocked: Bool {
        self == .unanswered(.blockedInput) || self == .unanswered(.blockedOutput)
    }

    /// Every outcome there is, in the order in which reports list them.
    public static let all: [Outcome] =
        [.judged] + UnjudgedReason.allCases.map(Outcome.unjudged) + UnansweredReason.allCases.map(Outcome.unanswered)
        + [.pending]

    /// The outcome of a stored name; nil for a name that this program does not know.
    public init?(name: String) {
        guard let outcome = Self.byName[name] else { return nil }
        self = outcome
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

/// Why an answer has no verdict.
public enum UnjudgedReason: String, Sendable, Hashable, Codable, CaseIterable {
    /// The judge's reply could not be read, also when it was asked once more.
    case unreadable
    /// Of several rulings, some are there and some are not.
    case partial
    /// The judge declined to rule.
    case judgeRefused = "judge_refused"
    /// The judge's provider filtered the prompt or the reply.
    case judgeBlocked = "judge_blocked"
    /// The judge gave no reply.
    case judgeFailed = "judge_failed"
    /// No label has more than half of the jury's readable weight, also after one more round.
    case tied
    /// Not more than half of the seated jurors gave a readable vote.
    case noQuorum = "no_quorum"
    /// The run was made without a judge.
    case notJudged = "not_judged"
}

/// Why there is no answer to rule on.
public enum UnansweredReason: String, Sendable, Hashable, Codable, CaseIterable {
    /// The provider's input filter stepped in.
    case blockedInput = "blocked_input"
    /// The provider's output filter stepped in.
    case blockedOutput = "blocked_output"
    /// The token limit was used up before any text came.
    case truncated
    /// The model finished without any text.
    case empty
    /// The endpoint refused the request for good.
    case rejected
    /// The endpoint cannot take what was sent.
    case unsupported
    /// The prompt does not fit.
    case tooLong = "too_long"
    /// The search that the answer was to rest on failed.
    case retrieval
    /// See `ModelError.missing`.
    case missing
    /// See `ModelError.errorText`.
    case errorText = "error_text"
    /// See `ModelError.rateLimited`.
    case rateLimited = "rate_limited"
    /// See `ModelError.unavailable(status:)`.
    case unavailable
    /// See `ModelError.timedOut`.
    case timedOut = "timed_out"
    /// See `ModelError.malformed(what:)`.
    case malformed
}
