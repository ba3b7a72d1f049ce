import AssayCore

/// What is measured of confidence beside right answers.
///
/// - `expected_calibration_error`: ten bins of equal width; `_equal_mass`: ten of equal mass. See `ReliabilityBins`.
/// - `brier_score`: mean (confidence - right)², right being 1 or 0 (G. W. Brier, *Monthly Weather Review* 78 (1950) 1-3, for one of
///   two classes).
/// - `brier_multiclass`: Brier's own score over all offered letters, mean of sum((q - o)²), 0 to 2.
/// - `auroc`: see `Discrimination`.
/// - `mean_confidence`: neither way is better by itself.
///
/// The calibration error has no interval. In bins it is biased upward: a model whose confidence is perfect has one above 0, and
/// no bootstrap of it covers 0 (docs/decisions/0041). Neither it nor the area has bounds, which would be those of any
/// confidence at all.
enum CalibrationMetric: Hashable {
    case expectedError
    case expectedErrorOfEqualMass
    case brier
    case brierOfLetters
    case area
    case meanConfidence

    /// The metrics of a kind of run; letters have a score over all of them.
    static func all(isChoice: Bool) -> [CalibrationMetric] {
        [.expectedError, .expectedErrorOfEqualMass, .brier]
            + (isChoice ? [.brierOfLetters] : []) + [.area, .meanConfidence]
    }

    /// The settled name.
    var name: String {
        switch self {
        case .expectedError: "expected_calibration_error"
        case .expectedErrorOfEqualMass: "expected_calibration_error_equal_mass"
        case .brier: "brier_score"
        case .brierOfLetters: "brier_multiclass"
        case .area: "auroc"
        case .meanConfidence: "mean_confidence"
        }
    }

    private var title: String {
        switch self {
        case .expectedError: "Expected calibration error"
        case .expectedErrorOfEqualMass: "Expected calibration error, bins of equal mass"
        case .brier: "Brier score"
        case .brierOfLetters: "Brier score over all letters"
        case .area: "Right from wrong answers by confidence (AUROC)"
        case .meanConfidence: "Mean confidence"
        }
    }

    private var direction: Estimate.Direction {
        switch self {
        case .expectedError, .expectedErrorOfEqualMass, .brier, .brierOfLetters: .lower
        case .area, .meanConfidence: .higher
        }
    }

    /// The greatest value that an answer may have in a mean.
    private var greatest: Double { self == .brierOfLetters ? 2 : 1 }

    /// The metric over answers, or over a part of them.
    func estimate(of units: CalibrationUnits, in part: CalibrationUnits.Part = .all) -> Estimate {
        let chosen = part == .all ? units.units : units.units.filter(part.holds)
        let order = part == .all ? units.order : nil
        let excluded = units.excluded(in: part)
        switch self {
        case .expectedError:
            return bare(ReliabilityBins.ofEqualWidth(chosen).expectedError, chosen.count, excluded.count)
        case .expectedErrorOfEqualMass:
            return bare(ReliabilityBins.ofEqualMass(chosen, in: order).expectedError, chosen.count, excluded.count)
        case .area:
            let area = Discrimination(chosen, in: order)
            return bare(
                area.value, chosen.count, excluded.count, interval: area.interval, reason: area.reason)
        case .brier, .brierOfLetters, .meanConfidence: return mean(of: chosen, excluded)
        }
    }

    private func bare(
        _ value: Double?, _ resolved: Int, _ excluded: Int, interval: Interval? = nil, reason: String? = nil
    ) -> Estimate {
        Estimate(
            name: name, title: title, direction: direction, aggregation: .pooled, value: value, numerator: nil,
            denominator: nil, resolved: resolved, excluded: excluded, interval: interval, bounds: nil,
            reason: value == nil ? reason ?? Self.nothing : nil)
    }

    private static let nothing = "no answer has a confidence"

    private func number(_ unit: CalibrationUnits.Unit) -> Double {
        switch self {
        case .brierOfLetters: return unit.distance
        case .brier:
            let away = unit.confidence - (unit.isRight ? 1 : 0)
            return away * away
        default: return unit.confidence
        }
    }

    private func mean(of units: [CalibrationUnits.Unit], _ excluded: (count: Int, weight: Double)) -> Estimate {
        var (mean, total) = (ClusteredMean(), 0.0)
        let middle = self == .meanConfidence ? Self.middle(of: units) : 0
        for unit in units {
            // In what a mean of distances rests on, the rarer side is that of the rarer kind of answer.
            let isMarked = self == .meanConfidence ? unit.confidence > middle : unit.isRight
            total += unit.weight * number(unit)
            mean.add(
                number(unit) / greatest, weight: unit.weight, cluster: Int(unit.cluster), isMarked: isMarked)
        }
        let weight = mean.parts.weight
        let value = weight > 0 ? total / weight : nil
        let planned = weight + excluded.weight
        return Estimate(
            name: name, title: title, direction: direction, aggregation: .pooled, value: value,
            numerator: mean.isWeighted ? nil : total / (units.first?.weight ?? 1),
            denominator: mean.isWeighted ? nil : Double(units.count), resolved: units.count,
            excluded: excluded.count, interval: mean.interval.map(onScale),
            bounds: planned > 0
                ? Bounds(low: total / planned, high: (total + greatest * excluded.weight) / planned) : nil,
            reason: value == nil ? Self.nothing : nil)
    }

    private static func middle(of units: [CalibrationUnits.Unit]) -> Double {
        units.isEmpty ? 0 : units.reduce(0) { $0 + $1.confidence } / Double(units.count)
    }

    private func onScale(_ interval: Interval) -> Interval {
        Interval(
            method: interval.method, level: interval.level, low: interval.low * greatest, high: interval.high * greatest
        )
    }
}
