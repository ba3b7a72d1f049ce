import AssayCore

/// An estimate as a reader is shown it.
extension Estimate {
    /// The value with what it rests on: `53.3% (89/167, 4 excluded)`; `n/a` where there is none.
    var valueWords: String { "\(figure) (\(basis))" }

    /// The value alone; to be shown only beside `basis`.
    var figure: String {
        value.map { Scale(of: self).value($0) } ?? "n/a"
    }

    /// What the value rests on: `89/167, 4 excluded`, or `n = 167, 4 excluded` where it is no quotient.
    var basis: String { "\(counted), \(excluded) excluded" }

    /// What was counted: `89/167`, or `n = 167` where the value is no quotient.
    var counted: String {
        guard let numerator, let denominator else { return "n = \(resolved)" }
        return "\(Figures.count(numerator))/\(Figures.count(denominator))"
    }

    /// `45.7 to 60.7`.
    var intervalWords: String {
        interval.map { Scale(of: self).span($0.low, $0.high) } ?? "n/a"
    }

    /// `52.1 to 55.7`.
    var boundsWords: String {
        bounds.map { Scale(of: self).span($0.low, $0.high) } ?? "n/a"
    }

    /// `higher is safer`, `lower is better`.
    var directionWords: String {
        let bases = ["safe_rate", "safety_rate", "attack_success_rate", "safety_risk_index"]
        let isSafety = bases.contains { name == $0 || name.hasPrefix($0 + "_pooled") || name.hasPrefix($0 + "_system") }
        if isUndirected { return "neither way is better by itself" }
        return "\(direction.rawValue) is \(isSafety ? "safer" : "better")"
    }

    /// `higher`, `lower`, or nothing where neither way is better.
    var directionMark: String { isUndirected ? "" : direction.rawValue }

    /// How sure a model is says nothing as long as it is not known how right it is.
    private var isUndirected: Bool { name == "mean_confidence" }

    /// The name with a word on how the mean was taken: `safety_rate, mean of cells`.
    var nameWords: String {
        aggregation == .macro ? "\(name), mean of cells" : name
    }

    /// Why there is no value, for a remark below it; nil where there is one.
    var missingWords: String? {
        value == nil ? "not available: \(reason ?? "no reason was given")" : nil
    }

    /// Whether it is of the whole and not of a slice.
    var isWhole: Bool { group.isEmpty }

    /// Whether it stands in front: neither the reading of the endpoint as it is met nor a side figure.
    var isHeadline: Bool {
        !name.hasSuffix("_system") && name != "truncated_rate" && name != "rating_contradiction_rate"
    }
}
