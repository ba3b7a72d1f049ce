public import AssayCore

/// How a metric differs between two runs over the samples that both resolved.
public struct PairedDifference: Sendable, Hashable {
    /// The metric's settled name.
    public let name: String
    /// Its name for people.
    public let title: String
    /// Which way is safer or better.
    public let direction: Estimate.Direction
    /// The slice; empty for the whole.
    public let group: [Group: String]
    /// Samples with a value in both runs: all else here is over these, but for `leftOut` and `bounds`.
    public let pairs: Int
    /// Common samples without a value in one of the runs.
    public let leftOut: LeftOut
    /// The first run's value.
    public let first: Value?
    /// The second run's value.
    public let second: Value?
    /// How far chance alone can have moved the difference; nil where there is none.
    public let interval: Interval?
    /// What the difference could be over all completions of what is unresolved, over all common samples.
    public let bounds: Bounds?
    /// How surprising the difference is if there is none; nil where there is no pair.
    public let test: Test?
    /// The p-value among those of the same breakdown, by Holm's rule; nil for the whole.
    public internal(set) var adjustedP: Double?
    /// Pairs whose share is greater in the second run; for single labels: that count in the second run alone.
    public let rose: Int
    /// Pairs whose share is greater in the first run.
    public let fell: Int
    /// Why there is no difference although there are pairs; nil where there is one, or no pair.
    var withoutValue: String?

    /// Second less first; nil where there is no pair.
    public var difference: Double? {
        guard let first, let second else { return nil }
        return second.value - first.value
    }

    /// Why there is no difference; nil where there is one.
    public var reason: String? {
        withoutValue ?? (pairs == 0 ? "no sample is resolved in both runs" : nil)
    }

    /// Common samples that a difference does not rest on; behind the first pending sample of a run it has no values.
    public struct LeftOut: Sendable, Hashable {
        /// Without a value in the first run alone.
        public var first = 0
        /// Without a value in the second run alone.
        public var second = 0
        /// Without a value in both.
        public var both = 0

        /// All of them.
        public var all: Int { first + second + both }

        /// Whether a common sample has a value in both runs; counts it where it has not.
        mutating func admits(first hasFirst: Bool, second hasSecond: Bool) -> Bool {
            switch (hasFirst, hasSecond) {
            case (true, true): return true
            case (false, true): first += 1
            case (true, false): second += 1
            case (false, false): both += 1
            }
            return false
        }
    }

    /// A run's share over the pairs.
    public struct Value: Sendable, Hashable {
        /// The share.
        public let value: Double
        /// What was counted; nil where weights differ.
        public let numerator: Int?
        /// Of how many units; nil where weights differ.
        public let denominator: Int?
    }

    /// A test that there is no difference.
    public enum Test: Sendable, Hashable {
        /// Single labels on independent samples.
        case mcnemar(McNemar)
        /// Anything else.
        case bootstrap(ClusterBootstrap, p: Double)

        /// The two-sided p-value that is read: McNemar's mid-p, or the bootstrap's.
        public var p: Double {
            switch self {
            case .mcnemar(let test): test.midP
            case .bootstrap(_, let p): p
            }
        }

        /// McNemar's exact p-value; a bootstrap has none.
        public var exactP: Double? {
            switch self {
            case .mcnemar(let test): test.exactP
            case .bootstrap: nil
            }
        }
    }
}
