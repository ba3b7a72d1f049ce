public import AssayCore

/// The greatest flip rate of any attack in any direction.
///
/// The value is that of the worst cell, the ends of the interval are the greatest of the cells' low and high ends. The high
/// end is at least that of the cell that is truly the worst, so that it holds the greatest true rate at least as often as
/// a single cell's high end holds its own; the low end is not to be relied on. Without a value in a planned cell there is
/// none, and the reason names the cell.
public struct WorstFlipRate<Label: VerdictLabel>: Metric {
    /// The settled name.
    public let name: String
    /// The name for people.
    public let title: String

    private let rate: FlipRate<Label>

    /// The worst of a flip rate's cells.
    public init(name: String, title: String, of rate: FlipRate<Label>) {
        self.name = name
        self.title = title
        self.rate = rate
    }

    /// The worst of the cells that are planned in `records`.
    ///
    /// Nothing where they are one alone, as in a slice: the rate itself says it.
    public func measure(_ records: Records<Label>) -> Estimate {
        let cells = records.sliced(by: [.attack, .direction])
            .filter { rate.isUnder(attack: $0.group[.attack] ?? "") }
            .map { (group: $0.group, estimate: rate.measure($0.records)) }
        guard cells.count > 1 else {
            let reason = cells.isEmpty ? rate.emptyReason : "one attack in one direction: see \(rate.name)"
            return estimate(of: [], value: nil, reason: reason)
        }
        let estimates = cells.map(\.estimate)
        let empty = cells.first { $0.estimate.value == nil }
        let reason = empty.map { cell in
            "\(cell.group[.attack] ?? "") \(cell.group[.direction] ?? ""): \(cell.estimate.reason ?? "no value")"
        }
        return estimate(of: estimates, value: empty == nil ? estimates.compactMap(\.value).max() : nil, reason: reason)
    }

    private func estimate(of cells: [Estimate], value: Double?, reason: String?) -> Estimate {
        let intervals = cells.compactMap(\.interval)
        let bounds = cells.compactMap(\.bounds)
        var interval: Interval?
        if value != nil, let low = intervals.map(\.low).max(), let high = intervals.map(\.high).max() {
            interval = Interval(method: "greatest-of-cells", level: intervals[0].level, low: low, high: high)
        }
        var widest: Bounds?
        if let low = bounds.map(\.low).max(), let high = bounds.map(\.high).max() {
            // A cell without any pair may turn out to be the worst.
            widest = Bounds(low: low, high: bounds.count < cells.count ? 1 : high)
        }
        return Estimate(
            name: name, title: title, direction: rate.direction, aggregation: .pooled, value: value, numerator: nil,
            denominator: nil, resolved: cells.reduce(0) { $0 + $1.resolved },
            excluded: cells.reduce(0) { $0 + $1.excluded }, interval: interval, bounds: widest, reason: reason)
    }
}
