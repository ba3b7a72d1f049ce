import AssayCore
import Mustache

/// Several runs beside one another as one page that needs nothing else.
public struct HTMLSideBySide: Sendable {
    private let runs: [NamedReport]

    /// Runs to be laid out, a column each.
    public init(_ runs: [NamedReport]) {
        self.runs = runs
    }

    /// The whole page.
    ///
    /// - Throws: where the page's own template cannot be read, which is a fault of the program.
    public func render() throws -> String {
        let template = String(decoding: PackageResources.side_by_side_mustache, as: UTF8.self)
        return try MustacheTemplate(string: template).render(SideBySidePage(SideBySide(runs: runs)))
    }
}

/// What the page's template is filled with; every text is escaped, the names are the template's.
struct SideBySidePage {
    let style = PageStyle.text
    let isSimulated: Bool
    let title: HTMLText
    let runs: [Run]
    let facts: [Fact]
    let notes: [HTMLText]
    let chart: HTMLText
    let metrics: [Row]
    let frontiers: [Picture]
    let sections: [Section]

    /// A frontier with its table.
    struct Picture {
        let title, chart: HTMLText
        let headings: [Cell]
        let rows: [FrontierRow]
        let notes: [HTMLText]
    }

    struct FrontierRow {
        let run, model: HTMLText
        let cells: [Cell]
    }

    struct Run {
        let letter, file: HTMLText
    }

    struct Fact {
        let label: HTMLText
        let values: [HTMLText]
    }

    struct Cell {
        let figure, basis: HTMLText
    }

    struct Row {
        let label, name: HTMLText
        let isChinese: Bool
        let cells: [Cell]
    }

    struct Section {
        let title, chart: HTMLText
        let runs: [Run]
        let rows: [Row]
    }

    init(_ sides: SideBySide) {
        let runs = sides.headings.enumerated().map { index, heading in
            Run(letter: HTMLText(Frontier.letter(index)), file: HTMLText(heading))
        }
        frontiers = Frontier.all(of: sides.runs).map(Picture.init)
        self.runs = runs
        isSimulated = sides.runs.contains(where: \.report.manifest.isSimulated)
        title = HTMLText("\(Figures.counted(runs.count, "run")) side by side")
        facts = sides.facts.map { fact in
            Fact(
                label: HTMLText(fact.differs ? "\(fact.label) *" : fact.label),
                values: fact.values.map { HTMLText($0) })
        }
        notes = sides.notes.map { HTMLText($0) }
        metrics = sides.metrics.map(Self.row)
        chart = Self.chart(sides.metrics.filter { $0.cells.contains { $0?.isHeadline == true } })
        sections = sides.sections.map { section in
            Section(
                title: HTMLText(section.title), chart: Self.chart(section.rows), runs: runs,
                rows: section.rows.map(Self.row))
        }
    }

    private static func row(_ row: SideBySide.Row) -> Row {
        Row(
            label: HTMLText(row.label), name: HTMLText(row.name ?? ""),
            isChinese: row.label.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) },
            cells: row.cells.map { estimate in
                guard let estimate else { return Cell(figure: HTMLText("not in this run"), basis: .none) }
                let basis = "\(estimate.counted), \(estimate.excluded) excluded; interval \(estimate.intervalWords)"
                return Cell(figure: HTMLText(estimate.figure), basis: HTMLText(basis))
            })
    }

    private static func chart(_ rows: [SideBySide.Row]) -> HTMLText {
        let drawn = rows.map { row in
            BarChart.Row(
                label: row.label,
                bars: row.cells.enumerated().compactMap { index, estimate in
                    estimate.map { BarChart.Bar(letter: Frontier.letter(index), mark: index, estimate: $0) }
                })
        }
        return BarChart(rows: drawn).drawing
    }
}

extension SideBySidePage.Picture {
    init(_ frontier: Frontier) {
        title = HTMLText(frontier.title)
        chart = FrontierChart(frontier).drawing
        headings = frontier.headings.map(SideBySidePage.Cell.init)
        rows = frontier.rows.map { row in
            let cells = row.map(SideBySidePage.Cell.init)
            return SideBySidePage.FrontierRow(
                run: cells[0].figure, model: cells[0].basis, cells: Array(cells.dropFirst()))
        }
        notes = frontier.notes.map { HTMLText($0) }
    }
}

extension SideBySidePage.Cell {
    /// The first line, and below it the others.
    init(_ lines: String) {
        let parts = lines.split(separator: "\n").map(String.init)
        self.init(
            figure: HTMLText(parts.first ?? ""), basis: HTMLText(parts.dropFirst().joined(separator: "; ")))
    }
}
