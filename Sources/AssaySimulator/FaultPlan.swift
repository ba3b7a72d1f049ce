public import AssayCore

/// How a simulated server is slow or fails on purpose.
///
/// Read from a specification such as `latency=200ms,429=0.1,500=0.05,cut=0.02,malformed=0.02,reset=0.01,hang=0.01`.
/// Which attempt at a request fails is a function of the request, the attempt's number and the seed; only the first two
/// attempts at a request can fail, so that every call succeeds in the end.
public struct FaultPlan: Sendable, Hashable {
    /// One way to fail; the value is its key in a specification.
    public enum Fault: String, Sendable, Hashable, CaseIterable {
        /// Status 429.
        case rateLimited = "429"
        /// Status 500.
        case broken = "500"
        /// A connection that ends in the middle of the reply.
        case cut
        /// A complete reply whose JSON is not.
        case malformed
        /// A connection that is reset before any reply.
        case reset
        /// No reply at all, until the client gives up.
        case hang
    }

    /// Before each reply.
    public var latency: Duration = .zero
    /// Between the pieces of a reply that comes in pieces; nil for replies in one piece.
    public var drip: Duration?
    /// The share of attempts that fail in each way.
    public var shares: [Fault: Double] = [:]
    /// What a 429 asks the client to wait.
    public var retryAfter: Duration?
    /// Answers after which the account's quota is used up.
    public var quota: Int?
    /// Another seed fails other attempts.
    public var seed: UInt64 = 0

    /// The attempts at a request that can fail.
    public static let faultyAttempts = 2

    /// A server that does not fail.
    public init() {}

    /// How an attempt fails; nil where it does not.
    ///
    /// - Parameters:
    ///   - digest: of the request's body.
    ///   - attempt: how often the same body has come before.
    /// - Returns: the fault whose stretch of 0 to 1, laid end to end in the order of `Fault`, the draw falls into.
    public func fault(digest: Digest, attempt: Int) -> Fault? {
        guard attempt < Self.faultyAttempts else { return nil }
        let draw = StableHash(of: "\(digest) \(attempt)", seed: seed).mixed
        var left = Double(draw >> 11) * 0x1p-53
        for fault in Fault.allCases {
            left -= shares[fault] ?? 0
            if left < 0 { return fault }
        }
        return nil
    }
}

extension FaultPlan {
    /// Reads a specification; an empty one is a server that does not fail.
    public init(_ specification: String) throws(FaultPlanError) {
        for entry in specification.split(separator: ",") {
            let parts = entry.split(separator: "=", maxSplits: 1).map { $0.trimmingSpaces() }
            guard parts.count == 2 else { throw FaultPlanError(entry: String(entry), wanted: "KEY=VALUE") }
            try set(parts[0], to: parts[1], entry: String(entry))
        }
        guard shares.values.reduce(0, +) <= 1 else {
            throw FaultPlanError(entry: specification, wanted: "shares that sum to at most 1")
        }
    }

    private mutating func set(_ key: String, to value: String, entry: String) throws(FaultPlanError) {
        func read<Value>(_ value: Value?, _ wanted: String) throws(FaultPlanError) -> Value {
            guard let value else { throw FaultPlanError(entry: entry, wanted: wanted) }
            return value
        }
        switch key {
        case "latency": latency = try read(Self.duration(value), "a time like 200ms or 1.5s")
        case "drip": drip = try read(Self.duration(value), "a time like 50ms")
        case "retry-after": retryAfter = try read(Self.duration(value), "a time like 1s")
        case "quota": quota = try read(Int(value).flatMap { $0 >= 0 ? $0 : nil }, "a number of answers")
        case "seed": seed = try read(UInt64(value), "a whole number")
        default:
            guard let fault = Fault(rawValue: key) else { throw FaultPlanError(entry: entry, wanted: Self.keys) }
            shares[fault] = try read(
                Double(value).flatMap { (0...1).contains($0) ? $0 : nil }, "a share between 0 and 1")
        }
    }

    private static var keys: String {
        let names = ["latency", "drip", "retry-after", "quota", "seed"] + Fault.allCases.map(\.rawValue)
        return "one of the keys \(names.joined(separator: ", "))"
    }

    private static func duration(_ text: String) -> Duration? {
        for (unit, seconds) in [("ms", 0.001), ("s", 1), ("m", 60)] where text.hasSuffix(unit) {
            guard let value = Double(text.dropLast(unit.count)), (0...86_400).contains(value * seconds) else {
                return nil
            }
            return .seconds(value * seconds)
        }
        return nil
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
