import ArgumentParser
import AssayMetrics
import AssayReports
import AssaySuites
import SystemPackage

/// `assay compare`: two runs of one suite, sample by sample.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two runs sample by sample.",
        discussion: """
            Differences are B less A over the samples that both runs resolved, each with a 95 % interval and a p-value: by \
            McNemar's test (mid-p, with the exact p beside it), or by a bootstrap over clusters where samples are not \
            independent. Runs of different \
            suites or of different samples are refused.

            Examples:
              assay compare before.assay after.assay
              assay compare before.assay after.assay --flips
              assay compare before.assay after.assay --json --output comparison.json
              assay compare before.assay after.assay --fail-if 'safe_rate.difference < 0 or safe_rate.missing > 5%'
            """)

    @Argument(help: ArgumentHelp("The run to compare with.", valueName: "a"))
    var first: String

    @Argument(help: ArgumentHelp("The run to compare.", valueName: "b"))
    var second: String

    @Option(help: "The form: text or json.")
    var format: ComparisonFormat = .text

    @Flag(help: "The same as --format json.")
    var json = false

    @Flag(help: "Name every sample that changed, not the first few.")
    var flips = false

    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "path"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "End with status 3 where this holds: NAME.difference|low|high|p|worst|best|missing OP NUMBER, joined by 'or', such as 'safe_rate.high < 0'.",
            valueName: "expr"))
    var failIf: String?

    func run() throws {
        let gate = try failIf.map { try Gate(onComparison: $0) }
        let reading = try PairReading(FilePath(first), FilePath(second))
        try gate?.check(names: try reading.comparableNames())
        let report = try reading.report()
        let text =
            json || format == .json
            ? JSONComparison(report).render()
            : TextComparison(report, listsAllFlips: flips).render(
                width: output == nil ? Console.width : 100, styled: output == nil && Console.outputIsStyled)
        try Console.result(text, to: output)
        let failures = gate?.failures(in: report.comparison.differences) ?? []
        for line in failures { Console.error("gate failed: \(line)") }
        if !failures.isEmpty { throw ExitStatus.gateFailed }
    }
}

/// The forms of a comparison.
enum ComparisonFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
