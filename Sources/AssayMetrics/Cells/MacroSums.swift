import AssayCore

/// The sums behind a mean over cells.
struct MacroSums {
    /// The sums of each cell.
    private(set) var tallies: [Tally]

    private var clusters: [[Int: Cluster]] = []
    private var places: [Int: Int] = [:]
    private var weights: [Double?]
    private var isPlain = true

    /// A cluster's weighted sums within one cell.
    private struct Cluster {
        var numerator = 0.0
        var denominator = 0.0
    }

    /// Nothing in so many cells.
    init(cells: Int) {
        tallies = Array(repeating: Tally(), count: cells)
        weights = Array(repeating: nil, count: cells)
    }

    /// Adds a sample to a cell.
    mutating func add(_ share: Share, weight: Double, cluster: Int, to cell: Int) {
        tallies[cell].add(share, weight: weight, cluster: cluster)
        guard share.denominator > 0 else { return }
        isPlain = isPlain && share.denominator == 1 && weight == weights[cell] ?? weight && places[cluster] == nil
        weights[cell] = weights[cell] ?? weight
        let place = places[cluster] ?? clusters.count
        if place == clusters.count { clusters.append([:]) }
        places[cluster] = place
        clusters[place][cell, default: Cluster()].numerator += weight * Double(share.numerator)
        clusters[place][cell, default: Cluster()].denominator += weight * Double(share.denominator)
    }

    /// The mean of the cells' bounds.
    var bounds: Bounds {
        let bounds = tallies.map { $0.bounds ?? Bounds(low: 0, high: 1) }
        let count = Double(bounds.count)
        return Bounds(
            low: bounds.reduce(0) { $0 + $1.low } / count, high: bounds.reduce(0) { $0 + $1.high } / count)
    }

    /// The interval of the mean; only where every cell has a value.
    var interval: Interval? {
        let shares = tallies.compactMap(\.value)
        guard shares.count == tallies.count else { return nil }
        if isPlain { return interval(shares, effect: 1, quantile: Wilson.quantile, "score-macro") }
        let method = "score-macro-clustered"
        let totals = self.totals
        let effective =
            1
            / clusters.reduce(0) { sum, cluster in
                let weight = cluster.reduce(0) { $0 + $1.value.denominator / totals[$1.key] } / count
                return sum + weight * weight
            }
        guard let quantile = StudentT.quantile(degreesOfFreedom: effective - 1) else {
            return Interval(method: method, level: Wilson.level, low: 0, high: 1)
        }
        let effect = designEffect(shares, totals: totals, effectiveClusters: effective)
        return interval(shares, effect: effect, quantile: quantile, method)
    }

    private var count: Double { Double(tallies.count) }

    /// The weighted denominator of each cell.
    private var totals: [Double] {
        clusters.reduce(into: [Double](repeating: 0, count: tallies.count)) { totals, cluster in
            for (cell, sums) in cluster { totals[cell] += sums.denominator }
        }
    }

    private func interval(_ shares: [Double], effect: Double, quantile: Double, _ method: String) -> Interval {
        let cells = zip(shares, tallies).map { ScoreMean.Cell(share: $0, size: Double($1.denominator) / effect) }
        let ends = ScoreMean.ends(cells, quantile: quantile)
        return Interval(method: method, level: Wilson.level, low: ends.low, high: ends.high)
    }

    private func designEffect(_ shares: [Double], totals: [Double], effectiveClusters: Double) -> Double {
        let sizes = tallies.map { Double($0.denominator) }
        let effectiveUnits = count * count / sizes.reduce(0) { $0 + 1 / $1 }
        let greatest = max(1, effectiveUnits / effectiveClusters)
        let independent = zip(shares, sizes).reduce(0) { $0 + $1.0 * (1 - $1.0) / $1.1 } / (count * count)
        let withSome = clusters.count { $0.values.contains { $0.numerator > 0 } }
        let withoutAll = clusters.count { $0.values.contains { $0.numerator < $0.denominator } }
        let rarer = Double(min(withSome, withoutAll))
        guard rarer > 0, independent > 0, clusters.count > 1 else { return greatest }
        let squares = clusters.reduce(0) { sum, cluster in
            let residual =
                cluster.reduce(0) { $0 + ($1.value.numerator - shares[$1.key] * $1.value.denominator) / totals[$1.key] }
                / count
            return sum + residual * residual
        }
        let number = Double(clusters.count)
        let effect = max(1, number / (number - 1) * squares / independent)
        return (rarer * rarer * effect + greatest) / (rarer * rarer + 1)
    }
}
