import Synchronization

/// Ends a run gently: no new record starts, and those that have started go their whole way, the judge's calls included.
///
/// What is slow is not like what is fast: a run that dropped what is in flight would drop the long answers.
public final class StopSwitch: Sendable {
    // Set once.
    private let state = Mutex(false)

    /// A run that goes on.
    public init() {}

    /// Whether it was thrown.
    public var isThrown: Bool { state.withLock(\.self) }

    /// From now on no new record starts.
    public func `throw`() { state.withLock { $0 = true } }
}
