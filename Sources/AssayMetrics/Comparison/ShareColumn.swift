import AssayCore

/// A metric's shares of every pair.
struct ShareColumn<Label: VerdictLabel> {
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

    /// Ids of the samples whose share is not the same in both runs, in order.
    var changed: (rose: [String], fell: [String]) {
        var (rose, fell): ([String], [String]) = ([], [])
        for (pair, share) in zip(records.pairs, shares)
        where share.first.denominator > 0 && share.second.denominator > 0 && records.counts(pair) == (true, true) {
            let change =
                share.second.numerator * share.first.denominator - share.first.numerator * share.second.denominator
            if change > 0 { rose.append(pair.id) } else if change < 0 { fell.append(pair.id) }
        }
        return (rose, fell)
    }
}
