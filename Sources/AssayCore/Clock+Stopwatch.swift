extension Clock where Duration == Swift.Duration {
    /// The time since this call, by this clock.
    public func stopwatch() -> @Sendable () -> Swift.Duration {
        let start = now
        return { start.duration(to: now) }
    }
}
