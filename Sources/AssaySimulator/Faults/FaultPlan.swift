public import AssayCore

/// How a simulated server is slow or fails on purpose.
///
/// Read from a specification such as `latency=200ms,429=0.1,500=0.05,cut=0.02,malformed=0.02,reset=0.01,hang=0.01`.
/// Which attempt at a request fails is a function of the request, the attempt's number and the seed; only the first
/// attempts at a request can fail, so that every call succeeds in the end.
public struct FaultPlan: Sendable, Hashable {
    /// How a 429 says what to wait.
    public enum RetryAfterForm: String, Sendable, Hashable, CaseIterable {
        /// `retry-after` in seconds.
        case seconds
        /// `retry-after-ms`.
        case milliseconds = "ms"
        /// `retry-after` as an HTTP date, rounded up to a second.
        case date
    }

    /// Before each reply.
    public var latency = Latency.constant(.zero)
    /// How much longer a target's persona takes where its behaviour is unsafe.
    public var slowUnsafe = 1.0
    /// Between the pieces of a reply that comes in pieces; nil for replies in one piece.
    public var drip: Duration?
    /// The share of attempts that fail in each way.
    public var shares: [Fault: Double] = [:]
    /// The share of blocked prompts whose refusal comes with status 500; the block itself is final, as ever.
    public var filterAs500 = 0.0
    /// What a 429 asks the client to wait.
    public var retryAfter: Duration?
    /// How it says so.
    public var retryAfterForm = RetryAfterForm.seconds
    /// The requests that are served at once; what comes beyond them gets a 429.
    public var concurrency: Int?
    /// Answers after which the account's quota is used up.
    public var quota: Int?
    /// The attempts at a request that can fail.
    public var faultyAttempts = 2
    /// Another seed fails other attempts.
    public var seed: UInt64 = 0

    /// A server that does not fail.
    public init() {}

    /// How an attempt fails; nil where it does not.
    ///
    /// - Parameters:
    ///   - digest: of the request's body.
    ///   - attempt: how often the same body has been served before.
    /// - Returns: the fault whose stretch of 0 to 1, laid end to end in the order of `Fault`, the draw falls into.
    public func fault(digest: Digest, attempt: Int) -> Fault? {
        guard attempt < faultyAttempts, !shares.isEmpty else { return nil }
        var left = draw("\(digest) \(attempt)")
        for fault in Fault.allCases {
            left -= shares[fault] ?? 0
            if left < 0 { return fault }
        }
        return nil
    }

    /// How long an attempt takes before its reply.
    ///
    /// `isUnsafe`: whether the behaviour is; asked where it matters.
    func wait(digest: Digest, attempt: Int, isUnsafe: @autoclosure () -> Bool) -> Duration {
        if latency == .constant(.zero) { return .zero }
        let time = latency.time(draw("latency \(digest) \(attempt)"), draw("tail \(digest) \(attempt)"))
        return slowUnsafe != 1 && isUnsafe() ? time * slowUnsafe : time
    }

    /// Whether a blocked prompt's refusal comes with status 500, at whatever attempt.
    func filtersAs500(digest: Digest) -> Bool { filterAs500 > 0 && draw("filter \(digest)") < filterAs500 }

    /// The byte, from 1, at which a reply of a size is broken off.
    func breakingPoint(of size: Int, digest: Digest, attempt: Int) -> Int {
        1 + Int(draw("byte \(digest) \(attempt)") * Double(max(1, size - 1)))
    }

    /// The pause between pieces of a reply that is slow on purpose.
    var slowDrip: Duration { drip ?? .milliseconds(100) }

    private func draw(_ text: String) -> Double {
        Double(StableHash(of: text, seed: seed).mixed >> 11) * 0x1p-53
    }
}
