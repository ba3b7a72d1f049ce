/// Time since it was made, by a clock of any kind.
struct Stopwatch: Sendable {
    private let read: @Sendable () -> Duration

    /// Starts at zero.
    init(_ clock: any Clock<Duration>) {
        read = Self.reader(clock)
    }

    /// Time since it was made.
    var elapsed: Duration { read() }

    private static func reader<Source: Clock<Duration>>(_ clock: Source) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
