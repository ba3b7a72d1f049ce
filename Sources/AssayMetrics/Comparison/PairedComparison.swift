public import AssayCore

/// What two runs have in common, what differs, and which samples changed.
public struct PairedComparison: Sendable {
    /// The differences: the whole first, then for each breakdown each value with each metric.
    public let differences: [PairedDifference]
    /// The samples that changed, for each metric.
    public let flips: [Flips]
    /// Metrics that are neither a quotient of sums over samples nor a mean of such over cells, and are not compared.
    public let notCompared: [String]

    /// The samples whose share in a metric is not the same in both runs.
    public struct Flips: Sendable, Hashable {
        /// The metric's settled name.
        public let name: String
        /// Ids of the samples whose share is greater in the second run, in order.
        public let rose: [String]
        /// Ids of the samples whose share is greater in the first run, in order.
        public let fell: [String]
    }

    /// Compares two runs.
    ///
    /// - Parameters:
    ///   - records: both runs.
    ///   - metrics: what is compared, in the order of the report.
    ///   - slices: each breakdown, by the groups whose values it combines.
    ///   - bootstrap: the test where McNemar's does not apply.
    public init<Label>(
        of records: PairedRecords<Label>, metrics: [any Metric<Label>], slices: [[Group]],
        bootstrap: ClusterBootstrap = .standard
    ) {
        let parts = records.parts(by: slices)
        var columns: [[PairedDifference?]] = []
        var flips: [Flips] = []
        var notCompared: [String] = []
        for metric in metrics {
            if let mean = metric as? MacroMean<Label>, let column = MacroColumn(mean, records) {
                columns.append(parts.map { $0.breakdown == nil ? column.difference(by: bootstrap) : nil })
                flips.append(column.flips)
                continue
            }
            guard let metric = metric as? any ShareMetric<Label> else {
                notCompared.append(metric.name)
                continue
            }
            let column = Column(metric, records)
            columns.append(Self.adjusted(parts.map { column.difference(on: $0, by: bootstrap) }, parts))
            flips.append(column.flips)
        }
        differences = parts.indices.flatMap { part in columns.compactMap { $0[part] } }
        self.flips = flips
        self.notCompared = notCompared
    }

    /// Holm's rule within each breakdown.
    private static func adjusted<Label>(
        _ column: [PairedDifference?], _ parts: [PairedRecords<Label>.Part]
    ) -> [PairedDifference?] {
        var column = column
        for breakdown in Set(parts.compactMap(\.breakdown)) {
            let members = parts.indices.filter { parts[$0].breakdown == breakdown }
            let values = Holm.adjusted(members.map { column[$0]?.test?.p })
            for (member, value) in zip(members, values) { column[member]?.adjustedP = value }
        }
        return column
    }
}

/// A metric's shares of every pair.
struct Column<Label: VerdictLabel> {
    private let metric: any ShareMetric<Label>
    private let records: PairedRecords<Label>
    let shares: [(first: Share, second: Share)]

    init(_ metric: any ShareMetric<Label>, _ records: PairedRecords<Label>) {
        self.metric = metric
        self.records = records
        shares = records.pairs.map {
            (metric.share(of: $0.first, in: records.first), metric.share(of: $0.second, in: records.second))
        }
    }

    /// Nil for a slice without any sample that the metric is about.
    func difference(on part: PairedRecords<Label>.Part, by bootstrap: ClusterBootstrap) -> PairedDifference? {
        var tally = PairedTally()
        for place in part.places {
            let share = shares[place]
            tally.add(
                share.first, share.second, weight: records.weights[place], cluster: records.clusters[place],
                counts: records.counts(records.pairs[place]))
        }
        guard part.breakdown == nil || !tally.isEmpty else { return nil }
        let values = tally.values
        return PairedDifference(
            name: metric.name, title: metric.title, direction: metric.direction, group: part.group,
            pairs: tally.pairs, leftOut: tally.leftOut,
            first: values.map { value($0.first, tally.counts.first, tally) },
            second: values.map { value($0.second, tally.counts.second, tally) },
            interval: tally.interval.map(onScale), bounds: tally.bounds.map(onScale), test: Self.test(tally, bootstrap),
            adjustedP: nil, rose: tally.rose,
            fell: tally.fell)
    }

    private func value(
        _ value: Double, _ counts: (numerator: Int, denominator: Int), _ tally: PairedTally
    ) -> PairedDifference.Value {
        let scale = metric.scale
        // On a scale of its own the counts are steps, which nobody could read; what they are of is said.
        return .init(
            value: scale.value(value),
            numerator: tally.isWeighted || scale != .fraction ? nil : counts.numerator,
            denominator: tally.isWeighted ? nil : scale.records(counts.denominator))
    }

    func onScale(_ interval: Interval) -> Interval {
        Interval(
            method: interval.method, level: interval.level, low: metric.scale.difference(interval.low),
            high: metric.scale.difference(interval.high))
    }

    func onScale(_ bounds: Bounds) -> Bounds {
        Bounds(low: metric.scale.difference(bounds.low), high: metric.scale.difference(bounds.high))
    }

    private static func test(_ tally: PairedTally, _ bootstrap: ClusterBootstrap) -> PairedDifference.Test? {
        guard tally.pairs > 0 else { return nil }
        if tally.isPlain { return .mcnemar(McNemar(firstAlone: tally.fell, secondAlone: tally.rose)) }
        return .bootstrap(bootstrap, p: bootstrap.p(ofParts: tally.parts))
    }

    var flips: PairedComparison.Flips {
        var (rose, fell): ([String], [String]) = ([], [])
        for (pair, share) in zip(records.pairs, shares)
        where share.first.denominator > 0 && share.second.denominator > 0 && records.counts(pair) == (true, true) {
            let change =
                share.second.numerator * share.first.denominator - share.first.numerator * share.second.denominator
            if change > 0 { rose.append(pair.id) } else if change < 0 { fell.append(pair.id) }
        }
        return .init(name: metric.name, rose: rose, fell: fell)
    }
}
