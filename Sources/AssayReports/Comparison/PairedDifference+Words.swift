import AssayCore
import AssayMetrics

/// A paired difference as a reader is shown it; in points, or on the metric's own scale.
extension PairedDifference {
    /// `+4.2`; `n/a` where there is none.
    var figure: String { difference.map(points) ?? "n/a" }

    /// `-1.0 to +9.3`.
    var intervalWords: String {
        interval.map { "\(points($0.low)) to \(points($0.high))" } ?? "n/a"
    }

    /// `-1.2 to +9.9`.
    var boundsWords: String {
        bounds.map { "\(points($0.low)) to \(points($0.high))" } ?? "n/a"
    }

    /// The p-value, marked where it is a bootstrap's: `0.041`, `<0.001*`.
    var pWords: String {
        guard let test else { return "n/a" }
        if case .bootstrap = test { return Self.words(ofP: test.p) + "*" }
        return Self.words(ofP: test.p)
    }

    /// The p-value of McNemar's exact test.
    var exactWords: String { test?.exactP.map(Self.words) ?? "n/a" }

    /// The adjusted p-value.
    var adjustedWords: String { adjustedP.map(Self.words) ?? "n/a" }

    /// Whether it stands in front: neither the reading of the endpoint as it is met nor a side figure.
    var isHeadline: Bool {
        !name.hasSuffix("_system") && name != "truncated_rate" && name != "rating_contradiction_rate"
    }

    /// The slice: its values in order of the groups.
    var label: String {
        group.sorted { $0.key < $1.key }.map { $0.value.isEmpty ? "(empty)" : $0.value.printable(atMost: 200) }
            .joined(separator: ", ")
    }

    private func points(_ value: Double) -> String {
        let words = Figures.decimal(value * Scale(named: name).points)
        return words.hasPrefix("-") ? words : "+" + words
    }

    /// A run's value with what it rests on: `53.3% (89/167)`; `n/a` where there is none.
    func words(of value: Value?) -> String {
        guard let value else { return "n/a" }
        let figure = Scale(named: name).value(value.value)
        guard let denominator = value.denominator else { return figure }
        return "\(figure) (\(value.numerator.map { "\($0)/" } ?? "n = ")\(denominator))"
    }

    private static func words(ofP p: Double) -> String {
        p < 0.001 ? "<0.001" : Figures.decimal(p, places: 3)
    }
}
