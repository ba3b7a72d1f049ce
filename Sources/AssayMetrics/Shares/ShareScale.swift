import AssayCore

/// The scale on which a share is shown: what none and what all of it are called, and how many units make one that is counted.
///
/// A rating of 1 to 5 is a share too, of the four steps above the lowest; SafeBench's index of it runs from 20 to 100.
public struct ShareScale: Sendable, Hashable {
    /// The value where nothing is counted.
    public let lowest: Double
    /// The value where everything is.
    public let highest: Double
    /// How many units of the share one record adds.
    public let unitsPerRecord: Int

    /// A plain share: 0 to 1, one unit a record.
    public static let fraction = ShareScale(lowest: 0, highest: 1, unitsPerRecord: 1)

    /// A scale.
    public init(lowest: Double, highest: Double, unitsPerRecord: Int) {
        precondition(highest > lowest && unitsPerRecord > 0, "a scale rises")
        self.lowest = lowest
        self.highest = highest
        self.unitsPerRecord = unitsPerRecord
    }

    /// A share on the scale.
    func value(_ share: Double) -> Double {
        self == .fraction ? share : lowest + (highest - lowest) * share
    }

    /// A difference of two shares on the scale.
    func difference(_ shares: Double) -> Double { shares * (highest - lowest) }

    /// Records, from units.
    func records(_ units: Int) -> Int { units / unitsPerRecord }

    /// What is counted over `units` of which `counted` are: the value times the records.
    func numerator(counted: Int, of units: Int) -> Double {
        lowest * Double(units) / Double(unitsPerRecord)
            + (highest - lowest) * Double(counted) / Double(unitsPerRecord)
    }

    /// An interval on the scale.
    func interval(_ interval: Interval) -> Interval {
        Interval(
            method: interval.method, level: interval.level, low: value(interval.low), high: value(interval.high))
    }

    /// Bounds on the scale.
    func bounds(_ bounds: Bounds) -> Bounds { Bounds(low: value(bounds.low), high: value(bounds.high)) }
}
