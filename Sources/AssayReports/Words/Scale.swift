import AssayCore

/// On what scale a metric's numbers are read.
enum Scale {
    /// A fraction, shown as a percentage.
    case rate
    /// SafeBench's safety risk index, 20 to 100 as published.
    case riskIndex
    /// A coefficient from -1 to 1.
    case coefficient
    /// A score from 0 to 1 that is no share of anything.
    case score
    /// A score from 0 to 2.
    case doubleScore

    /// The scale of an estimate, told by its settled name.
    init(of estimate: Estimate) {
        self.init(named: estimate.name)
    }

    /// The scale of a metric of that name.
    init(named name: String) {
        switch name {
        case let name where name.hasPrefix("safety_risk_index"): self = .riskIndex
        case "juror_agreement": self = .coefficient
        case "expected_calibration_error", "expected_calibration_error_equal_mass", "brier_score", "auroc":
            self = .score
        case "brier_multiclass": self = .doubleScore
        default: self = .rate
        }
    }

    /// The least and the greatest value.
    var range: ClosedRange<Double> {
        switch self {
        case .rate, .score: 0...1
        case .riskIndex: 20...100
        case .coefficient: -1...1
        case .doubleScore: 0...2
        }
    }

    /// What a difference of values is multiplied by to be shown: rates differ in points.
    var points: Double { self == .rate ? 100 : 1 }

    /// A value with its unit.
    func value(_ value: Double) -> String {
        self == .rate ? Figures.percent(value) : bare(value)
    }

    /// Two values without unit: `45.7 to 60.7`.
    func span(_ low: Double, _ high: Double) -> String {
        "\(bare(low)) to \(bare(high))"
    }

    /// A value without its unit.
    func bare(_ value: Double) -> String {
        switch self {
        case .rate: Figures.decimal(value * 100)
        case .riskIndex: Figures.decimal(value)
        case .coefficient, .score, .doubleScore: Figures.decimal(value, places: 3)
        }
    }
}
