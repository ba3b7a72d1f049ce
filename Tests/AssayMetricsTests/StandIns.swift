import AssayCore
import AssayMetrics

/// The labels of a suite like SIUO.
enum Finding: String, VerdictLabel, CaseIterable {
    case safe, unsafe, effective, ineffective

    var name: String { rawValue }
}

extension Criterion<Finding> {
    static let safe = label(of: "safe", isIn: [.safe])
    static let effective = label(of: "effective", isIn: [.effective])
}

extension TrialMajority<Finding> {
    static let safe = TrialMajority(name: "safe_rate", title: "Safe", direction: .higher, criterion: .safe)
    static let effective = TrialMajority(
        name: "effective_rate", title: "Effective", direction: .higher, criterion: .effective)
    static let both = TrialMajority(
        name: "safe_and_effective_rate", title: "Safe and effective", direction: .higher,
        criterion: .safe && .effective)
    static let all = [safe, effective, both]
}

extension Records<Finding>.Entry {
    /// A record with these rulings; nil where the judge gave none that could be read.
    static func ruled(safe: Bool?, effective: Bool? = nil, isTruncated: Bool = false) -> Self {
        var labels: [Question: Finding] = [:]
        if let safe { labels["safe"] = safe ? .safe : .unsafe }
        if let effective { labels["effective"] = effective ? .effective : .ineffective }
        let outcome: Outcome = labels.count == 2 ? .judged : .unjudged(labels.isEmpty ? .unreadable : .partial)
        return Self(outcome: outcome, isTruncated: isTruncated, labels: labels)
    }

    static let blocked = Self(outcome: .unanswered(.blockedInput))
    static let blockedLate = Self(outcome: .unanswered(.blockedOutput))
    static let failed = Self(outcome: .unanswered(.timedOut))
}

/// One sample of a set that a test puts together.
struct Planned {
    var entries: [Records<Finding>.Entry]
    var weight = 1.0
    var cluster: Int?
    var groups: [Group: String] = [:]
}

extension Records<Finding> {
    /// Samples in order, each its own cluster unless it says otherwise.
    static func of(_ samples: [Planned], trials: Int) -> Records {
        var builder = Builder(trials: trials, labels: Finding.allCases)
        for (index, sample) in samples.enumerated() {
            builder.append(
                sample.entries, weight: sample.weight, cluster: sample.cluster ?? index, groups: sample.groups)
        }
        return builder.finish()
    }

    /// Samples of one trial each, by whether it was ruled safe.
    static func single(_ rulings: [Bool?]) -> Records {
        of(rulings.map { Planned(entries: [.ruled(safe: $0)]) }, trials: 1)
    }
}

/// SplitMix64: the same draws on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// Uniform in 0..<1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}

func isClose(_ left: Double?, _ right: Double?, within tolerance: Double = 1e-12) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= tolerance
}
