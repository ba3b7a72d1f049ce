import Synchronization

/// What calls take: tokens, and dollars where there is a price.
public struct Expense: Sendable, Hashable {
    /// Tokens of prompts and answers.
    public var tokens: Int
    /// US dollars.
    public var dollars: Double

    /// An expense; nothing where nothing is said.
    public init(tokens: Int = 0, dollars: Double = 0) {
        self.tokens = tokens
        self.dollars = dollars
    }

    /// Both together.
    public static func + (left: Expense, right: Expense) -> Expense {
        Expense(tokens: left.tokens + right.tokens, dollars: left.dollars + right.dollars)
    }

    static func - (left: Expense, right: Expense) -> Expense {
        Expense(tokens: left.tokens - right.tokens, dollars: left.dollars - right.dollars)
    }
}

/// What a whole run may take; nil is without end.
public struct Caps: Sendable, Hashable {
    /// Tokens of prompts and answers, every session and role together.
    public var tokens: Int?
    /// US dollars, every session and role together.
    public var dollars: Double?
    /// How long one session may start records.
    public var time: Duration?

    /// Caps; what is left out has none.
    public init(tokens: Int? = nil, dollars: Double? = nil, time: Duration? = nil) {
        self.tokens = tokens
        self.dollars = dollars
        self.time = time
    }
}

/// One of the caps.
public enum Cap: Sendable, Hashable, CaseIterable {
    case tokens, dollars, time
}

/// What has been spent and what is set aside, as a pure value.
struct Spending: Sendable, Hashable {
    let caps: Caps
    private(set) var spent: Expense
    private(set) var reserved = Expense()
    private var open = 0

    init(_ caps: Caps, spent: Expense) {
        self.caps = caps
        self.spent = spent
    }

    /// Sets the most that a record can take aside; nil where it fits, else the cap that it could pass.
    mutating func reserve(_ most: Expense, elapsed: Duration) -> Cap? {
        if let cap = passed(by: spent + reserved + most) { return cap }
        if let time = caps.time, elapsed >= time { return .time }
        reserved = reserved + most
        open += 1
        return nil
    }

    /// Whether what has been spent and all that is set aside stay within the caps.
    var holds: Bool { passed(by: spent + reserved) == nil }

    private func passed(by total: Expense) -> Cap? {
        if let tokens = caps.tokens, total.tokens > tokens { return .tokens }
        // A sum of many small numbers: a billionth of the cap is no reason to stop.
        if let dollars = caps.dollars, total.dollars > dollars * (1 + 1e-9) { return .dollars }
        return nil
    }

    /// What was set aside is free again.
    mutating func release(_ most: Expense) {
        open -= 1
        // Nothing is left of rounding once nothing is set aside.
        reserved = open == 0 ? Expense() : reserved - most
    }

    mutating func spend(_ expense: Expense) {
        spent = spent + expense
    }
}

/// What a run may still take; records set their worst case aside before they start.
public final class Allowance: Sendable {
    // The lock guards every read and write of both.
    private let state: Mutex<(spending: Spending, reached: Cap?)>
    private let elapsed: @Sendable () -> Duration

    /// An allowance from now on.
    ///
    /// - Parameters:
    ///   - caps: what the whole run may take.
    ///   - spent: what earlier sessions took.
    ///   - clock: measures the session.
    public init(_ caps: Caps, spent: Expense = Expense(), clock: any Clock<Duration> = ContinuousClock()) {
        state = Mutex((Spending(caps, spent: spent), nil))
        elapsed = Self.stopwatch(clock)
    }

    private static func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }

    /// What has been spent, earlier sessions included.
    public var spent: Expense { state.withLock { $0.spending.spent } }

    /// What the run may take.
    public var caps: Caps { state.withLock { $0.spending.caps } }

    /// The cap at which the run came to its end; nil where it did not.
    public var reached: Cap? { state.withLock { $0.reached } }

    /// Whether what has been spent and all that is set aside stay within the caps.
    ///
    /// False where calls took more than was set aside for them: what is not sent yet must wait.
    public var holds: Bool { state.withLock { $0.spending.holds } }

    /// Takes note of what a call took.
    public func spend(_ expense: Expense) { state.withLock { $0.spending.spend(expense) } }

    func reserve(_ most: Expense) -> Cap? {
        let elapsed = elapsed()
        return state.withLock { $0.spending.reserve(most, elapsed: elapsed) }
    }

    func release(_ most: Expense) { state.withLock { $0.spending.release(most) } }

    func reach(_ cap: Cap) { state.withLock { $0.reached = cap } }
}
