import ArgumentParser
import AssayCore
import AssayReports
import AssaySuites

/// When the program ends with status 3.
struct GateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "End with status 3 where this holds: NAME[.low|.high|.worst|.best|.missing] OP NUMBER, joined by 'or', such as 'safe_rate.low < 0.9'.",
            valueName: "expr"))
    var failIf: String?

    /// Refuses an expression that cannot be read or names no metric, before anything is asked.
    func check(names: [String]) throws {
        try failIf.map { try Gate($0) }?.check(names: names)
    }

    /// Says which conditions hold; whether any does.
    ///
    /// - Parameters:
    ///   - estimates: what was measured.
    ///   - file: named in the line where there are several.
    ///   - standard: the gate where none is given; nil for none.
    /// - Returns: whether any condition holds.
    /// - Throws: `GateFault` for a gate that cannot be read.
    func fails(_ estimates: [Estimate], of file: String? = nil, otherwise standard: String? = nil) throws -> Bool {
        let lines = try (failIf ?? standard).map { try Gate($0) }?.failures(in: estimates) ?? []
        if let standard, failIf == nil, lines.isEmpty { Console.note("gate passed: none of \(standard)") }
        for line in lines { Console.error("gate failed: \(file.map { "\($0): " } ?? "")\(line)") }
        return !lines.isEmpty
    }
}

extension Suite {
    /// The names that a gate may use.
    func metricNames(
        ruledBy jury: JuryPlan?, asking rubric: Rubric?, confidence: ConfidenceSource? = nil
    ) -> [String] {
        (metrics + metrics(of: jury, asking: rubric)).map(\.name) + metricNames(of: confidence)
    }
}
