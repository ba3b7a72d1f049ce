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
        var sums = Sums()
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
            interval: value.map { interval(of: $0, sums) }, bounds: bounds(sums),
            reason: value != nil ? nil : planned == 0 ? "no sample of this kind is planned" : reason(sums))
    }

    private func reason(_ sums: Sums) -> String {
        sums.units == 0 ? "no answer has come" : "no answer attempts one"
    }

    private func bounds(_ sums: Sums) -> Bounds? {
        let (answers, attempted) = (sums.answers + sums.open, sums.attempted + sums.open)
        let most = sums.correct + sums.ungraded + sums.open
        guard let low = value(correct: sums.correct, answers: answers, attempted: attempted),
            let high = value(correct: most, answers: answers, attempted: attempted)
        else { return nil }
        return Bounds(low: min(low, high), high: high)
    }

    private func interval(of value: Double, _ sums: Sums) -> Interval {
        let clusters = sums.clusters.values.sorted { $0.place < $1.place }
        let count = Double(clusters.count)
        let method = "wilson-linearised"
        guard count > 1, let quantile = StudentT.quantile(degreesOfFreedom: count - 1) else {
            return Interval(method: method, level: Wilson.level, low: 0, high: 1)
        }
        let squares = clusters.reduce(0) { $0 + effect(of: $1, on: value, sums) * effect(of: $1, on: value, sums) }
        let variance = count / (count - 1) * squares
        let spread = value * (1 - value)
        let size = variance > spread / count ? spread / variance : count
        let ends = Wilson.ends(min(1, max(0, value)), size: max(size, 1), quantile: quantile)
        return Interval(method: method, level: Wilson.level, low: ends.low, high: ends.high)
    }

    /// How far a cluster moves the value, to first order; the sum over clusters is 0.
    private func effect(of cluster: Sums.Cluster, on value: Double, _ sums: Sums) -> Double {
        switch kind {
        case .arithmetic:
            let ofAll = (cluster.correct - sums.correct / sums.answers * cluster.answers) / sums.answers
            let ofAttempted = (cluster.correct - sums.correct / sums.attempted * cluster.attempted) / sums.attempted
            return (ofAll + ofAttempted) / 2
        case .harmonic:
            return (2 * cluster.correct - value * (cluster.answers + cluster.attempted))
                / (sums.answers + sums.attempted)
        }
    }

    /// Weighted sums over samples, and by cluster.
    private struct Sums {
        struct Cluster {
            let place: Int
            var correct = 0.0
            var answers = 0.0
            var attempted = 0.0
        }

        var units = 0
        var missing = 0
        var correct = 0.0
        var answers = 0.0
        var attempted = 0.0
        var ungraded = 0.0
        var open = 0.0
        var clusters: [Int: Cluster] = [:]

        mutating func add(_ grades: Grades, weight: Double, cluster: Int) {
            units += grades.answers
            missing += grades.missing
            open += weight * Double(grades.missing)
            guard grades.answers > 0 else { return }
            correct += weight * Double(grades.correct)
            answers += weight * Double(grades.answers)
            attempted += weight * Double(grades.attempted)
            ungraded += weight * Double(grades.ungraded)
            var sums = clusters[cluster] ?? Cluster(place: clusters.count)
            sums.correct += weight * Double(grades.correct)
            sums.answers += weight * Double(grades.answers)
            sums.attempted += weight * Double(grades.attempted)
            clusters[cluster] = sums
        }
    }
}
