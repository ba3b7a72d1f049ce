import AssayCore
public import AssayMetrics

extension Gate {
    /// The conditions on a comparison that hold, each in a line with what was seen; none where the gate is passed.
    ///
    /// `NAME.difference` is the second run less the first; `low` and `high` are the ends of its interval, `worst` and
    /// `best` of its bounds by the metric's direction; `p` is the p-value on all common samples; `missing` is the share
    /// of common samples that are not resolved in both runs. What has no value fails.
    public func failures(in differences: [PairedDifference]) -> [String] {
        conditions.compactMap { condition in
            condition.failure(of: differences.first { $0.name == condition.metric && $0.group.isEmpty })
        }
    }
}

extension Condition {
    /// Why the condition holds; nil where it does not.
    fileprivate func failure(of difference: PairedDifference?) -> String? {
        guard let difference, let value = value(of: difference) else {
            return "\(text): there is no value\(difference?.reason.map { " (\($0))" } ?? "")"
        }
        guard holds(value) else { return nil }
        return "\(text): \(Figures.decimal(value, places: 4)), \(Figures.counted(difference.pairs, "pair")), "
            + "\(difference.leftOut.all) left out"
    }

    private func value(of difference: PairedDifference) -> Double? {
        switch part {
        case .difference: return difference.difference
        case .low: return difference.interval?.low
        case .high: return difference.interval?.high
        case .p: return difference.test?.p
        case .worst: return difference.direction == .higher ? difference.bounds?.low : difference.bounds?.high
        case .best: return difference.direction == .higher ? difference.bounds?.high : difference.bounds?.low
        case .missing:
            let samples = difference.pairs + difference.leftOut.all
            return samples == 0 ? nil : Double(difference.leftOut.all) / Double(samples)
        case .value: return nil
        }
    }
}
