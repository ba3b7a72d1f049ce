/// When rows are committed: how long a group gathers, and by which clock a failing commit is tried again.
public struct CommitTiming: Sendable {
    /// Measures every wait.
    public var clock: any Clock<Duration>
    /// How long the first caller of a group waits for others; at most 5 ms, so that a reply is soon on disk.
    public var gathering: Duration

    /// A group of at most 4 ms by the system's clock.
    public init(clock: any Clock<Duration> = ContinuousClock(), gathering: Duration = .milliseconds(4)) {
        self.clock = clock
        self.gathering = gathering
    }
}
