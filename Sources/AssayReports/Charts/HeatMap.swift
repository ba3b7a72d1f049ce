import AssayCore

/// One metric over all cells of a grid, free of any form of printing.
///
/// A cell without a sample, a cell in which nothing could be ruled on and a rate of zero are three things.
struct HeatMap {
    /// What is shown: the grid's title with the metric's.
    let title: String
    /// One of the cells' estimates: they are alike in name, title and direction.
    let metric: Estimate
    /// The columns, in order.
    let columns: [String]
    /// The rows, in order.
    let rows: [Row]

    /// One row.
    struct Row {
        /// Its name.
        let label: String
        /// What stands above it and those that follow with the same; nil where rows stand alone.
        let heading: String?
        /// A cell for each column.
        let cells: [Cell]
    }

    /// What is known of a cell.
    enum Cell: Hashable {
        /// A value with all that it rests on.
        case measured(Estimate)
        /// There are samples, and none could be resolved.
        case unresolved(Estimate)
        /// There is no sample.
        case empty
    }

    /// Rows that stand under one heading.
    struct Part {
        let heading: String?
        let rows: [Row]
    }

    /// Rows as they belong together.
    var parts: [Part] {
        rows.reduce(into: []) { parts, row in
            guard let last = parts.last, last.heading == row.heading else {
                parts.append(Part(heading: row.heading, rows: [row]))
                return
            }
            parts[parts.count - 1] = Part(heading: row.heading, rows: last.rows + [row])
        }
    }

    /// Whether it fits a table in a terminal: a dozen or two of cells, not hundreds.
    var isSmall: Bool { rows.count <= 20 && columns.count <= 6 }

    /// How many cells there are of each kind: `12 cells: 10 measured, 1 with no samples, 1 with nothing ruled on`.
    var counts: String {
        let cells = rows.flatMap(\.cells)
        let measured = cells.count { if case .measured = $0 { true } else { false } }
        let empty = cells.count { $0 == .empty }
        return "\(Figures.counted(cells.count, "cell")): \(measured) measured, \(empty) with no samples, "
            + "\(cells.count - measured - empty) with nothing ruled on"
    }

    /// The pictures of all grids, metric by metric; a metric that no cell has an estimate of has none.
    static func all(of grids: [Grid], in estimates: [Estimate]) -> [HeatMap] {
        grids.flatMap { grid in
            let shown = estimates.filter { $0.group.count == 2 && grid.metrics.contains($0.name) }
            return grid.metrics.compactMap { name in HeatMap(grid, shown.filter { $0.name == name }) }
        }
    }

    private init?(_ grid: Grid, _ estimates: [Estimate]) {
        let found = Dictionary(estimates.map { ($0.group, $0) }, uniquingKeysWith: { first, _ in first })
        let cells = grid.rows.map { row in
            (row, grid.columns.map { found[[grid.rowGroup: row.value, grid.columnGroup: $0]] })
        }
        guard let metric = cells.lazy.flatMap(\.1).compactMap(\.self).first else { return nil }
        self.metric = metric
        title = "\(grid.title): \(metric.title) (\(metric.name))"
        columns = grid.columns.map { $0.printable(atMost: 60) }
        rows = cells.map { row, estimates in
            Row(
                label: row.value.printable(atMost: 200), heading: row.heading?.printable(atMost: 200),
                cells: estimates.map(Cell.init))
        }
    }
}

extension HeatMap.Cell {
    /// What an estimate, or none, says of a cell.
    init(_ estimate: Estimate?) {
        guard let estimate else {
            self = .empty
            return
        }
        if estimate.value != nil {
            self = .measured(estimate)
        } else {
            self = estimate.resolved + estimate.excluded > 0 ? .unresolved(estimate) : .empty
        }
    }

    /// The value, or why there is none.
    var figure: String {
        switch self {
        case .measured(let estimate): estimate.figure
        case .unresolved: "nothing ruled on"
        case .empty: "no samples"
        }
    }

    /// What was counted; nothing for a cell without samples.
    var counted: String {
        switch self {
        case .measured(let estimate): estimate.counted
        case .unresolved(let estimate): Figures.counted(estimate.excluded, "sample")
        case .empty: ""
        }
    }

    /// What the value rests on and how far it can be trusted, in words.
    var details: String {
        switch self {
        case .empty: "no sample of the dataset is in this cell"
        case .unresolved(let estimate):
            "\(Figures.counted(estimate.excluded, "sample")), none resolved; "
                + "if unresolved went either way \(estimate.boundsWords)"
        case .measured(let estimate):
            "\(estimate.excluded) excluded; interval \(estimate.intervalWords); "
                + "if unresolved went either way \(estimate.boundsWords)"
        }
    }

    /// The figure with what it rests on, a line each, for a table of words.
    var lines: String {
        switch self {
        case .measured(let estimate):
            "\(estimate.figure)\n\(estimate.counted)\n\(estimate.intervalWords)"
                + (estimate.excluded > 0 ? "\n\(estimate.excluded) excluded" : "")
        case .unresolved, .empty: counted.isEmpty ? figure : "\(figure)\n\(counted)"
        }
    }

    /// How strongly it is shaded, 0 for the best value of the scale to 10 for the worst; nil where there is no value.
    var shade: Int? {
        guard case .measured(let estimate) = self, let value = estimate.value, value.isFinite else { return nil }
        let range = Scale(of: estimate).range
        let share = min(1, max(0, (value - range.lowerBound) / (range.upperBound - range.lowerBound)))
        return Int(((estimate.direction == .higher ? 1 - share : share) * 10).rounded())
    }
}

extension Report {
    /// The pictures of its grids.
    var heatMaps: [HeatMap] { HeatMap.all(of: grids, in: estimates) }

    /// The breakdowns that are listed: a slice that is a cell of a grid is drawn there, and in JSON and CSV; languages
    /// stand side by side.
    ///
    /// `details`: those that are left out as well.
    func breakdowns(without details: [[Group]] = []) -> [Breakdown] {
        let isBilingual = LanguageTable(self) != nil
        return Breakdown.all(in: estimates(besides: grids), without: details, glosses: glosses)
            .filter { !isBilingual || $0.groups != [.language] }
    }

    /// The estimates without those that some grids draw.
    ///
    /// In a small grid these are the cells of its metrics and of the same metrics over all records, which are alike within
    /// a cell; in a large one all there is of its cells: nobody reads hundreds of rows.
    func estimates(besides grids: [Grid]) -> [Estimate] {
        guard !grids.isEmpty else { return estimates }
        let drawn = grids.map { (cells: Set($0.cells), metrics: Set($0.metrics), isLarge: $0.isLarge) }
        return estimates.filter { estimate in
            let pooled = "_pooled"
            let name = estimate.name.hasSuffix(pooled) ? String(estimate.name.dropLast(pooled.count)) : estimate.name
            return !drawn.contains {
                $0.cells.contains(estimate.group)
                    && ($0.isLarge || $0.metrics.contains(estimate.name) || $0.metrics.contains(name))
            }
        }
    }
}

extension Grid {
    /// Whether its cells are too many for a list of them.
    var isLarge: Bool { rows.count * columns.count > 60 }
}
