public import AssayCore

/// The two means of `correct` and `correct_given_attempted` that are called F (arXiv 2412.15265; PROTOCOLS 4.2).
///
/// With CO = k / n and CGA = k / a, for k correct of n answers of which a are not known to attempt nothing:
/// - `f_mean` = (CO + CGA) / 2: the published table and the released code;
/// - `f_harmonic` = 2 CO CGA / (CO + CGA) = 2 k / (n + a): the publication's text.
///
/// Interval: both are smooth functions of sums over independent clusters, so their variance is that of the linearisation
/// (W. G. Cochran, *Sampling Techniques*, 1977, section 9A: V = m / (m - 1) sum(z_c²)), the delta method; it is
/// shown as Wilson's interval of a proportion with that variance, at most that of m answers, so that it stays within 0...1
/// and is never zero wide. Bounds: over all completions of ungraded answers and of records without an answer; every open
/// one incorrect, or every open one correct.
public struct FMeasure: Metric {
    /// How an answer was graded.
    public typealias Label = GradeLabel

    /// `f_mean` or `f_harmonic`.
    public let name: String
    /// The name for people.
    public let title: String
    private let kind: Kind

    private enum Kind: Sendable {
        case arithmetic
        case harmonic
    }

    /// `f_mean`: the arithmetic mean.
    public static let mean = FMeasure(name: "f_mean", title: "F (arithmetic mean)", kind: .arithmetic)
    /// `f_harmonic`: the harmonic mean.
    public static let harmonic = FMeasure(name: "f_harmonic", title: "F (harmonic mean)", kind: .harmonic)

    /// The mean of the two shares; nil where one of them is.
    public func value(correct: Double, answers: Double, attempted: Double) -> Double? {
        guard answers > 0, attempted > 0 else { return nil }
        switch kind {
        case .arithmetic: return (correct / answers + correct / attempted) / 2
        case .harmonic: return 2 * correct / (answers + attempted)
        }
    }

    /// The value over all samples, with interval and bounds.
    public func measure(_ records: Records<GradeLabel>) -> Estimate {
        var sums = GradeSums()
        for sample in records.samples {
            sums.add(
                Grades(of: sample, in: records), weight: records.weight(of: sample),
                cluster: records.cluster(of: sample))
        }
        let value = value(correct: sums.correct, answers: sums.answers, attempted: sums.attempted)
        let planned = sums.units + sums.missing
        return Estimate(
            name: name, title: title, direction: .higher, aggregation: .pooled, value: value, numerator: nil,
            denominator: nil, resolved: sums.units, excluded: sums.missing,
            interval: level(of: sums).map { interval(at: $0, sums) }, bounds: bounds(sums),
            reason: value != nil ? nil : planned == 0 ? "no sample of this kind is planned" : reason(sums))
    }

    private func reason(_ sums: GradeSums) -> String {
        sums.units == 0 ? "no answer has come" : "no answer attempts one"
    }

    /// Over all completions; nil where there can be no value.
    func bounds(_ sums: GradeSums) -> Bounds? {
        let (answers, attempted) = (sums.answers + sums.open, sums.attempted + sums.open)
        let most = sums.correct + sums.ungraded + sums.open
        guard let low = value(correct: sums.correct, answers: answers, attempted: attempted),
            let high = value(correct: most, answers: answers, attempted: attempted)
        else { return nil }
        return Bounds(low: min(low, high), high: high)
    }

    private func interval(at level: Level, _ sums: GradeSums) -> Interval {
        let clusters = sums.clusters
        let count = Double(clusters.count)
        let method = "wilson-linearised"
        guard count > 1, let quantile = StudentT.quantile(degreesOfFreedom: count - 1) else {
            return Interval(method: method, level: Wilson.level, low: 0, high: 1)
        }
        let effects = clusters.map { effect(of: $0, in: sums, at: level) }
        let variance = count / (count - 1) * effects.reduce(0) { $0 + $1 * $1 }
        let spread = level.value * (1 - level.value)
        let size = variance > spread / count ? spread / variance : count
        let ends = Wilson.ends(min(1, max(0, level.value)), size: max(size, 1), quantile: quantile)
        return Interval(method: method, level: Wilson.level, low: ends.low, high: ends.high)
    }

    /// The value, and the two shares that it is a mean of.
    struct Level {
        let value: Double
        let ofAnswers: Double
        let ofAttempted: Double

        /// Half-way between two.
        static func middle(_ one: Level, _ other: Level) -> Level {
            Level(
                value: (one.value + other.value) / 2, ofAnswers: (one.ofAnswers + other.ofAnswers) / 2,
                ofAttempted: (one.ofAttempted + other.ofAttempted) / 2)
        }
    }

    /// Nil where one of the shares is.
    func level(of sums: GradeSums) -> Level? {
        value(correct: sums.correct, answers: sums.answers, attempted: sums.attempted).map {
            Level(value: $0, ofAnswers: sums.correct / sums.answers, ofAttempted: sums.correct / sums.attempted)
        }
    }

    /// How far a cluster moves the value from a level, to first order; at the sums' own level the effects add up to 0.
    func effect(of cluster: GradeSums.Cluster, in sums: GradeSums, at level: Level) -> Double {
        switch kind {
        case .arithmetic:
            let ofAll = (cluster.correct - level.ofAnswers * cluster.answers) / sums.answers
            let ofAttempted = (cluster.correct - level.ofAttempted * cluster.attempted) / sums.attempted
            return (ofAll + ofAttempted) / 2
        case .harmonic:
            return (2 * cluster.correct - level.value * (cluster.answers + cluster.attempted))
                / (sums.answers + sums.attempted)
        }
    }

    /// How far one answer that becomes correct moves the value, times the answers; at least 1.
    func step(_ sums: GradeSums) -> Double {
        switch kind {
        case .arithmetic: (1 + sums.answers / sums.attempted) / 2
        case .harmonic: 2 * sums.answers / (sums.answers + sums.attempted)
        }
    }
}
