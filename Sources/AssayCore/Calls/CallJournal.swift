/// Keeps every attempt and every reply of a run; what it has, is never asked again.
public protocol CallJournal: Sendable {
    /// The reply that an earlier session stored for the same call; nil where none did or a resumed run asks again.
    func storedReply(to call: Call) async throws(JournalFailure) -> Result<Response, ModelError>?

    /// Takes note of an attempt. It is on disk before the reply that follows it is.
    func note(_ attempt: Attempt, of call: Call)

    /// Stores how a call ended; returns once it is safely on disk.
    func keep(_ reply: Result<Response, ModelError>, to call: Call) async throws(JournalFailure)

    /// False once the run is ending or answers cannot be stored: no new call may start.
    var takesNewCalls: Bool { get }

    /// Waits while answers cannot be stored.
    ///
    /// - Returns: whether a new call may start; false where the run is ending.
    func waitUntilCallsAreTaken() async -> Bool

    /// Whether a call may be sent again after an attempt that failed; false where the run could then pass a cap.
    func mayRepeat(after attempt: Attempt) -> Bool
}

/// A journal that cannot read or write.
public struct JournalFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, in our words.
    public let description: String

    /// A failure with its words.
    public init(_ description: String) {
        self.description = description
    }
}
