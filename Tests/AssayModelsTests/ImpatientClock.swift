import Synchronization

/// A clock that never lets anybody wait: a sleep moves its time to the deadline and returns.
final class ImpatientClock: Clock {
    struct Instant: InstantProtocol {
        var elapsed: Duration
        func advanced(by duration: Duration) -> Instant { Instant(elapsed: elapsed + duration) }
        func duration(to other: Instant) -> Duration { other.elapsed - elapsed }
        static func < (left: Instant, right: Instant) -> Bool { left.elapsed < right.elapsed }
    }

    // The lock guards every read and write of the time.
    private let time = Mutex(Duration.zero)
    private let onSleep: @Sendable (Duration) -> Void

    /// What is done at each sleep, with the time after it.
    init(onSleep: @escaping @Sendable (Duration) -> Void = { _ in }) {
        self.onSleep = onSleep
    }

    var now: Instant { Instant(elapsed: time.withLock { $0 }) }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let now = time.withLock { time in
            time = max(time, deadline.elapsed)
            return time
        }
        onSleep(now)
    }
}
