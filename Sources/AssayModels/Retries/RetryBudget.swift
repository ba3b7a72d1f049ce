import AssayCore
import Synchronization

/// How many calls of an endpoint may be asked again: a fifth of the calls made, and a store to begin with.
///
/// A bucket as gRPC's (proposal A6) and Finagle's: each call puts a fifth of a retry in, each retry takes one out, and no
/// more is kept than there was at the start. So an endpoint that dies sees at most a fifth more calls, and not six times
/// as many. Waits for a rate limit take nothing: the adaptive limit answers those.
struct RetryBudget: Sendable, Hashable {
    /// Retries for each call.
    static let share = 0.2
    /// Retries to begin with, and the most that are kept.
    static let store = 500.0

    private var left = Self.store

    /// A call is made.
    mutating func callStarted() {
        left = min(Self.store, left + Self.share)
    }

    /// Whether a failure may be followed by another attempt, which is then taken from the budget.
    mutating func pays(for failure: ModelError) -> Bool {
        guard failure != .rateLimited else { return true }
        guard left >= 1 else { return false }
        left -= 1
        return true
    }
}

/// Whether an endpoint fails for everyone: so many calls in a row that ended without any word from it.
struct Outage: Sendable, Hashable {
    /// Calls in a row, each with all its attempts.
    static let calls = 20

    private var failures = 0

    /// A call has ended; `failure` is nil where the endpoint gave a response.
    ///
    /// - Returns: whether the endpoint is taken to be down.
    mutating func callEnded(_ failure: ModelError?) -> Bool {
        switch failure {
        case .unavailable, .timedOut: failures += 1
        case .cancelled, .mediaChanged, .notSaved: break
        default: failures = 0
        }
        return failures >= Self.calls
    }
}

/// What the retries of all models of an endpoint share.
final class RetryLedger: Sendable {
    /// How far a call has come that has no outcome yet.
    struct Course: Sendable {
        var retries: Retries
        /// Attempts so far.
        var attempts = 0
        /// How the last of them failed.
        var failure = ModelError.cancelled
        /// What follows it.
        var step = Retries.Step.giveUp

        /// A call that begins.
        init(retries: Retries) {
            self.retries = retries
        }
    }

    private struct State {
        var budget = RetryBudget()
        var outage = Outage()
        /// Calls that a cap held back; no more than were in flight at once.
        var heldBack: [Call: Course] = [:]
    }

    // The lock guards every read and write of the state.
    private let state = Mutex(State())

    func callStarted() { state.withLock { $0.budget.callStarted() } }

    func pays(for failure: ModelError) -> Bool { state.withLock { $0.budget.pays(for: failure) } }

    func callEnded(_ failure: ModelError?) -> Bool { state.withLock { $0.outage.callEnded(failure) } }

    /// Remembers how far a call has come that is to be asked again later.
    func holdBack(_ call: Call, _ course: Course) { state.withLock { $0.heldBack[call] = course } }

    /// How far a call had come that was held back; nil for any other.
    func takeUp(_ call: Call) -> Course? { state.withLock { $0.heldBack.removeValue(forKey: call) } }
}
