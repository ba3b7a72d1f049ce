import AssayCore
import AssayMetrics

/// What the page's template is filled with; every text is escaped, the names are the template's.
struct ReportPage {
    let style = PageStyle.text
    let isSimulated: Bool
    /// Whether prompts, answers and media stand in the page.
    let holdsContent: Bool
    let title, suite, level, counts: HTMLText
    let facts: [Pair]
    let headlines: [Figure]
    let notes: [HTMLText]
    let planned: Int
    let outcomes: [OutcomeRow]
    let metrics: [Figure]
    let hasJury: Bool
    let juryTitle = HTMLText(JuryLines.title)
    let jury: [Pair]
    let hasGrids: Bool
    let grids: [GridPart]
    let hasCalibration: Bool
    let calibrationTitle = HTMLText(CalibrationTables.title)
    let calibration: [Pair]
    let reliabilities: [ReliabilityPart]
    let languages: [LanguagePart]
    let breakdowns: [BreakdownPart]
    let protocolName: HTMLText
    let hasDepartures: Bool
    let departures: [DepartureRow]
    let details: [Details]
    let hasConnections: Bool
    let connections: [Connections]

    /// How many calls an endpoint was sent at once.
    struct Connections {
        let words, drawing: HTMLText
    }

    /// A name with its value.
    struct Pair {
        let label, value: HTMLText

        init(_ label: String, _ value: String) {
            self.label = HTMLText(label)
            self.value = HTMLText(value)
        }
    }

    /// How many records ended in one way.
    struct OutcomeRow {
        let name, share, explanation: HTMLText
        let count: Int
    }

    /// One metric of a grid as a picture.
    struct GridPart {
        let title, legend, table: HTMLText
        let number: Int

        init(_ map: HeatMap, number: Int, level: String) {
            let drawing = HeatMapTable(map: map, level: level)
            title = HTMLText(map.title)
            self.number = number
            legend = drawing.legend
            table = drawing.markup
        }
    }

    /// One kind of confidence: its diagram, and its bins as a table.
    struct ReliabilityPart {
        let title, chart: HTMLText
        let rows: [Bin]

        struct Bin {
            let range, count, confidence, accuracy, gap: HTMLText
        }

        init(_ section: CalibrationTables.Section) {
            title = HTMLText(section.title)
            chart = ReliabilityDiagram(title: section.title, bins: section.reading.bins).drawing
            rows = section.rows.map {
                Bin(
                    range: HTMLText($0.range), count: HTMLText($0.count), confidence: HTMLText($0.confidence),
                    accuracy: HTMLText($0.accuracy), gap: HTMLText($0.gap))
            }
        }
    }

    /// The metrics in both languages; a list of one, or of none.
    struct LanguagePart {
        let title, chart, note: HTMLText
        let headings: [HTMLText]
        let rows: [Row]

        struct Row {
            let label, name: HTMLText
            let cells: [Cell]
        }

        struct Cell {
            let figure, basis: HTMLText
        }

        init(_ table: LanguageTable) {
            title = HTMLText(table.title)
            chart = table.chart
            note = HTMLText(table.note)
            headings = table.headings.map { HTMLText($0) }
            rows = table.rows.map { row in
                Row(
                    label: HTMLText(row.title), name: HTMLText(row.name),
                    cells: table.lines(of: row).map { lines in
                        let parts = lines.split(separator: "\n").map(String.init)
                        return Cell(
                            figure: HTMLText(parts[0]), basis: HTMLText(parts.dropFirst().joined(separator: "; ")))
                    })
            }
        }
    }

    /// One breakdown with a table for each metric.
    struct BreakdownPart {
        let by: HTMLText
        let tables: [BreakdownTable]
    }

    /// One metric, slice by slice.
    struct BreakdownTable {
        let caption, heading, better, chart: HTMLText
        let rows: [Figure]
    }

    /// One difference from the protocol.
    struct DepartureRow {
        let field, published, used, why: HTMLText

        init(_ departure: Departure) {
            field = HTMLText(departure.field)
            published = HTMLText(departure.published)
            used = HTMLText(departure.used)
            why = HTMLText(departure.why)
        }
    }

    /// A part of the manifest behind a click.
    struct Details {
        let summary: HTMLText
        let pairs: [Pair]
    }

    init(_ report: Report, holdsContent: Bool = false) {
        self.holdsContent = holdsContent
        let lines = ReportLines(report: report)
        isSimulated = report.manifest.isSimulated
        title = HTMLText(lines.title)
        suite = HTMLText(report.manifest.suite.name)
        level = HTMLText(report.levelWords)
        counts = HTMLText(lines.counts)
        facts = lines.identity.map { Pair($0.label, $0.value) }
        jury = lines.jury.map { Pair($0.label, $0.value) }
        hasJury = !jury.isEmpty
        let tables = CalibrationTables(report)
        hasCalibration = tables != nil
        calibration = tables?.lines.map { Pair($0.label, $0.value) } ?? []
        reliabilities = tables?.sections.map(ReliabilityPart.init) ?? []
        headlines = Self.headlines(of: report)
        notes = report.notes.map { HTMLText($0) }
        planned = report.counts.planned
        outcomes = Self.outcomes(of: report)
        metrics = report.whole.map { Figure($0) }
        languages = [LanguageTable(report)].compactMap(\.self).map(LanguagePart.init)
        breakdowns = report.breakdowns().map(Self.part)
        grids = report.heatMaps.enumerated().map { GridPart($1, number: $0 + 1, level: report.levelWords) }
        hasGrids = !grids.isEmpty
        protocolName = HTMLText(report.manifest.protocolUse.name)
        departures = report.manifest.protocolUse.departures.map(DepartureRow.init)
        hasDepartures = !departures.isEmpty
        details = ManifestDetails(report: report).all.map { part in
            Details(summary: HTMLText(part.title), pairs: part.lines.map { Pair($0.label, $0.value) })
        }
        connections = ConnectionHistory.all(of: report.facts).map {
            Connections(words: HTMLText($0.words), drawing: $0.drawing)
        }
        hasConnections = !connections.isEmpty
    }

    private static func headlines(of report: Report) -> [Figure] {
        let whole = report.whole
        let shown = whole.filter { $0.isHeadline && !$0.name.hasSuffix("_pooled") }.prefix(6)
        return shown.map { estimate in
            Figure(estimate, asMet: whole.first { $0.name == estimate.name + "_system" })
        }
    }

    private static func outcomes(of report: Report) -> [OutcomeRow] {
        report.outcomes.map { entry in
            let share = Double(entry.count) / Double(max(1, report.counts.planned))
            return OutcomeRow(
                name: HTMLText(entry.outcome.name), share: HTMLText(Figures.percent(share)),
                explanation: HTMLText(entry.outcome.explanation), count: entry.count)
        }
    }

    private static func part(_ breakdown: Breakdown) -> BreakdownPart {
        let heading = HTMLText(breakdown.groups.map(\.rawValue).joined(separator: ", "))
        return BreakdownPart(
            by: HTMLText(breakdown.title),
            tables: breakdown.sections.map { section in
                BreakdownTable(
                    caption: HTMLText(section.title), heading: heading,
                    better: HTMLText(section.estimates[0].directionWords),
                    chart: BarChart(
                        rows: section.estimates.map {
                            .init(label: breakdown.label(of: $0), bars: [.init(estimate: $0)])
                        }
                    ).drawing,
                    rows: section.estimates.map { Figure($0, label: breakdown.label(of: $0)) })
            })
    }
}

extension ReportPage {
    /// One estimate as the page shows it: a headline, a row of the metrics, a row of a breakdown.
    struct Figure {
        let label, name, figure, basis, counted, excluded, interval, bounds, better, missing, asMet: HTMLText
        let isMissing, hasAsMet, isChinese: Bool
        let bar, largeBar: HTMLText

        /// An estimate under its title or under the label of its slice.
        init(_ estimate: Estimate, label: String? = nil, asMet: Estimate? = nil) {
            let shown = label ?? estimate.title
            self.label = HTMLText(shown)
            isChinese = shown.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
            name = HTMLText(estimate.nameWords)
            figure = HTMLText(estimate.figure)
            basis = HTMLText(estimate.basis)
            counted = HTMLText(estimate.counted)
            excluded = HTMLText(String(estimate.excluded))
            interval = HTMLText(estimate.intervalWords)
            bounds = HTMLText(estimate.boundsWords)
            better = HTMLText(estimate.directionWords)
            missing = HTMLText(estimate.missingWords ?? "")
            isMissing = estimate.value == nil
            self.asMet = HTMLText(asMet?.valueWords ?? "")
            hasAsMet = asMet != nil
            bar = IntervalBar(estimate).small
            largeBar = label == nil ? IntervalBar(estimate).large : .none
        }
    }
}
