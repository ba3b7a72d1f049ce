public import AssayCore
import Synchronization

/// A journal in memory, which a test can look into and make fail.
public final class MemoryJournal: CallJournal {
    private struct State {
        var replies: [Call: Result<Response, ModelError>] = [:]
        var attempts: [Attempt] = []
        var events: [String] = []
        var takesNewCalls = true
        var allowsRepeats = true
        var failure: JournalFailure?
    }

    // The lock guards every read and write of the state.
    private let state = Mutex(State())

    /// An empty journal.
    public init() {}

    /// A journal that has a reply already.
    public init(_ reply: Result<Response, ModelError>, to call: Call) {
        state.withLock { $0.replies[call] = reply }
    }

    /// The stored reply; nil where there is none or a resumed run asks again.
    public func storedReply(to call: Call) async throws(JournalFailure) -> Result<Response, ModelError>? {
        if let failure = state.withLock({ $0.failure }) { throw failure }
        let reply = state.withLock { $0.replies[call] }
        if case .failure(let error) = reply, error.isResumable { return nil }
        return reply
    }

    /// Takes note of an attempt.
    public func note(_ attempt: Attempt, of call: Call) {
        state.withLock {
            $0.attempts.append(attempt)
            $0.events.append("attempt \(attempt.number)")
        }
    }

    /// Stores a reply.
    public func keep(_ reply: Result<Response, ModelError>, to call: Call) async throws(JournalFailure) {
        if let failure = state.withLock({ $0.failure }) { throw failure }
        state.withLock {
            $0.replies[call] = reply
            $0.events.append("keep")
        }
    }

    /// Whether a new call may start.
    public var takesNewCalls: Bool { state.withLock { $0.takesNewCalls } }

    /// Whether a new call may start; there is nothing to wait for.
    public func waitUntilCallsAreTaken() async -> Bool { takesNewCalls }

    /// Whether a call may be sent again.
    public func mayRepeat(after attempt: Attempt) -> Bool { state.withLock { $0.allowsRepeats } }

    /// From now on a cap holds repeats back.
    public func holdRepeats() { state.withLock { $0.allowsRepeats = false } }

    /// The run is ending.
    public func stop() { state.withLock { $0.takesNewCalls = false } }

    /// From now on nothing can be read or written.
    public func breakDown() { state.withLock { $0.failure = JournalFailure("the disk is full") } }

    /// Every attempt noted, in order.
    public var attempts: [Attempt] { state.withLock { $0.attempts } }

    /// What happened, in order: `attempt N` and `keep`.
    public var events: [String] { state.withLock { $0.events } }

    /// The reply that is kept for a call.
    public func reply(to call: Call) -> Result<Response, ModelError>? { state.withLock { $0.replies[call] } }
}
