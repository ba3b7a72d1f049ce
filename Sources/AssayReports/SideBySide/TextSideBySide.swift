import AssayCore

/// Several runs beside one another, for a terminal.
public struct TextSideBySide: Sendable {
    private let runs: [NamedReport]

    /// Runs to be printed, a column each.
    public init(_ runs: [NamedReport]) {
        self.runs = runs
    }

    /// The tables; long cells wrap.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - styled: whether signs for bold and dim may be used.
    /// - Returns: lines, each ended by a line break.
    public func render(width: Int = 100, styled: Bool = false) -> String {
        let sides = SideBySide(runs: runs)
        var facts = table("Run")
        for fact in sides.facts { facts.append([fact.differs ? "\(fact.label) *" : fact.label] + fact.values) }
        var metrics = table("Metric")
        for row in sides.metrics { metrics.append(["\(row.label)\n\(row.name ?? "")"] + row.cells.map(Self.cell)) }
        let sections = sides.sections.map { section in
            var table = table(section.title)
            for row in section.rows { table.append([row.label] + row.cells.map(Self.cell)) }
            return table
        }
        var notes = TextTable([.init(""), .init("", wraps: true)])
        for note in ["* not alike in all runs"] + sides.notes { notes.append(["-", note]) }
        let laid = { (tables: [TextTable]) in
            tables.filter { !$0.isEmpty }.map { $0.render(width: width, styled: styled) }
        }
        let frontiers = Frontier.all(of: runs).map { frontier in
            TextStyle.bold.applied(to: frontier.title, styled: styled) + "\n" + laid([Self.table(frontier)]).joined()
        }
        return (laid([facts, metrics]) + frontiers + laid(sections + [notes])).joined(separator: "\n")
    }

    private func table(_ heading: String) -> TextTable {
        TextTable([.init(heading, wraps: true)] + SideBySide(runs: runs).headings.map { .init($0, wraps: true) })
    }

    private static func table(_ frontier: Frontier) -> TextTable {
        var table = TextTable(frontier.headings.map { .init($0, wraps: true) })
        for row in frontier.rows { table.append(row) }
        for note in frontier.notes { table.append(remark: note) }
        return table
    }

    /// The value, what it rests on, and its interval; a run without the metric says so.
    private static func cell(_ estimate: Estimate?) -> String {
        guard let estimate else { return "not in this run" }
        return "\(estimate.figure) (\(estimate.counted))\n\(estimate.intervalWords), \(estimate.excluded) excluded"
    }
}
