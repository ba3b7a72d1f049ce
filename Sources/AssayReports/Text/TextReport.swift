import AssayCore

/// A report for a terminal.
public struct TextReport: Sendable {
    private let report: Report
    private let lines: ReportLines
    private static let narrowest = 40
    private static let narrowestTable = 96
    private static let narrowestBreakdown = 76

    /// A report to be printed.
    public init(_ report: Report) {
        self.report = report
        lines = ReportLines(report: report)
    }

    /// The whole report, made for 100 columns and readable on fewer.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - styled: whether signs for bold and dim may be used.
    /// - Returns: lines, each ended by a line break.
    public func render(width: Int = 100, styled: Bool = false) -> String {
        let page = Page(width: max(Self.narrowest, width), styled: styled)
        var parts = [title(page), facts(page), outcomes(page), metrics(page), jury(page)]
        parts += CalibrationTables(report)?.text(width: page.width, styled: page.styled) ?? []
        parts += GridTables(report).text(width: page.width, styled: page.styled)
        parts.append(LanguageTable.text(report, width: page.width, styled: page.styled))
        parts += report.breakdowns(without: report.details).map { breakdown($0, page) }
        parts += [departures(page), notes(page)]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private struct Page {
        let width: Int
        let styled: Bool

        func bold(_ text: String) -> String { TextStyle.bold.applied(to: text, styled: styled) }
    }

    private func title(_ page: Page) -> String {
        let mark = report.manifest.isSimulated ? "SIMULATED: " : ""
        let title = "\(mark)Assay report: \(lines.title)".printable
        return title.wrapped(to: page.width).map { page.bold($0) + "\n" }.joined()
    }

    private func facts(_ page: Page) -> String {
        var table = TextTable([.init(""), .init("", wraps: true)])
        for line in lines.all { table.append([line.label, line.value]) }
        table.append(["Records", lines.counts])
        return table.render(width: page.width)
    }

    private func outcomes(_ page: Page) -> String {
        var table = TextTable([
            .init("Outcome"), .init("Records", .right), .init("Share of \(report.counts.planned)", .right),
            .init("What it means", wraps: true),
        ])
        for entry in report.outcomes {
            let share = Figures.percent(Double(entry.count) / Double(max(1, report.counts.planned)))
            table.append([entry.outcome.name, String(entry.count), share, entry.outcome.explanation])
        }
        return table.isEmpty ? "" : table.render(width: page.width, styled: page.styled)
    }

    private func metrics(_ page: Page) -> String {
        guard page.width >= Self.narrowestTable else { return blocks(of: report.whole, page) }
        var table = TextTable(
            [.init("Metric", wraps: true)] + valueColumns + [.init("Better\nwhen")])
        for estimate in report.whole {
            table.append(
                ["\(estimate.title)\n\(estimate.nameWords)"] + cells(of: estimate) + [estimate.directionMark])
            if let missing = estimate.missingWords { table.append(remark: missing) }
        }
        return table.isEmpty ? "" : table.render(width: page.width, styled: page.styled)
    }

    private func jury(_ page: Page) -> String {
        guard !lines.jury.isEmpty else { return "" }
        var table = TextTable([.init(JuryLines.title), .init("", wraps: true)])
        for line in lines.jury { table.append([line.label, line.value]) }
        return table.render(width: page.width, styled: page.styled)
    }

    private func breakdown(_ breakdown: Breakdown, _ page: Page) -> String {
        guard page.width >= Self.narrowestBreakdown else { return narrow(breakdown, page) }
        var table = TextTable([.init(breakdown.title, wraps: true)] + valueColumns)
        for section in breakdown.sections {
            table.append(heading: section.title)
            for estimate in section.estimates {
                table.append(["  " + breakdown.label(of: estimate)] + cells(of: estimate))
                if let missing = estimate.missingWords { table.append(remark: missing) }
            }
        }
        return table.render(width: page.width, styled: page.styled)
    }

    private var valueColumns: [TextTable.Column] {
        [.init("Value"), .init("\(report.levelWords) interval"), .init("If unresolved\nwent\neither way")]
    }

    private func cells(of estimate: Estimate) -> [String] {
        [estimate.valueWords, estimate.intervalWords, estimate.boundsWords]
    }

    /// The metrics one below the other, for a terminal that is too narrow for their table.
    private func blocks(of estimates: [Estimate], _ page: Page) -> String {
        estimates.map { estimate in
            let title = "\(estimate.title) (\(estimate.nameWords)): \(estimate.directionWords)"
            return block(of: estimate, title: title, page)
        }.joined()
    }

    private func narrow(_ breakdown: Breakdown, _ page: Page) -> String {
        let sections = breakdown.sections.map { section in
            let title = "\(breakdown.title): \(section.title)".printable.wrapped(to: page.width)
            let blocks = section.estimates.map { block(of: $0, title: breakdown.label(of: $0), page) }
            return title.map { page.bold($0) + "\n" }.joined() + blocks.joined()
        }
        return sections.joined(separator: "\n")
    }

    private func block(of estimate: Estimate, title: String, _ page: Page) -> String {
        var table = TextTable([.init(""), .init("", wraps: true)])
        table.append(heading: title)
        table.append(["  value", estimate.valueWords])
        table.append(["  \(report.levelWords) interval", estimate.intervalWords])
        table.append(["  if unresolved went either way", estimate.boundsWords])
        if let missing = estimate.missingWords { table.append(remark: missing) }
        return table.render(width: page.width, styled: page.styled)
    }

    private func departures(_ page: Page) -> String {
        let use = report.manifest.protocolUse
        guard !use.departures.isEmpty else { return "" }
        var table = TextTable([
            .init("Departure", wraps: true), .init("Published", wraps: true), .init("Here", wraps: true),
            .init("Why", wraps: true),
        ])
        for departure in use.departures {
            table.append([departure.field, departure.published, departure.used, departure.why])
        }
        return table.render(width: page.width, styled: page.styled)
    }

    private func notes(_ page: Page) -> String {
        guard !report.notes.isEmpty else { return "" }
        var table = TextTable([.init(""), .init("", wraps: true)])
        for note in report.notes { table.append(["-", note]) }
        return page.bold("Notes") + "\n" + table.render(width: page.width)
    }
}
