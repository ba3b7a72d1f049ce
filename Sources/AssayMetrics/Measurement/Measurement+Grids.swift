public import AssayCore

extension Measurement {
    /// Estimates with one for each cell of each grid, in the grid's order: a cell without a sample has no value, and says so.
    ///
    /// Filled in are the grid's metrics and, beside each, the one over all records (`_pooled`).
    ///
    /// - Parameters:
    ///   - estimates: of a whole run and of its slices, those of the grids' two groups among them.
    ///   - grids: the breakdowns whose cells are known beforehand.
    ///   - metrics: what was measured.
    /// - Returns: the same estimates and those of the empty cells; a grid's stand where its first one stood.
    public static func completed<Label: VerdictLabel>(
        _ estimates: [Estimate], grids: [Grid], metrics: [any Metric<Label>]
    ) -> [Estimate] {
        grids.reduce(estimates) { estimates, grid in
            let names = Set(grid.metrics.flatMap { [$0, $0 + "_pooled"] })
            // Of no record, for what a metric is called and which way it goes.
            let nothing = Records<Label>.Builder(trials: 1, labels: []).finish()
            return completed(estimates, grid, metrics.filter { names.contains($0.name) }.map { $0.measure(nothing) })
        }
    }

    private static func completed(_ estimates: [Estimate], _ grid: Grid, _ blanks: [Estimate]) -> [Estimate] {
        let groups: Set = [grid.rowGroup, grid.columnGroup]
        let isOfGrid = { (estimate: Estimate) in Set(estimate.group.keys) == groups }
        let place = estimates.firstIndex(where: isOfGrid) ?? estimates.count
        var members = Dictionary(grouping: estimates.filter(isOfGrid), by: \.group)
        var cells: [Estimate] = []
        for cell in grid.cells {
            let there = members.removeValue(forKey: cell) ?? []
            cells += there
            let missing = blanks.filter { blank in !there.contains { $0.name == blank.name } }
            cells += missing.map { $0.ofEmptyCell(cell) }
        }
        let strangers = estimates.filter { isOfGrid($0) && members[$0.group] != nil }
        return estimates[..<place] + cells + strangers + estimates[place...].filter { !isOfGrid($0) }
    }
}

extension Estimate {
    /// What is known of a cell in which nothing was asked.
    fileprivate func ofEmptyCell(_ cell: [Group: String]) -> Estimate {
        Estimate(
            name: name, title: title, direction: direction, aggregation: aggregation, value: nil, numerator: 0,
            denominator: 0, resolved: 0, excluded: 0, interval: nil, bounds: nil,
            reason: "no sample of this cell is in the run", group: cell)
    }
}
