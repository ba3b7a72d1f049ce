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
    /// `file`: named in the line where there are several.
    func fails(_ estimates: [Estimate], of file: String? = nil) throws -> Bool {
        let lines = try failIf.map { try Gate($0) }?.failures(in: estimates) ?? []
        for line in lines { Console.error("gate failed: \(file.map { "\($0): " } ?? "")\(line)") }
        return !lines.isEmpty
    }
}

extension Suite {
    /// The names that a gate may use.
    func metricNames(ruledBy jury: JuryPlan?, asking rubric: Rubric?) -> [String] {
        (metrics + metrics(of: jury, asking: rubric)).map(\.name)
    }
}
