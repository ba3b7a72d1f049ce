import AssayCore

/// The sums behind a paired difference of F.
///
/// D = F of the second run less F of the first, over the samples that both answered. V is the variance of its
/// linearisation, as for F itself: z_c = what cluster c adds to the second F less what it adds to the first,
/// V = m / (m - 1) sum(z_c²) over the m clusters. The interval is Tango's on the scale of single answers: with s the step by
/// which one answer of n moves F from incorrect to correct, times n, d = D / s lies within -1...1 like a difference of
/// paired shares; it is taken at m pairs of which the share q = V m / s² + d² differs, and multiplied by s. So its width is
/// that of V where much changes, and that of Tango's where nothing does: it is never zero wide. Where pairs are weighted,
/// clustered or of several answers, m is the effective number of clusters and Student's t is taken.
struct PairedGradeSums {
    private let metric: FMeasure
    /// Samples that both runs answered.
    private(set) var pairs = 0
    /// Samples that only one run, or neither, answered.
    private(set) var leftOut = PairedDifference.LeftOut()
    /// Pairs with more correct answers in the second run, or as many of fewer attempts.
    private(set) var rose = 0
    /// Pairs with more correct answers in the first run, or as many of fewer attempts.
    private(set) var fell = 0

    private var areSingle = true
    private var firstWeight: Double?
    private var isWeighted = false
    /// Over the pairs.
    private var paired = (first: GradeSums(), second: GradeSums())
    /// Over all common samples.
    private var common = (first: GradeSums(), second: GradeSums())

    init(_ metric: FMeasure) {
        self.metric = metric
    }

    /// Adds a sample.
    ///
    /// `counts`: whether the sample may enter a value of either run; the bounds know of it in any case.
    mutating func add(
        _ one: Grades, _ other: Grades, weight: Double, cluster: Int, counts: (first: Bool, second: Bool)
    ) {
        common.first.add(one, weight: weight, cluster: cluster)
        common.second.add(other, weight: weight, cluster: cluster)
        let (hasFirst, hasSecond) = (counts.first && one.answers > 0, counts.second && other.answers > 0)
        guard leftOut.admits(first: hasFirst, second: hasSecond) else { return }
        addPair(one, other, weight: weight, cluster: cluster)
    }

    private mutating func addPair(_ one: Grades, _ other: Grades, weight: Double, cluster: Int) {
        pairs += 1
        areSingle = areSingle && one.answers == 1 && other.answers == 1
        isWeighted = isWeighted || weight != firstWeight ?? weight
        firstWeight = firstWeight ?? weight
        let change = Self.change(one, other)
        if change > 0 { rose += 1 } else if change < 0 { fell += 1 }
        paired.first.add(one, weight: weight, cluster: cluster)
        paired.second.add(other, weight: weight, cluster: cluster)
    }

    /// Above 0 where the second grades are better, below where the first are: by what is correct, then by how few of the
    /// others were attempted.
    static func change(_ one: Grades, _ other: Grades) -> Int {
        let correct = other.correct * one.answers - one.correct * other.answers
        return correct != 0 ? correct : one.attempted * other.answers - other.attempted * one.answers
    }

    /// Whether no sample is in it, answered or not.
    var isEmpty: Bool { pairs + leftOut.all == 0 }

    /// The value of both runs over the pairs; nil where a run attempts no answer.
    var values: (first: Double, second: Double)? { levels.map { ($0.first.value, $0.second.value) } }

    /// What the difference could be over all completions, over all common samples; nil where a run can have no value.
    var bounds: Bounds? {
        guard let first = metric.bounds(common.first), let second = metric.bounds(common.second) else { return nil }
        return Bounds(low: second.low - first.high, high: second.high - first.low)
    }

    /// Each cluster's part in the difference under the null that both runs have the same shares; they add up to it.
    var parts: [Double] {
        guard let levels else { return [] }
        let null = FMeasure.Level.middle(levels.first, levels.second)
        return effects(first: null, second: null)
    }

    /// The interval of the difference; nil where there is none.
    var interval: Interval? {
        guard let levels else { return nil }
        let effects = effects(first: levels.first, second: levels.second)
        let isPlain = areSingle && !isWeighted && effects.count == pairs
        let method = isPlain ? "tango-linearised" : "tango-linearised-clustered"
        let size = isPlain ? Double(pairs) : effectiveClusters
        guard let quantile = isPlain ? Wilson.quantile : StudentT.quantile(degreesOfFreedom: size - 1) else {
            return Interval(method: method, level: Wilson.level, low: -1, high: 1)
        }
        let count = Double(effects.count)
        let variance = count > 1 ? count / (count - 1) * effects.reduce(0) { $0 + $1 * $1 } : 0
        let step = max(metric.step(paired.first), metric.step(paired.second))
        let difference = (levels.second.value - levels.first.value) / step
        let differing = min(1, max(difference.magnitude, variance * size / (step * step) + difference * difference))
        let seen = Tango.Pairs(
            firstAlone: (differing - difference) / 2, secondAlone: (differing + difference) / 2, size: size)
        let ends = Tango.ends(seen, quantile: quantile)
        return Interval(
            method: method, level: Wilson.level, low: max(-1, ends.low * step), high: min(1, ends.high * step))
    }

    private var levels: (first: FMeasure.Level, second: FMeasure.Level)? {
        guard let first = metric.level(of: paired.first), let second = metric.level(of: paired.second) else {
            return nil
        }
        return (first, second)
    }

    /// What each cluster adds to the second value less what it adds to the first, linearised at levels.
    private func effects(first: FMeasure.Level, second: FMeasure.Level) -> [Double] {
        zip(paired.first.clusters, paired.second.clusters).map { one, other in
            metric.effect(of: other, in: paired.second, at: second)
                - metric.effect(of: one, in: paired.first, at: first)
        }
    }

    /// 1 / sum(w_c²), with w_c a cluster's share of the answers of both runs.
    private var effectiveClusters: Double {
        let all = paired.first.answers + paired.second.answers
        let squares = zip(paired.first.clusters, paired.second.clusters).reduce(0) { sum, cluster in
            let share = (cluster.0.answers + cluster.1.answers) / all
            return sum + share * share
        }
        return 1 / squares
    }
}
