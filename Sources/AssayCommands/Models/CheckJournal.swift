import AssayCore
import Synchronization

/// Remembers the last attempt of a check; nothing is stored.
final class CheckJournal: CallJournal {
    // The lock guards every read and write of the attempt.
    private let last = Mutex<Attempt?>(nil)

    /// The attempt that ended the last call; nil for a model in process.
    var lastAttempt: Attempt? { last.withLock { $0 } }

    /// Nothing is stored, so nothing is replayed.
    func storedReply(to call: Call) async throws(JournalFailure) -> Result<Response, ModelError>? { nil }

    /// Takes note of an attempt.
    func note(_ attempt: Attempt, of call: Call) { last.withLock { $0 = attempt } }

    /// A check has nothing to keep.
    func keep(_ reply: Result<Response, ModelError>, to call: Call) async throws(JournalFailure) {}

    /// A check goes on until it is done.
    var takesNewCalls: Bool { !Task.isCancelled }

    /// A check has no caps.
    func mayRepeat(after attempt: Attempt) -> Bool { true }

    /// A check never waits.
    func waitUntilCallsAreTaken() async -> Bool { takesNewCalls }
}
