/// So many requests or tokens in any minute, as a pure function of the time.
///
/// It holds a tenth of a minute's amount at most and fills so that no minute, wherever it begins, sees more than the limit.
struct TokenBucket: Sendable {
    private let capacity: Double
    /// Filled in a second.
    private let rate: Double
    private var level: Double
    private var last = Duration.zero

    /// A full bucket.
    init(perMinute: Int) {
        capacity = max(1, (Double(perMinute) / 10).rounded(.down))
        rate = (Double(perMinute) - capacity + 1) / 60
        level = capacity
    }

    /// Takes an amount and says how long to wait before it may be used.
    ///
    /// What is more than the bucket holds may be used once the bucket is full; it stays in debt for what was taken.
    /// `now` is the time since a fixed moment and never goes back.
    mutating func take(_ amount: Double, now: Duration) -> Duration {
        fill(now)
        let wait = max(0, (min(amount, capacity) - level) / rate)
        level -= amount
        return .seconds(wait)
    }

    /// Gives back what was taken and not used; a negative amount takes what was used beyond it.
    mutating func giveBack(_ amount: Double, now: Duration) {
        fill(now)
        level = min(capacity, level + amount)
    }

    /// Lets go of what is more than the endpoint says is left.
    mutating func hold(atMost amount: Double, now: Duration) {
        fill(now)
        level = min(level, amount)
    }

    private mutating func fill(_ now: Duration) {
        level = min(capacity, level + (now - last) / .seconds(1) * rate)
        last = now
    }
}
