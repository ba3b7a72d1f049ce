import ArgumentParser
import AssayCore
import AssayReports
import AssaySuites
import SystemPackage

/// `assay leaderboard`: runs beside the published rows of their suites.
struct LeaderboardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leaderboard",
        abstract: "Set runs beside the published rows of their suites.",
        discussion: """
            Each suite has tables of its own, one for each published table; a column holds one estimator, so that a mean of \
            cells never stands under a rate over records. A run stands beside published rows with its departures from how \
            they were made. Runs have intervals and a range of ranks; published rows have neither.

            Examples:
              assay leaderboard run.assay
              assay leaderboard *.assay --format html --output leaderboard.html
              assay leaderboard a.assay b.assay --sort over_refusal_rate --format markdown
              assay leaderboard run.assay --json
            """)

    @Argument(help: "The run files.")
    var files: [String]

    @Option(help: "The form: text, markdown, json, html or csv.")
    var format: ReportFormat = .text

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Sort by this metric, the best first, where a table has it; else by the table's headline.",
            valueName: "metric"))
    var sort: String?

    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "path"))
    var output: String?

    func run() throws {
        let entries = try files.map { file in
            let reading = try RunReading(FilePath(file))
            let run = NamedReport(file: FilePath(file).lastComponent?.string ?? file, report: try reading.report())
            return Leaderboard.Entry(run, departures: try PublishedDepartures(run.report.manifest).byProtocol())
        }
        let leaderboard = Leaderboard(entries, beside: PublishedTables.all, sortedBy: sort)
        if let sort, !leaderboard.metricNames.contains(sort) {
            throw CommandFault(
                "--sort \(sort.printable(atMost: 80)): no table has such a column; there are "
                    + leaderboard.metricNames.joined(separator: ", "))
        }
        try Console.result(render(leaderboard), to: output)
    }

    private func render(_ leaderboard: Leaderboard) throws -> String {
        switch json ? .json : format {
        case .text:
            TextLeaderboard(leaderboard).render(
                width: output == nil ? Console.width : 100, styled: output == nil && Console.outputIsStyled)
        case .markdown: TextLeaderboard(leaderboard).renderMarkdown()
        case .json: JSONLeaderboard(leaderboard).render()
        case .html: try HTMLLeaderboard(leaderboard).render()
        case .csv: CSVLeaderboard(leaderboard).render()
        }
    }
}

/// Where a run departs from the protocols of the published tables of its suite.
struct PublishedDepartures {
    private let manifest: Manifest

    init(_ manifest: Manifest) {
        self.manifest = manifest
    }

    /// The departures by protocol: as the run recorded them where it follows the protocol, else worked out from what it used.
    func byProtocol() throws -> [String: [Departure]] {
        let suite = try Catalogue.suite(of: manifest)
        var found = [manifest.protocolUse.name: manifest.protocolUse.departures]
        for table in PublishedTables.tables(beside: suite.name) where found[table.protocolName] == nil {
            guard let preset = suite.protocols.first(where: { $0.name == table.protocolName }) else { continue }
            var used = UsedFields(
                manifest.settings, judge: UsedFields.judge(manifest.models.mapValues(\.name)), jury: manifest.jury,
                rubric: manifest.rubric,
                fixed: suite.fixedFields)
            // Who asked, or ruled, elsewhere did not say how.
            if [.responses, .judgements].contains(manifest.origin?.kind) {
                used.forget(.target, among: preset.published)
            }
            if manifest.origin?.kind == .judgements { used.forget(.judge, among: preset.published) }
            found[preset.name] = preset.departures(used: used.values).map(asOfOwnProtocol)
        }
        return found
    }

    /// What is no option's doing may be that of the protocol that the run follows.
    private func asOfOwnProtocol(_ departure: Departure) -> Departure {
        guard departure.why == Departure.byOption else { return departure }
        return Departure(
            field: departure.field, published: departure.published, used: departure.used,
            why: "by the protocol \(manifest.protocolUse.name), which the run follows, or by an option")
    }
}
