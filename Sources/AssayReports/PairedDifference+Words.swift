import AssayCore
import AssayMetrics

/// A paired difference as a reader is shown it; all of them are differences of rates, in points.
extension PairedDifference {
    /// `+4.2`; `n/a` where there is none.
    var figure: String { difference.map(Self.points) ?? "n/a" }

    /// `-1.0 to +9.3`.
    var intervalWords: String {
        interval.map { "\(Self.points($0.low)) to \(Self.points($0.high))" } ?? "n/a"
    }

    /// `-1.2 to +9.9`.
    var boundsWords: String {
        bounds.map { "\(Self.points($0.low)) to \(Self.points($0.high))" } ?? "n/a"
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
    var isHeadline: Bool { !name.hasSuffix("_system") && name != "truncated_rate" }

    /// The slice: its values in order of the groups.
    var label: String {
        group.sorted { $0.key < $1.key }.map { $0.value.isEmpty ? "(empty)" : $0.value.printable(atMost: 200) }
            .joined(separator: ", ")
    }

    private static func points(_ value: Double) -> String {
        let words = Figures.decimal(value * 100)
        return words.hasPrefix("-") ? words : "+" + words
    }

    private static func words(ofP p: Double) -> String {
        p < 0.001 ? "<0.001" : Figures.decimal(p, places: 3)
    }
}

extension PairedDifference.Value {
    /// `53.3% (89/167)`.
    var words: String {
        guard let numerator, let denominator else { return Figures.percent(value) }
        return "\(Figures.percent(value)) (\(numerator)/\(denominator))"
    }
}
