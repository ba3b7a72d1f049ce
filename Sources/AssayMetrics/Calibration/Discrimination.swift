import AssayCore

/// How well confidence tells right answers from wrong ones: the area under the receiver operating characteristic.
///
/// The chance that a right answer is given with more confidence than a wrong one, ties half (H. B. Mann, D. R. Whitney,
/// *Annals of Mathematical Statistics* 18 (1947) 50-60):
///
/// AUROC = sum(w_i w_j [c_i > c_j, or half where equal]) / (sum(w_i) sum(w_j)) over right answers i and wrong answers j.
///
/// Interval: the variance of its linearisation by the placement of each answer among those of the other kind (E. R. DeLong,
/// D. M. DeLong, D. L. Clarke-Pearson, *Biometrics* 44 (1988) 837-845), summed over clusters (N. A. Obuchowski, *Biometrics* 53
/// (1997) 567-578), then as in `ClusteredMean` with the clusters of the rarer kind as the size.
struct Discrimination {
    /// The area; nil where there are not answers of both kinds.
    let value: Double?
    /// Its interval; nil where there is no value.
    let interval: Interval?
    /// Why there is no value.
    let reason: String?

    /// `order`: the places of the answers in order of confidence, where it is known.
    init(_ units: [CalibrationUnits.Unit], in order: [Int]? = nil) {
        let rights = units.count { $0.isRight }
        guard rights > 0, rights < units.count else {
            (value, interval) = (nil, nil)
            reason =
                units.isEmpty
                ? "no answer has a confidence"
                : rights == 0 ? "no answer with a confidence is right" : "every answer with a confidence is right"
            return
        }
        let placements = Placements(units, in: order ?? CalibrationUnits.order(of: units))
        value = placements.area
        interval = placements.interval
        reason = nil
    }
}

/// For each answer the share of the other kind that it stands above, as a right answer, or below, as a wrong one.
private struct Placements {
    let units: [CalibrationUnits.Unit]
    let shares: [Double]
    let right: Double
    let wrong: Double
    let area: Double

    init(_ units: [CalibrationUnits.Unit], in order: [Int]) {
        self.units = units
        // Without differing weights all sums are of whole numbers and halves, hence exact.
        let isWeighted = units.contains { $0.weight != units[0].weight }
        let weight: (Int) -> Double = { isWeighted ? units[$0].weight : 1 }
        let right = order.reduce(0) { $0 + (units[$1].isRight ? weight($1) : 0) }
        let wrong = order.reduce(0) { $0 + (units[$1].isRight ? 0 : weight($1)) }
        var shares = [Double](repeating: 0, count: units.count)
        var (start, below) = (0, (right: 0.0, wrong: 0.0))
        var won = 0.0
        while start < order.count {
            var (end, own) = (start, (right: 0.0, wrong: 0.0))
            while end < order.count, units[order[end]].confidence == units[order[start]].confidence {
                let unit = order[end]
                if units[unit].isRight { own.right += weight(unit) } else { own.wrong += weight(unit) }
                end += 1
            }
            for place in start..<end {
                let unit = order[place]
                shares[unit] =
                    units[unit].isRight
                    ? (below.wrong + own.wrong / 2) / wrong : (right - below.right - own.right / 2) / right
            }
            won += own.right * (below.wrong + own.wrong / 2)
            below = (below.right + own.right, below.wrong + own.wrong)
            start = end
        }
        (self.right, self.wrong, self.shares) = (right, wrong, shares)
        area = won / (right * wrong)
    }

    var interval: Interval {
        var parts = [Double](repeating: 0, count: Int(units.map(\.cluster).max() ?? 0) + 1)
        var (rights, wrongs, all) = (Set<Int32>(), Set<Int32>(), Set<Int32>())
        let isWeighted = units.contains { $0.weight != units[0].weight }
        for (unit, share) in zip(units, shares) {
            let weight = isWeighted ? unit.weight : 1
            parts[Int(unit.cluster)] += weight * (share - area) / (unit.isRight ? right : wrong)
            all.insert(unit.cluster)
            if unit.isRight { rights.insert(unit.cluster) } else { wrongs.insert(unit.cluster) }
        }
        let clusters = Double(min(rights.count, wrongs.count))
        guard clusters > 1, all.count > 1, let quantile = StudentT.quantile(degreesOfFreedom: clusters - 1) else {
            return Interval(method: ClusteredMean.method, level: Wilson.level, low: 0, high: 1)
        }
        let variance = parts.reduce(0) { $0 + $1 * $1 } * Double(all.count) / Double(all.count - 1)
        // Clusters of the rarer kind that show how far the kinds overlap.
        let misplaced = Set(
            zip(units, shares).filter { $0.isRight == (rights.count <= wrongs.count) && $1 > 0 && $1 < 1 }
                .map(\.0.cluster))
        return ClusteredMean.interval(
            of: area, variance: variance, atMost: clusters, believed: Double(misplaced.count), quantile: quantile)
    }
}
