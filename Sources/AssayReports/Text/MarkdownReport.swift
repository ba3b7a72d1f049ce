import AssayCore

/// A report in GitHub's Markdown: for an issue, a pull request, a model card.
public struct MarkdownReport: Sendable {
    private let report: Report
    private let lines: ReportLines

    /// A report to be written.
    public init(_ report: Report) {
        self.report = report
        lines = ReportLines(report: report)
    }

    /// The whole report, ended by a line break.
    public func render() -> String {
        let breakdowns = report.breakdowns(without: report.details).flatMap(Self.sections)
        let parts =
            [title, facts, section("Metrics", metrics), section(JuryLines.title, jury)]
            + (CalibrationTables(report)?.markdown ?? []) + GridTables(report).markdown
            + [LanguageTable.markdown(report)]
            + breakdowns
        let rest = [
            section("What became of the records", outcomes), section("Departures from the protocol", departures), notes,
        ]
        return (parts + rest).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func section(_ title: String, _ body: String) -> String {
        body.isEmpty ? "" : "## \(title)\n\n\(body)"
    }

    private var title: String {
        let mark = report.manifest.isSimulated ? "SIMULATED: " : ""
        return "# \(MarkdownTable.plain("\(mark)Assay report: \(lines.title)"))\n"
    }

    private var facts: String {
        var table = MarkdownTable([("", false), ("", false)])
        for line in lines.all { table.append([line.label, line.value]) }
        table.append(["Records", lines.counts])
        return table.render()
    }

    private var jury: String {
        guard !lines.jury.isEmpty else { return "" }
        var table = MarkdownTable([("", false), ("", false)])
        for line in lines.jury { table.append([line.label, line.value]) }
        return table.render()
    }

    private var metrics: String {
        var table = MarkdownTable([("Metric", false)] + Self.columns(report) + [("Better when", false)])
        for estimate in report.whole {
            table.append(
                ["\(estimate.title)\n\(estimate.nameWords)"] + Self.cells(of: estimate) + [estimate.directionMark])
        }
        return table.render()
    }

    private static func columns(_ report: Report) -> [(title: String, isNumber: Bool)] {
        [
            ("Value", true), ("\(report.levelWords) interval", true), ("If unresolved went either way", true),
        ]
    }

    private static func cells(of estimate: Estimate) -> [String] {
        let missing = estimate.missingWords.map { "\n\($0)" } ?? ""
        return [estimate.valueWords + missing, estimate.intervalWords, estimate.boundsWords]
    }

    private static func sections(of breakdown: Breakdown) -> [String] {
        ["## \(MarkdownTable.plain(breakdown.title))\n"]
            + breakdown.sections.map { section in
                var table = MarkdownTable([
                    (section.title, false), ("Value", true), ("Interval", true),
                    ("If unresolved went either way", true),
                ])
                for estimate in section.estimates {
                    table.append([breakdown.label(of: estimate)] + cells(of: estimate))
                }
                return table.render()
            }
    }

    private var outcomes: String {
        var table = MarkdownTable([("Outcome", false), ("Records", true), ("Share", true), ("What it means", false)])
        for entry in report.outcomes {
            let share = Figures.percent(Double(entry.count) / Double(max(1, report.counts.planned)))
            table.append([entry.outcome.name, String(entry.count), share, entry.outcome.explanation])
        }
        return table.render()
    }

    private var departures: String {
        var table = MarkdownTable([("Field", false), ("Published", false), ("Here", false), ("Why", false)])
        for departure in report.manifest.protocolUse.departures {
            table.append([departure.field, departure.published, departure.used, departure.why])
        }
        return table.render()
    }

    private var notes: String {
        guard !report.notes.isEmpty else { return "" }
        return "## Notes\n\n" + report.notes.map { "- \(MarkdownTable.plain($0))\n" }.joined()
    }
}
