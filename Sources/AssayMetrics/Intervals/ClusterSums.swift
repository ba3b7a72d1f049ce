import AssayCore

/// Running sums over independent clusters of units: enough for a weighted share and its interval.
///
/// **Singletons of one weight**: Wilson's interval at n, exactly.
///
/// **Otherwise** Wilson's interval at n / deff, with Student's t in place of the normal quantile.
/// - Design effect (L. Kish, *Survey Sampling*, 1965, sections 5.4 and 8.2): the variance between clusters, over the
///   variance p (1 - p) / n of independent units, never below 1. For p = sum(k_c) / sum(d_c) of the clusters' weighted
///   sums k_c and d_c, linearised (W. G. Cochran, *Sampling Techniques*, 1977, section 9A):
///   V = m / (m - 1) sum((k_c - p d_c)²) / sum(d_c)².
/// - Where no two clusters are seen to differ, V is 0 and says nothing: the size is then Kish's effective number of
///   clusters m' = sum(d_c)² / sum(d_c²), as if the units of a cluster always agreed. The more clusters hold the rarer
///   ruling, the more the measured effect is believed: with g of them, deff = (g² deff_V + n / m') / (g² + 1). Simulated
///   coverage of rare rates (0.5 %) falls below 93 % without this.
/// - Degrees of freedom: m' - 1, which is m - 1 for clusters of one size and less where a few clusters hold most of the
///   weight (A. V. Carter, K. T. Schnepel, D. G. Steigerwald, *Review of Economics and Statistics* 99 (2017) 698-709).
///   One cluster says nothing: [0, 1].
struct ClusterSums {
    private(set) var units = 0
    private var clusters = 0.0
    private var numerator = 0.0
    private var denominator = 0.0
    private var squaredNumerators = 0.0
    private var products = 0.0
    private var squaredDenominators = 0.0
    private var clustersWithSome = 0.0
    private var clustersWithoutAll = 0.0
    private var firstDenominator: Double?
    private var isPlain = true

    /// Adds a cluster of one unit or more; sums are weighted.
    mutating func add(units: Int, numerator: Double, denominator: Double) {
        self.units += units
        clusters += 1
        self.numerator += numerator
        self.denominator += denominator
        squaredNumerators += numerator * numerator
        products += numerator * denominator
        squaredDenominators += denominator * denominator
        if numerator > 0 { clustersWithSome += 1 }
        if numerator < denominator { clustersWithoutAll += 1 }
        isPlain = isPlain && units == 1 && denominator == firstDenominator ?? denominator
        firstDenominator = firstDenominator ?? denominator
    }

    /// The weighted share; nil where there is no weight.
    var value: Double? {
        guard denominator > 0 else { return nil }
        // Counted, so that weights of 1/3 give no other share than weights of 1.
        return isPlain ? clustersWithSome / clusters : numerator / denominator
    }

    /// The interval of the share; nil where there is no weight.
    var interval: Interval? {
        guard let value else { return nil }
        if isPlain { return Wilson.interval(value, size: clusters) }
        let effectiveClusters = denominator * denominator / squaredDenominators
        guard let quantile = StudentT.quantile(degreesOfFreedom: effectiveClusters - 1) else {
            return Interval(method: Self.method, level: Wilson.level, low: 0, high: 1)
        }
        let size = Double(units) / designEffect(of: value, effectiveClusters: effectiveClusters)
        let ends = Wilson.ends(value, size: size, quantile: quantile)
        return Interval(method: Self.method, level: Wilson.level, low: ends.low, high: ends.high)
    }

    private static let method = "wilson-clustered"

    private func designEffect(of value: Double, effectiveClusters: Double) -> Double {
        let greatest = max(1, Double(units) / effectiveClusters)
        let rarer = min(clustersWithSome, clustersWithoutAll)
        guard rarer > 0 else { return greatest }
        // Rounding may leave a sum of squares a trace below zero.
        let squares = max(0, squaredNumerators - 2 * value * products + value * value * squaredDenominators)
        let variance = clusters / (clusters - 1) * squares / (denominator * denominator)
        let effect = max(1, variance / (value * (1 - value) / Double(units)))
        return (rarer * rarer * effect + greatest) / (rarer * rarer + 1)
    }
}
