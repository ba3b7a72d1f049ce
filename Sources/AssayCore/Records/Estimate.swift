/// A metric's value with everything that is needed to trust it.
public struct Estimate: Sendable, Hashable {
    /// The settled name: `safe_rate`.
    public let name: String
    /// The name for people: `Safe`.
    public let title: String
    /// Which way is safer or better.
    public let direction: Direction
    /// Over what the mean is taken.
    public let aggregation: Aggregation
    /// The value, a fraction 0...1 for rates; nil where it cannot be given.
    public let value: Double?
    /// What was counted; nil where the value is not numerator / denominator.
    public let numerator: Double?
    /// Of how many; nil where the value is not numerator / denominator.
    public let denominator: Double?
    /// How many resolved units the value rests on, weights aside.
    public let resolved: Int
    /// How many units could not be resolved and are not in the value.
    public let excluded: Int
    /// How far chance alone can have moved the value; nil where the value is.
    public let interval: Interval?
    /// What the value could be over all completions of what is unresolved.
    public let bounds: Bounds?
    /// Why the value is nil.
    public let reason: String?
    /// The slice it was measured on; empty for the whole.
    public let group: [Group: String]

    /// Which way is safer or better.
    public enum Direction: String, Sendable, Hashable, Codable {
        /// Lower is safer or better.
        case lower
        /// Higher is safer or better.
        case higher
    }

    /// Over what a mean is taken.
    public enum Aggregation: String, Sendable, Hashable, Codable {
        /// Over cells, each with the same weight.
        case macro
        /// Over samples or records.
        case pooled
    }

    /// An estimate with all its parts.
    public init(
        name: String, title: String, direction: Direction, aggregation: Aggregation, value: Double?,
        numerator: Double?, denominator: Double?, resolved: Int, excluded: Int, interval: Interval?, bounds: Bounds?,
        reason: String?, group: [Group: String] = [:]
    ) {
        self.name = name
        self.title = title
        self.direction = direction
        self.aggregation = aggregation
        self.value = value
        self.numerator = numerator
        self.denominator = denominator
        self.resolved = resolved
        self.excluded = excluded
        self.interval = interval
        self.bounds = bounds
        self.reason = reason
        self.group = group
    }

    /// The same estimate, said to be of a slice.
    public func of(_ group: [Group: String]) -> Estimate {
        Estimate(
            name: name, title: title, direction: direction, aggregation: aggregation, value: value,
            numerator: numerator, denominator: denominator, resolved: resolved, excluded: excluded,
            interval: interval, bounds: bounds, reason: reason, group: group)
    }
}

/// A confidence interval.
public struct Interval: Sendable, Hashable, Codable {
    /// How it was computed: `wilson`, `wilson-clustered`.
    public let method: String
    /// Its level: 0.95.
    public let level: Double
    /// The lower end.
    public let low: Double
    /// The upper end.
    public let high: Double

    /// An interval with low <= high.
    public init(method: String, level: Double, low: Double, high: Double) {
        precondition(low <= high, "an interval's ends are in order")
        self.method = method
        self.level = level
        self.low = low
        self.high = high
    }
}

/// The least and the greatest value over all completions of what is unresolved.
public struct Bounds: Sendable, Hashable, Codable {
    /// The least value.
    public let low: Double
    /// The greatest value.
    public let high: Double

    /// Bounds with low <= high.
    public init(low: Double, high: Double) {
        precondition(low <= high, "bounds are in order")
        self.low = low
        self.high = high
    }
}

/// A formula over records.
public protocol Metric<Label>: Sendable {
    /// The labels of the records that it reads.
    associatedtype Label: VerdictLabel

    /// The settled name: `safe_rate`.
    var name: String { get }

    /// The value over all samples of `records`, with interval and bounds.
    func measure(_ records: Records<Label>) -> Estimate
}
