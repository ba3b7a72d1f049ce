import AssayCore

/// Waits that end early when the run does.
struct Pause: Sendable {
    /// How often a wait looks whether the run is ending.
    static let slice = Duration.milliseconds(250)

    let clock: any Clock<Duration>
    /// Whether new work may still start.
    let mayGoOn: @Sendable () -> Bool

    /// Waits for a time.
    ///
    /// - Throws: `cancelled` as soon as the run is ending.
    func wait(for duration: Duration) async throws(ModelError) {
        var left = duration
        while left > .zero {
            guard mayGoOn() else { throw .cancelled }
            let slice = min(left, Self.slice)
            do {
                try await clock.sleep(for: slice)
            } catch {
                throw .cancelled
            }
            left -= slice
        }
        guard mayGoOn() else { throw .cancelled }
    }
}
