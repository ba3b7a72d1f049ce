import AssayCore

/// F in two runs, pair by pair.
struct FColumn {
    private let metric: FMeasure
    private let records: PairedRecords<GradeLabel>
    private let grades: [(first: Grades, second: Grades)]

    init(_ metric: FMeasure, _ records: PairedRecords<GradeLabel>) {
        self.metric = metric
        self.records = records
        grades = records.pairs.map {
            (Grades(of: $0.first, in: records.first), Grades(of: $0.second, in: records.second))
        }
    }

    /// Nil for a slice without any sample.
    func difference(on part: PairedRecords<GradeLabel>.Part, by bootstrap: ClusterBootstrap) -> PairedDifference? {
        var sums = PairedGradeSums(metric)
        for place in part.places {
            sums.add(
                grades[place].first, grades[place].second, weight: records.weights[place],
                cluster: records.clusters[place], counts: records.counts(records.pairs[place]))
        }
        guard part.breakdown == nil || !sums.isEmpty else { return nil }
        let values = sums.values
        func value(_ value: Double) -> PairedDifference.Value {
            .init(value: value, numerator: nil, denominator: nil)
        }
        return PairedDifference(
            name: metric.name, title: metric.title, direction: .higher, group: part.group, pairs: sums.pairs,
            leftOut: sums.leftOut, first: values.map { value($0.first) }, second: values.map { value($0.second) },
            interval: sums.interval, bounds: sums.bounds,
            test: values == nil ? nil : .bootstrap(bootstrap, p: bootstrap.p(ofParts: sums.parts)), adjustedP: nil,
            rose: sums.rose, fell: sums.fell,
            withoutValue: values == nil && sums.pairs > 0 ? "no answer attempts one in one of the runs" : nil)
    }

    /// Ids of the samples whose grades are not as good in both runs, in order.
    var changed: (rose: [String], fell: [String]) {
        var (rose, fell): ([String], [String]) = ([], [])
        for (pair, grades) in zip(records.pairs, grades)
        where grades.first.answers > 0 && grades.second.answers > 0 && records.counts(pair) == (true, true) {
            let change = PairedGradeSums.change(grades.first, grades.second)
            if change > 0 { rose.append(pair.id) } else if change < 0 { fell.append(pair.id) }
        }
        return (rose, fell)
    }
}
