public import AssayCore

/// Runs beside the published rows of their suites, free of any form of printing.
///
/// A column holds one estimator: what a publication prints stands only under the metric that is computed in the same way.
/// Runs of each suite stand in tables of their own, one for each published table.
public struct Leaderboard: Sendable {
    let boards: [Board]

    /// A run with where it departs from the protocols of the published tables of its suite.
    public struct Entry: Sendable {
        let run: NamedReport
        let departures: [String: [Departure]]

        /// A run.
        ///
        /// `departures` are listed by the protocol's name; for a protocol that is not among them they are not known.
        public init(_ run: NamedReport, departures: [String: [Departure]]) {
            self.run = run
            self.departures = departures
        }
    }

    /// One table.
    struct Board: Sendable {
        let suite: String
        let published: PublishedTable?
        let columns: [Column]
        /// The metric by which it is sorted.
        let sortedBy: String
        /// The best first; rows without a value of the metric last.
        let rows: [Row]
    }

    /// One metric.
    struct Column: Sendable {
        let metric, title: String
        let direction: Estimate.Direction
        /// How the published values were computed; nil where there are none.
        let estimator: String?
    }

    /// A run or a published row.
    struct Row: Sendable {
        let model: String
        let source: Source
        /// A value for each column.
        let values: [Value?]
        /// A value for each cell of the published table.
        let cells: [Value?]
        /// Which places the intervals leave open among the runs; nil for published rows and runs without an interval.
        let rank: ClosedRange<Int>?
    }

    /// Where a row is from.
    enum Source: Sendable {
        case run(Entry)
        /// `meanOfCells` where the printed headline is said to be that mean and is not.
        case published(meanOfCells: Double?)
    }

    /// One value.
    enum Value: Sendable {
        case measured(Estimate)
        /// A number as printed: a percentage, or one on the metric's own scale.
        case printed(Double, Scale)
    }

    /// Tables of runs, each sorted by the metric that is named, or else by its headline.
    ///
    /// - Parameters:
    ///   - entries: the runs; each suite has its tables in order of first mention.
    ///   - tables: the published tables; those of other suites are left out.
    ///   - metric: by what to sort where a table has it.
    public init(_ entries: [Entry], beside tables: [PublishedTable], sortedBy metric: String? = nil) {
        let suites = entries.map(\.suite).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        boards = suites.flatMap { suite in
            let runs = entries.filter { $0.suite == suite }
            let found = tables.filter { $0.suites.contains(suite) }.compactMap { Board(runs, beside: $0, metric) }
            return found.isEmpty ? [Board(runs, metric)].compactMap(\.self) : found
        }
    }

    /// The metrics that there is a column of, in order of first mention.
    public var metricNames: [String] {
        boards.flatMap(\.columns).map(\.metric).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Whether simulated models took part.
    var isSimulated: Bool { boards.flatMap(\.rows).contains(where: \.isSimulated) }
}

extension Leaderboard.Entry {
    /// The suite that was run.
    var suite: String { run.report.manifest.suite.name }

    /// The estimate of a metric on the whole or on a cell.
    func estimate(_ metric: String, of group: [Group: String] = [:]) -> Estimate? {
        run.report.estimates.first { $0.name == metric && $0.group == group }
    }
}

extension Leaderboard.Row {
    /// Whether a simulated model took part.
    var isSimulated: Bool {
        if case .run(let entry) = source { entry.run.report.manifest.isSimulated } else { false }
    }

    /// The run; nil for a published row.
    var entry: Leaderboard.Entry? {
        if case .run(let entry) = source { entry } else { nil }
    }

    /// The mean of the printed cells, where it is not the printed headline.
    var meanOfCells: Double? {
        if case .published(let mean) = source { mean } else { nil }
    }
}

extension Leaderboard.Value {
    /// The value as a fraction, or on the metric's own scale; nil where a run has none.
    var number: Double? {
        switch self {
        case .measured(let estimate): estimate.value
        case .printed(let number, let scale): number / scale.points
        }
    }

    /// How far chance can have moved it; nil for what was printed.
    var interval: Interval? {
        if case .measured(let estimate) = self { estimate.interval } else { nil }
    }
}

extension Leaderboard.Board {
    /// Runs beside a published table; nil where they measure nothing that it prints.
    fileprivate init?(_ runs: [Leaderboard.Entry], beside table: PublishedTable, _ metric: String?) {
        let places = table.columns.indices.filter { place in
            runs.contains { $0.estimate(table.columns[place].metric) != nil }
        }
        guard !places.isEmpty else { return nil }
        let columns = places.map { place in
            Leaderboard.Column(
                metric: table.columns[place].metric, title: table.columns[place].title,
                direction: table.columns[place].direction, estimator: table.columns[place].estimator)
        }
        // The cells are those of the first column.
        let cells = places.first == 0 ? table.cells : nil
        let printed = table.rows.map { row in
            Leaderboard.Row(
                model: row.model, source: .published(meanOfCells: cells == nil ? nil : table.meanThatDiffers(in: row)),
                values: places.map { place in
                    row.values[place].map { .printed($0, Scale(named: table.columns[place].metric)) }
                },
                cells: cells.map { cells in (row.cells ?? []).map { .printed($0, Scale(named: cells.metric)) } } ?? [],
                rank: nil)
        }
        self.init(runs, table, columns, cells: cells, printed: printed, sortedBy: metric)
    }

    /// Runs of a suite that has no published table; nil where there is nothing to compare.
    fileprivate init?(_ runs: [Leaderboard.Entry], _ metric: String?) {
        let names = runs.flatMap { $0.run.report.whole }.filter(\.isHeadline)
            .reduce(into: [Estimate]()) { found, estimate in
                if !found.contains(where: { $0.name == estimate.name }) { found.append(estimate) }
            }
        guard !names.isEmpty else { return nil }
        let columns = names.map {
            Leaderboard.Column(metric: $0.name, title: $0.title, direction: $0.direction, estimator: nil)
        }
        self.init(runs, nil, columns, cells: nil, printed: [], sortedBy: metric)
    }

    private init(
        _ runs: [Leaderboard.Entry], _ table: PublishedTable?, _ columns: [Leaderboard.Column],
        cells: PublishedTable.Cells?, printed: [Leaderboard.Row], sortedBy metric: String?
    ) {
        let place = columns.firstIndex { $0.metric == metric } ?? 0
        let direction = columns[place].direction
        let values = runs.map { run in columns.map { run.estimate($0.metric).map { Leaderboard.Value.measured($0) } } }
        let ranks = RankRange.all(of: values.map { $0[place]?.interval }, direction)
        let ours = runs.indices.map { index in
            Leaderboard.Row(
                model: runs[index].run.report.manifest.models[.target]?.name ?? "no target",
                source: .run(runs[index]), values: values[index],
                cells: (cells?.groups ?? []).map { group in
                    runs[index].estimate(cells?.metric ?? "", of: group).map { .measured($0) }
                }, rank: ranks[index])
        }
        suite = runs[0].suite
        published = table
        self.columns = columns
        sortedBy = columns[place].metric
        rows = Self.sorted(ours + printed, by: place, direction)
    }

    /// The best first, as they came where they are equal; those without a value last.
    private static func sorted(
        _ rows: [Leaderboard.Row], by place: Int, _ direction: Estimate.Direction
    ) -> [Leaderboard.Row] {
        let keys = rows.map { row in
            row.values[place]?.number.map { direction == .higher ? -$0 : $0 } ?? .infinity
        }
        return rows.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { rows[$0] }
    }
}

/// Which places the intervals of runs leave open.
enum RankRange {
    /// For each run the best and the worst place that it can have.
    ///
    /// A run is put before another only where their intervals do not overlap. Nil without an interval, and where there is
    /// nobody to be ranked with.
    static func all(of intervals: [Interval?], _ direction: Estimate.Direction) -> [ClosedRange<Int>?] {
        let known = intervals.compactMap(\.self)
        guard known.count > 1 else { return intervals.map { _ in nil } }
        return intervals.map { own in
            guard let own else { return nil }
            let above = known.count { $0.low > own.high }
            let below = known.count { $0.high < own.low }
            let (better, worse) = direction == .higher ? (above, below) : (below, above)
            return (1 + better)...(known.count - worse)
        }
    }
}
