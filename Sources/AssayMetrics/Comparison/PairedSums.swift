import AssayCore

/// Running sums of pairs over clusters: enough for a difference of weighted shares and its interval.
///
/// **Independent pairs of one unit and one weight**: Tango's score interval at n, exactly.
///
/// **Otherwise** Tango's interval at n / deff with Student's t, by the rules of `ClusterSums`: the design effect is the
/// variance between clusters of the linearised difference over that of independent pairs, (q - D²) / n with q the share
/// of units that differ, never below 1; it moves towards the worst case, clusters that are as one, the fewer clusters
/// differ from what most do; degrees of freedom are Kish's effective number of clusters less one.
struct PairedSums {
    private var clusters: [Cluster] = []

    private struct Cluster {
        var firstNumerator = 0.0
        var firstDenominator = 0.0
        var secondNumerator = 0.0
        var secondDenominator = 0.0
        /// Units that rose and that fell, weighted.
        var rose = 0.0
        var fell = 0.0
        /// Units, weighted and not.
        var weight = 0.0
        var units = 0.0
    }

    /// How many clusters.
    var count: Int { clusters.count }

    /// Adds a pair to a cluster; clusters are numbered from 0 as they come.
    mutating func add(_ first: Share, _ second: Share, weight: Double, to place: Int) {
        if place == clusters.count { clusters.append(Cluster()) }
        let (firstOf, secondOf) = (Double(first.denominator), Double(second.denominator))
        let units = (firstOf + secondOf) / 2
        let change = Double(second.numerator) / secondOf - Double(first.numerator) / firstOf
        clusters[place].firstNumerator += weight * Double(first.numerator)
        clusters[place].firstDenominator += weight * firstOf
        clusters[place].secondNumerator += weight * Double(second.numerator)
        clusters[place].secondDenominator += weight * secondOf
        clusters[place].rose += weight * units * max(0, change)
        clusters[place].fell += weight * units * max(0, -change)
        clusters[place].weight += weight * units
        clusters[place].units += units
    }

    /// The weighted shares; only where there are pairs.
    var values: (first: Double, second: Double) {
        let all = total
        return (all.firstNumerator / all.firstDenominator, all.secondNumerator / all.secondDenominator)
    }

    private var total: Cluster {
        clusters.reduce(into: Cluster()) { all, cluster in
            all.firstNumerator += cluster.firstNumerator
            all.firstDenominator += cluster.firstDenominator
            all.secondNumerator += cluster.secondNumerator
            all.secondDenominator += cluster.secondDenominator
            all.rose += cluster.rose
            all.fell += cluster.fell
            all.weight += cluster.weight
            all.units += cluster.units
        }
    }

    /// Each cluster's part in the difference, linearised at a common share; they add up to the difference.
    func parts(of values: (first: Double, second: Double), under share: Double) -> [Double] {
        residuals(first: share, second: share)
    }

    private func residuals(first: Double, second: Double) -> [Double] {
        let all = total
        return clusters.map { cluster in
            (cluster.secondNumerator - second * cluster.secondDenominator) / all.secondDenominator
                - (cluster.firstNumerator - first * cluster.firstDenominator) / all.firstDenominator
        }
    }

    /// The interval of independent pairs of one unit and one weight.
    static func interval(firstAlone: Int, secondAlone: Int, pairs: Int) -> Interval {
        let size = Double(pairs)
        let seen = Tango.Pairs(
            firstAlone: Double(firstAlone) / size, secondAlone: Double(secondAlone) / size, size: size)
        let ends = Tango.ends(seen, quantile: Wilson.quantile)
        return Interval(method: "tango", level: Wilson.level, low: ends.low, high: ends.high)
    }

    /// The interval of clustered or weighted pairs.
    func interval(of values: (first: Double, second: Double)) -> Interval {
        let method = "tango-clustered"
        let all = total
        let effective = all.weight * all.weight / clusters.reduce(0) { $0 + $1.weight * $1.weight }
        guard let quantile = StudentT.quantile(degreesOfFreedom: effective - 1) else {
            return Interval(method: method, level: Wilson.level, low: -1, high: 1)
        }
        let difference = values.second - values.first
        // Shares of unequal denominators may differ by more than the units that are seen to.
        let differing = min(1, max((all.rose + all.fell) / all.weight, difference.magnitude))
        let effect = designEffect(of: values, differing: differing, effectiveClusters: effective)
        let seen = Tango.Pairs(
            firstAlone: (differing - difference) / 2, secondAlone: (differing + difference) / 2,
            size: all.units / effect)
        let ends = Tango.ends(seen, quantile: quantile)
        return Interval(method: method, level: Wilson.level, low: ends.low, high: ends.high)
    }

    private func designEffect(
        of values: (first: Double, second: Double), differing: Double, effectiveClusters: Double
    ) -> Double {
        let units = total.units
        let greatest = max(1, units / effectiveClusters)
        let difference = values.second - values.first
        let independent = (differing - difference * difference) / units
        guard clustersUnlikeMost > 0, independent > 0 else { return greatest }
        let squares = residuals(first: values.first, second: values.second).reduce(0) { $0 + $1 * $1 }
        let variance = Double(count) / Double(count - 1) * squares
        let weight = Double(clustersUnlikeMost * clustersUnlikeMost)
        return (weight * max(1, variance / independent) + greatest) / (weight + 1)
    }

    /// Clusters that are not wholly like the most: unchanged, risen, or fallen.
    private var clustersUnlikeMost: Int {
        let unchanged = clusters.count { $0.rose == 0 && $0.fell == 0 }
        let risen = clusters.count { $0.rose >= $0.weight * (1 - 1e-9) }
        let fallen = clusters.count { $0.fell >= $0.weight * (1 - 1e-9) }
        return count - max(unchanged, risen, fallen)
    }
}
