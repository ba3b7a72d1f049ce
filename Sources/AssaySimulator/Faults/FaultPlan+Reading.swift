extension FaultPlan {
    /// Reads a specification; an empty one is a server that does not fail.
    public init(_ specification: String) throws(FaultPlanError) {
        self.init()
        try read(specification)
    }

    /// Reads a specification over what is set already.
    ///
    /// - Throws: where a part of it cannot be read; what is set by then is of no use.
    public mutating func read(_ specification: String) throws(FaultPlanError) {
        var given: Set<String> = []
        for entry in specification.split(separator: ",") {
            let parts = entry.split(separator: "=", maxSplits: 1).map { $0.trimmingSpaces() }
            guard parts.count == 2 else { throw FaultPlanError(entry: String(entry), wanted: "KEY=VALUE") }
            guard given.insert(parts[0]).inserted else {
                throw FaultPlanError(entry: String(entry), wanted: "each key once")
            }
            try set(parts[0], to: parts[1], entry: entry[...].trimmingSpaces())
        }
        guard shares.values.reduce(0, +) <= 1 + 1e-9 else {
            throw FaultPlanError(entry: specification, wanted: "shares that sum to at most 1")
        }
        if retryAfter == nil, given.contains("retry-after-form") {
            throw FaultPlanError(entry: "retry-after-form", wanted: "retry-after=TIME with it")
        }
    }

    private mutating func set(_ key: String, to value: String, entry: String) throws(FaultPlanError) {
        func read<Value>(_ value: Value?, _ wanted: String) throws(FaultPlanError) -> Value {
            guard let value else { throw FaultPlanError(entry: entry, wanted: wanted) }
            return value
        }
        switch key {
        case "latency":
            latency = try read(Latency(value), "a time like 200ms or 1.5s, lognormal:200ms:0.5 or uniform:50ms-300ms")
        case "slow-unsafe": slowUnsafe = try read(Self.number(value, in: 0...1000), "a factor from 0 to 1000")
        case "drip": drip = try read(Latency.duration(value), "a time like 50ms")
        case "retry-after": retryAfter = try read(Latency.duration(value), "a time like 1s")
        case "retry-after-form": retryAfterForm = try read(.init(rawValue: value), "seconds, ms or date")
        case "filter-500": filterAs500 = try read(Self.number(value, in: 0...1), "a share between 0 and 1")
        case "concurrency": concurrency = try read(Self.count(value, from: 1), "a number of requests, at least 1")
        case "quota": quota = try read(Self.count(value, from: 0), "a number of answers")
        case "faulty-attempts": faultyAttempts = try read(Self.count(value, from: 0), "a number of attempts")
        case "seed": seed = try read(UInt64(value), "a whole number")
        default:
            guard let fault = Fault(rawValue: key) else { throw FaultPlanError(entry: entry, wanted: Self.keys) }
            shares[fault] = try read(Self.number(value, in: 0...1), "a share between 0 and 1")
        }
    }

    /// The keys that are no faults.
    static let settings = [
        "latency", "slow-unsafe", "drip", "retry-after", "retry-after-form", "filter-500", "concurrency", "quota",
        "faulty-attempts", "seed",
    ]

    private static var keys: String {
        "one of the keys \((settings + Fault.allCases.map(\.rawValue)).joined(separator: ", "))"
    }

    private static func number(_ text: String, in range: ClosedRange<Double>) -> Double? {
        Double(text).flatMap { range.contains($0) ? $0 : nil }
    }

    private static func count(_ text: String, from least: Int) -> Int? {
        Int(text).flatMap { $0 >= least ? $0 : nil }
    }
}

/// A specification of faults that cannot be read.
public struct FaultPlanError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The part that cannot be read.
    public let entry: String
    /// What was wanted instead.
    public let wanted: String

    /// What was found and what was wanted.
    public var description: String { "--faults: '\(entry)' cannot be read; give \(wanted)" }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
