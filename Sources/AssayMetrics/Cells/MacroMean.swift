public import AssayCore

/// The unweighted mean over cells of a share.
///
/// value = sum(p_c) / C over the C cells, p_c the share of the metric within cell c. Without a resolved unit in some cell
/// there is no value, and the reason names that cell. Bounds: the mean of the cells' bounds, [0, 1] for a cell without
/// any unit. Interval: `ScoreMean` with the cells' shares and sizes; where units are clustered or weighted, the sizes are
/// divided by a design effect and Student's t is taken, by the rules of `ClusterSums`. Clusters may reach over cells.
///
/// The published estimator of USB (arXiv 2505.23793: the mean over three domains times four modality combinations) and of
/// SafeBench (over eight categories).
public struct MacroMean<Label: VerdictLabel>: Metric {
    /// The settled name.
    public let name: String
    /// The name for people.
    public let title: String
    /// The groups that a cell is named by.
    public let groups: [Group]
    /// The cells: for each a value of every group.
    public let cells: [[String]]

    let share: any ShareMetric<Label>
    private var breakdowns: Set<Set<Group>> = []
    private var exception: Exception?

    /// Other cells for runs of another set of the benchmark.
    private struct Exception: Sendable {
        let group: Group
        let value: String
        let layout: Layout
    }

    /// The cells of a mean, and the groups that name them.
    struct Layout: Sendable, Equatable {
        let groups: [Group]
        let cells: [[String]]

        /// Each cell's place by its values.
        var places: [[String]: Int] { Dictionary(zip(cells, cells.indices), uniquingKeysWith: { first, _ in first }) }

        /// A cell for a reader.
        func words(_ cell: Int) -> String {
            zip(groups, cells[cell]).map { "\($0.rawValue) \($1)" }.joined(separator: ", ")
        }
    }

    /// A mean of a metric over a fixed list of cells.
    ///
    /// Samples that belong to none of the cells are in nothing.
    public init(
        name: String, title: String, of share: any ShareMetric<Label>, groups: [Group], cells: [[String]]
    ) {
        precondition(
            !cells.isEmpty && cells.allSatisfy { $0.count == groups.count }, "a cell has a value of each group")
        self.name = name
        self.title = title
        self.share = share
        self.groups = groups
        self.cells = cells
    }

    /// The same with a value in each slice of some breakdowns that lies within one cell: that slice's share.
    ///
    /// In a cell itself it is what the whole is the mean of, under the same name, as publications print it.
    public func withCells(in breakdowns: [[Group]]) -> MacroMean {
        var metric = self
        metric.breakdowns = Set(breakdowns.map(Set.init))
        return metric
    }

    /// The same over other cells where every sample has a value in a group, as benchmarks have it that also publish a
    /// smaller set.
    public func over(
        _ cells: [[String]], of groups: [Group], whereAll group: Group, are value: String
    ) -> MacroMean {
        precondition(
            !cells.isEmpty && cells.allSatisfy { $0.count == groups.count }, "a cell has a value of each group")
        var metric = self
        metric.exception = Exception(group: group, value: value, layout: Layout(groups: groups, cells: cells))
        return metric
    }

    func layout(of records: Records<Label>) -> Layout {
        let isException = exception.map { exception in
            !records.samples.isEmpty
                && records.samples.allSatisfy { records.value(of: exception.group, sample: $0) == exception.value }
        }
        return isException == true
            ? exception?.layout ?? Layout(groups: groups, cells: cells) : Layout(groups: groups, cells: cells)
    }

    /// Every combination of values, the last group's turning fastest.
    public static func product(_ values: [[String]]) -> [[String]] {
        values.reduce([[]]) { cells, values in cells.flatMap { cell in values.map { cell + [$0] } } }
    }

    /// The mean over all cells, with interval and bounds.
    public func measure(_ records: Records<Label>) -> Estimate {
        let layout = layout(of: records)
        let sums = sums(of: records, over: layout)
        let empty = sums.tallies.firstIndex { $0.value == nil }
        let interval = empty == nil ? sums.interval : nil
        let scale = share.scale
        return Estimate(
            name: name, title: title, direction: share.direction, aggregation: .macro,
            value: empty == nil ? scale.value(Self.mean(sums.tallies.compactMap(\.value))) : nil, numerator: nil,
            denominator: nil, resolved: scale.records(sums.tallies.reduce(0) { $0 + $1.denominator }),
            excluded: scale.records(sums.tallies.reduce(0) { $0 + $1.excluded }),
            interval: interval.map(scale.interval), bounds: scale.bounds(sums.bounds),
            reason: empty.map { reason(layout, cell: $0, tally: sums.tallies[$0]) })
    }

    /// The value on a slice; nil where none is meant.
    func measure(_ records: Records<Label>, slice: [Group: String]) -> Estimate? {
        let names = Set(slice.keys)
        if breakdowns.contains(names) { return cell(records) }
        // What fixes a part of a cell's name leaves other cells empty; no need to count.
        guard names.isDisjoint(with: breakdowns.joined()) else { return nil }
        let sums = sums(of: records, over: layout(of: records))
        return sums.tallies.allSatisfy { !$0.isEmpty } ? measure(records) : nil
    }

    private func cell(_ records: Records<Label>) -> Estimate {
        let cell = share.measure(records)
        return Estimate(
            name: name, title: title, direction: cell.direction, aggregation: .macro, value: cell.value,
            numerator: cell.numerator, denominator: cell.denominator, resolved: cell.resolved,
            excluded: cell.excluded, interval: cell.interval, bounds: cell.bounds, reason: cell.reason)
    }

    private func sums(of records: Records<Label>, over layout: Layout) -> MacroSums {
        let places = layout.places
        var sums = MacroSums(cells: layout.cells.count)
        for sample in records.samples {
            let values = layout.groups.compactMap { records.value(of: $0, sample: sample) }
            guard let cell = places[values] else { continue }
            sums.add(
                share.share(of: sample, in: records), weight: records.weight(of: sample),
                cluster: records.cluster(of: sample), to: cell)
        }
        return sums
    }

    private func reason(_ layout: Layout, cell: Int, tally: Tally) -> String {
        tally.isEmpty
            ? "no sample is planned in the cell \(layout.words(cell))"
            : "no sample is resolved in the cell \(layout.words(cell))"
    }

    /// The mean of shares, each with the same weight.
    static func mean(_ shares: [Double]) -> Double {
        shares.reduce(0, +) / Double(shares.count)
    }
}
