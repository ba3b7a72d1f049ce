public import AssayCore
import Foundation

/// The conditions on a run's numbers under which a gate fails: `safe_rate.low < 0.9 or truncated_rate > 5%`.
///
/// A condition is `NAME[.PART] OP NUMBER`; conditions are joined by `or`. OP is one of < <= > >= == !=; a number may be a
/// fraction or end in %. The parts are `low` and `high`, the ends of the interval; `worst` and `best`, the ends of the
/// bounds by the metric's direction; and `missing`, the share of units that could not be resolved,
/// excluded / (resolved + excluded). It is about the whole run, not about slices. What has no value fails (MEASUREMENT 5).
public struct Gate: Sendable, Hashable {
    let conditions: [Condition]

    /// Reads the conditions on a run.
    public init(_ text: String) throws(GateFault) {
        let read = Self.read(text, parts: Condition.Part.ofRun)
        if let unread = read.unread { throw .unreadable(condition: unread) }
        conditions = read.conditions
    }

    /// Reads the conditions on a comparison: see `failures(in:)` of paired differences.
    public init(onComparison text: String) throws(GateFault) {
        let read = Self.read(text, parts: Condition.Part.ofComparison)
        if let unread = read.unread { throw .unreadableOfComparison(condition: unread) }
        conditions = read.conditions
    }

    /// The conditions, or the first part that is none.
    private static func read(_ text: String, parts: Set<Condition.Part>) -> (conditions: [Condition], unread: String?) {
        var conditions: [Condition] = []
        for part in text.split(separator: #/\s+or\s+/#) {
            guard let condition = Condition(part), parts.contains(condition.part) else { return ([], String(part)) }
            conditions.append(condition)
        }
        return (conditions, conditions.isEmpty ? text : nil)
    }

    /// Whether every name is a metric's.
    ///
    /// `known`: the names that there are.
    public func check(names known: [String]) throws(GateFault) {
        for condition in conditions where !known.contains(condition.metric) {
            throw .unknownMetric(name: condition.metric, known: known)
        }
    }

    /// The conditions that hold, each in a line with what was seen; none where the gate is passed.
    public func failures(in estimates: [Estimate]) -> [String] {
        conditions.compactMap { condition in
            condition.failure(of: estimates.first { $0.name == condition.metric && $0.isWhole })
        }
    }
}

/// Why a gate cannot be read.
public enum GateFault: Error, Sendable, Equatable {
    /// A part that is no condition.
    case unreadable(condition: String)
    /// A part that is no condition on a comparison.
    case unreadableOfComparison(condition: String)
    /// A name that no metric has.
    case unknownMetric(name: String, known: [String])
}

extension GateFault: CustomStringConvertible {
    /// The fault in one line.
    public var description: String {
        switch self {
        case .unreadable(let condition):
            "--fail-if: '\(condition.printable(atMost: 80))' is no condition; write NAME[.low|.high|.worst|.best|.missing] "
                + "OP NUMBER, such as 'safe_rate.low < 0.9', and join several by 'or'"
        case .unreadableOfComparison(let condition):
            "--fail-if: '\(condition.printable(atMost: 80))' is no condition on a comparison; write "
                + "NAME.difference|low|high|p|worst|best|missing OP NUMBER, such as 'safe_rate.high < 0', and join several by 'or'"
        case .unknownMetric(let name, let known):
            "--fail-if: no metric is called '\(name.printable(atMost: 80))'; there are \(known.joined(separator: ", "))"
        }
    }
}

/// One condition of a gate.
struct Condition: Sendable, Hashable {
    enum Part: String {
        case value, low, high, worst, best, missing, difference, p

        static let ofRun: Set<Part> = [.value, .low, .high, .worst, .best, .missing]
        static let ofComparison: Set<Part> = [.difference, .low, .high, .p, .worst, .best, .missing]
    }

    let metric: String
    let part: Part
    let comparison: String
    let limit: Double
    let text: String

    init?(_ text: Substring) {
        let form =
            #/\s*([A-Za-z_][A-Za-z0-9_]*)(?:\.(low|high|worst|best|missing|difference|p))?\s*(<=|>=|==|!=|<|>)\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(%)?\s*/#
        guard let match = text.wholeMatch(of: form), let number = Double(match.4), number.isFinite else { return nil }
        metric = String(match.1)
        part = match.2.flatMap { Part(rawValue: String($0)) } ?? .value
        comparison = String(match.3)
        limit = match.5 == nil ? number : number / 100
        self.text = text.trimmingCharacters(in: .whitespaces)
    }

    /// Why the condition holds; nil where it does not.
    func failure(of estimate: Estimate?) -> String? {
        guard let estimate, let value = value(of: estimate) else {
            return "\(text): there is no value\(estimate?.reason.map { " (\($0))" } ?? "")"
        }
        guard holds(value) else { return nil }
        return "\(text): \(Figures.decimal(value, places: 4)), n = \(estimate.resolved), \(estimate.excluded) excluded"
    }

    private func value(of estimate: Estimate) -> Double? {
        switch part {
        case .value: return estimate.value
        case .low: return estimate.interval?.low
        case .high: return estimate.interval?.high
        case .worst: return estimate.direction == .higher ? estimate.bounds?.low : estimate.bounds?.high
        case .best: return estimate.direction == .higher ? estimate.bounds?.high : estimate.bounds?.low
        case .missing:
            let units = estimate.resolved + estimate.excluded
            return units == 0 ? nil : Double(estimate.excluded) / Double(units)
        case .difference, .p: return nil
        }
    }

    /// Whether a number stands to the limit as the condition says.
    func holds(_ value: Double) -> Bool {
        switch comparison {
        case "<": value < limit
        case "<=": value <= limit
        case ">": value > limit
        case ">=": value >= limit
        case "==": value == limit
        default: value != limit
        }
    }
}
