/// Numbers as they are printed, the same in every locale; this is the only place where they are rounded.
enum Figures {
    /// A fraction as a percentage with one decimal: `53.3%`.
    static func percent(_ fraction: Double) -> String {
        decimal(fraction * 100) + "%"
    }

    /// A part of a whole as a percentage, with both: `2.4% (12/501)`.
    static func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "none" : "\(percent(Double(part) / Double(whole))) (\(part)/\(whole))"
    }

    /// A number with a fixed count of decimals, halves rounded away from zero.
    static func decimal(_ value: Double, places: Int = 1) -> String {
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        let shifted = (value.magnitude * Double(scale)).rounded()
        guard shifted.isFinite, shifted < 1e15 else { return "n/a" }
        let digits = Int(shifted)
        let fraction = String(digits % scale)
        let zeros = String(repeating: "0", count: places - fraction.count)
        return "\(value < 0 && digits > 0 ? "-" : "")\(digits / scale).\(zeros)\(fraction)"
    }

    /// A count: without decimals where it is whole, with one where weights or trials split it.
    static func count(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : decimal(value)
    }

    /// A count with its noun: `1 sample`, `2 samples`.
    static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count) \(count == 1 ? one : many ?? one + "s")"
    }
}
