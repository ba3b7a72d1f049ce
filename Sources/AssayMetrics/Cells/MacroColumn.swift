import AssayCore

/// A mean over cells in two runs, pair by pair.
struct MacroColumn<Label: VerdictLabel> {
    private let metric: MacroMean<Label>
    private let layout: MacroMean<Label>.Layout
    private let records: PairedRecords<Label>
    private let column: ShareColumn<Label>

    /// Nil where the runs hold other sets of the benchmark, whose means are over other cells.
    init?(_ metric: MacroMean<Label>, _ records: PairedRecords<Label>) {
        let layout = metric.layout(of: records.first)
        guard layout == metric.layout(of: records.second) else { return nil }
        self.metric = metric
        self.layout = layout
        self.records = records
        column = ShareColumn(metric.share, records)
    }

    /// The difference over all cells.
    func difference(by bootstrap: ClusterBootstrap) -> PairedDifference {
        let sums = sums
        let scale = metric.share.scale
        let values = sums.values
        let empty = sums.tallies.firstIndex { $0.pairs == 0 }
        let leftOut = sums.tallies.reduce(into: PairedDifference.LeftOut()) { all, tally in
            all.first += tally.leftOut.first
            all.second += tally.leftOut.second
            all.both += tally.leftOut.both
        }
        func onScale(_ value: Double) -> PairedDifference.Value {
            .init(value: scale.value(value), numerator: nil, denominator: nil)
        }
        return PairedDifference(
            name: metric.name, title: metric.title, direction: metric.share.direction, group: [:],
            pairs: sums.tallies.reduce(0) { $0 + $1.pairs }, leftOut: leftOut, first: values.map { onScale($0.first) },
            second: values.map { onScale($0.second) }, interval: sums.interval.map(column.onScale),
            bounds: column.onScale(sums.bounds),
            test: values == nil ? nil : .bootstrap(bootstrap, p: bootstrap.p(ofParts: sums.parts)), adjustedP: nil,
            rose: sums.tallies.reduce(0) { $0 + $1.rose }, fell: sums.tallies.reduce(0) { $0 + $1.fell },
            withoutValue: empty.map { "no sample of the cell \(layout.words($0)) is resolved in both runs" })
    }

    private var sums: PairedMacroSums {
        var sums = PairedMacroSums(cells: layout.cells.count)
        let places = layout.places
        for (place, pair) in records.pairs.enumerated() {
            let values = layout.groups.compactMap { records.first.value(of: $0, sample: pair.first) }
            guard let cell = places[values] else { continue }
            let share = column.shares[place]
            sums.add(
                share.first, share.second, weight: records.weights[place], cluster: records.clusters[place],
                counts: records.counts(pair), to: cell)
        }
        return sums
    }

    /// The samples that changed, whatever their cell.
    var changed: (rose: [String], fell: [String]) { column.changed }
}
