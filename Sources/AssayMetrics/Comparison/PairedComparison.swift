public import AssayCore

/// What two runs have in common, what differs, and which samples changed.
public struct PairedComparison: Sendable {
    /// The differences: the whole first, then for each breakdown each value with each metric.
    public let differences: [PairedDifference]
    /// The samples that changed, for each metric.
    public let flips: [Flips]
    /// Metrics that are no quotient of sums over samples, no mean of such over cells and no F, and are not compared.
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
                flips.append(Flips(in: metric.name, column.changed))
                continue
            }
            if let metric = metric as? FMeasure, let graded = records as? PairedRecords<GradeLabel> {
                let column = FColumn(metric, graded)
                let differences = graded.parts(by: slices).map { column.difference(on: $0, by: bootstrap) }
                columns.append(Self.adjusted(differences, parts))
                flips.append(Flips(in: metric.name, column.changed))
                continue
            }
            guard let metric = metric as? any ShareMetric<Label> else {
                notCompared.append(metric.name)
                continue
            }
            let column = ShareColumn(metric, records)
            columns.append(Self.adjusted(parts.map { column.difference(on: $0, by: bootstrap) }, parts))
            flips.append(Flips(in: metric.name, column.changed))
        }
        differences = parts.indices.flatMap { part in columns.compactMap { $0[part] } }
        self.flips = flips
        self.notCompared = notCompared
    }

    /// Whether a metric is compared; a mean over cells only where both runs have the same cells.
    public static func compares<Label: VerdictLabel>(_ metric: any Metric<Label>) -> Bool {
        metric is any ShareMetric<Label> || metric is MacroMean<Label> || metric is FMeasure
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

extension PairedComparison.Flips {
    fileprivate init(in metric: String, _ changed: (rose: [String], fell: [String])) {
        self.init(name: metric, rose: changed.rose, fell: changed.fell)
    }
}
