import AssayCore

/// A weighted mean of numbers from 0 to 1 that lie in clusters, and its interval.
///
/// value = sum(w x) / sum(w). Its variance is that of its linearisation (W. G. Cochran, *Sampling Techniques*, 1977, section
/// 9A): V = m / (m - 1) sum(z_c²) / sum(w)², with z_c the sum of w (x - value) over cluster c of m.
///
/// The interval is Wilson's at the number of independent shares whose mean would vary as much, value (1 - value) / V, with
/// Student's t at m' - 1 degrees of freedom, m' being Kish's effective number of clusters. What few clusters show of V is
/// little believed: with g of them on the rarer side, V counts g² times beside once the variance value (1 - value) / m' of
/// shares, the greatest that numbers from 0 to 1 with this mean can have (as `ClusterSums` does). So it is never zero wide, and
/// a run without a single wrong answer does not pass for one that could have none. One cluster says nothing: [0, 1].
struct ClusteredMean {
    private var sums: [Sum] = []
    private var weight = 0.0
    private var total = 0.0
    private var count = 0
    private var firstWeight: Double?
    /// Whether weights differ.
    private(set) var isWeighted = false

    private struct Sum {
        var weight = 0.0
        var total = 0.0
        /// Units on one of the two sides.
        var marked = 0
        var count = 0
    }

    /// Adds a number; `isMarked` says on which of two sides it is.
    mutating func add(_ value: Double, weight: Double, cluster: Int, isMarked: Bool) {
        if cluster >= sums.count {
            sums += Array(repeating: Sum(), count: cluster + 1 - sums.count)
        }
        sums[cluster].weight += weight
        sums[cluster].total += weight * value
        sums[cluster].marked += isMarked ? 1 : 0
        sums[cluster].count += 1
        self.weight += weight
        total += weight * value
        count += 1
        isWeighted = isWeighted || weight != firstWeight ?? weight
        firstWeight = firstWeight ?? weight
    }

    /// How many numbers.
    var units: Int { count }
    /// The sum of the weighted numbers, and of the weights.
    var parts: (total: Double, weight: Double) { (total, weight) }
    /// The mean; nil of nothing.
    var value: Double? { weight > 0 ? total / weight : nil }

    /// The interval; nil of nothing.
    var interval: Interval? {
        guard let value else { return nil }
        let held = sums.filter { $0.count > 0 }
        let squares = held.reduce(0) { $0 + $1.weight * $1.weight }
        let effective = weight * weight / squares
        guard held.count > 1, let quantile = StudentT.quantile(degreesOfFreedom: effective - 1) else {
            return Interval(method: Self.method, level: Wilson.level, low: 0, high: 1)
        }
        let spread = held.reduce(0) { sum, cluster in
            let away = cluster.total - value * cluster.weight
            return sum + away * away
        }
        let clusters = Double(held.count)
        let variance = clusters / (clusters - 1) * spread / (weight * weight)
        let rarer = Double(min(held.count { $0.marked > 0 }, held.count { $0.marked < $0.count }))
        return Self.interval(of: value, variance: variance, atMost: effective, believed: rarer, quantile: quantile)
    }

    static let method = "wilson-linearised"

    /// Wilson's interval at the size at which a share varies as much as a value does.
    ///
    /// `clusters`: the size that is taken where nothing is known of the variance; `rarer`: how far it is believed.
    static func interval(
        of value: Double, variance: Double, atMost clusters: Double, believed rarer: Double, quantile: Double
    ) -> Interval {
        // A quotient of rounded sums may leave the range by a trace.
        let value = min(1, max(0, value))
        let most = value * (1 - value)
        // Below a trace the quotient is of rounding alone.
        let seen = most > 1e-15 ? variance / most : 1 / clusters
        let inverse = (rarer * rarer * seen + 1 / clusters) / (rarer * rarer + 1)
        let ends = Wilson.ends(value, size: 1 / inverse, quantile: quantile)
        return Interval(
            method: method, level: Wilson.level, low: min(ends.low, value), high: max(ends.high, value))
    }
}
