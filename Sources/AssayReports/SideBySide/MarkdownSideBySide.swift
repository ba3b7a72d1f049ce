import AssayCore

/// Several runs beside one another, in GitHub's Markdown.
public struct MarkdownSideBySide: Sendable {
    private let runs: [NamedReport]

    /// Runs to be written, a column each.
    public init(_ runs: [NamedReport]) {
        self.runs = runs
    }

    /// The tables, ended by a line break.
    public func render() -> String {
        let sides = SideBySide(runs: runs)
        var facts = table("Run")
        for fact in sides.facts { facts.append([fact.differs ? "\(fact.label) *" : fact.label] + fact.values) }
        var metrics = table("Metric")
        for row in sides.metrics { metrics.append(["\(row.label)\n\(row.name ?? "")"] + row.cells.map(Self.cell)) }
        let sections = sides.sections.map { section in
            var table = table(section.title)
            for row in section.rows { table.append([row.label] + row.cells.map(Self.cell)) }
            return table.render()
        }
        let notes = (["* not alike in all runs"] + sides.notes).map { "- \(MarkdownTable.plain($0))\n" }.joined()
        let parts =
            ["# Assay: runs side by side\n", facts.render(), metrics.render()]
            + Frontier.all(of: runs).map(Self.section) + sections + [notes]
        return parts.joined(separator: "\n")
    }

    private func table(_ heading: String) -> MarkdownTable {
        MarkdownTable([(heading, false)] + SideBySide(runs: runs).headings.map { ($0, false) })
    }

    private static func section(_ frontier: Frontier) -> String {
        var table = MarkdownTable(frontier.headings.map { ($0, false) })
        for row in frontier.rows { table.append(row) }
        let notes = frontier.notes.map { "- \(MarkdownTable.plain($0))\n" }.joined()
        return "## \(MarkdownTable.plain(frontier.title))\n\n\(table.render())\n\(notes)"
    }

    private static func cell(_ estimate: Estimate?) -> String {
        guard let estimate else { return "not in this run" }
        return "\(estimate.figure) (\(estimate.counted))\n\(estimate.intervalWords), \(estimate.excluded) excluded"
    }
}
