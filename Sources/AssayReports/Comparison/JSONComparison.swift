import AssayCore
import AssayMetrics

/// A comparison as JSON, `assay.comparison/1`: equal comparisons give equal bytes.
///
/// The keys are listed in docs/what-the-numbers-mean.md.
public struct JSONComparison: Sendable {
    /// The value of the key `format`.
    public static let format = "assay.comparison/1"
    private let report: ComparisonReport

    /// A comparison to be written.
    public init(_ report: ComparisonReport) {
        self.report = report
    }

    /// The whole comparison, keys sorted, ended by a line break.
    public func render() -> String {
        JSONText.of(Document(report))
    }
}

/// The comparison as it is written; the names of its keys are settled.
private struct Document: Encodable {
    let format = JSONComparison.format
    let suite: Manifest.SuiteUse
    let a, b: Run
    let differs: [ManifestDifferences.Field]
    let samples: Samples
    let shared_replies: [Role: Int]
    let metrics: [Metric]
    let flips: [Flips]
    let notes: [String]

    init(_ report: ComparisonReport) {
        suite = report.a.manifest.suite
        a = Run(report.a)
        b = Run(report.b)
        differs = report.plans.fields
        let counts = report.samples
        samples = Samples(
            common: counts.common, clusters: counts.clusters, only_a: counts.onlyA, only_b: counts.onlyB)
        shared_replies = counts.sharedReplies
        metrics = report.comparison.differences.map(Metric.init)
        flips = report.comparison.flips.map { Flips(name: $0.name, rose: $0.rose, fell: $0.fell) }
        notes = ([report.alarm].compactMap(\.self)) + report.notes
    }

    struct Run: Encodable {
        let file: String
        let program: String
        let models: [Role: Manifest.ModelUse]
        let rubric: JSONRubric?
        let protocolName: String
        let trials: Int
        let dataset: Manifest.DatasetUse
        let origin: Manifest.Origin?
        let counts: JSONCounts
        let estimatedOn: JSONPrefix?
        let simulated: Bool

        enum CodingKeys: String, CodingKey {
            case file, program, models, rubric, protocolName = "protocol", trials, dataset, origin, counts, simulated
            case estimatedOn = "estimated_on"
        }

        init(_ side: ComparedRun) {
            file = side.file
            program = side.manifest.program
            models = side.manifest.models
            rubric = side.manifest.rubric.map(JSONRubric.init)
            protocolName = side.manifest.protocolUse.name
            trials = side.tally.trials
            dataset = side.manifest.dataset
            origin = side.manifest.origin
            counts = JSONCounts(side.tally.counts)
            let (ended, planned) = (side.ended, side.tally.samples)
            estimatedOn = ended < planned ? JSONPrefix(samples: ended, planned: planned) : nil
            simulated = side.manifest.isSimulated
        }
    }

    struct Samples: Encodable {
        let common, clusters, only_a, only_b: Int
    }

    struct Flips: Encodable {
        let name: String
        let rose, fell: [String]
    }

    /// One metric on the whole or on a slice; what is not there is null.
    struct Metric: Encodable {
        let difference: PairedDifference

        enum CodingKeys: String, CodingKey {
            case name, title, direction, group, pairs, unresolved, a, b, difference, interval, bounds, p, exact =
                "p_exact"
            case adjusted = "p_holm"
            case test, rose, fell, reason
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(difference.name, forKey: .name)
            try container.encode(difference.title, forKey: .title)
            try container.encode(difference.direction, forKey: .direction)
            try container.encode(difference.group, forKey: .group)
            try container.encode(difference.pairs, forKey: .pairs)
            let leftOut = difference.leftOut
            try container.encode(
                ["a": leftOut.first, "b": leftOut.second, "both": leftOut.both], forKey: .unresolved)
            try container.encode(difference.first.map(Value.init), forKey: .a)
            try container.encode(difference.second.map(Value.init), forKey: .b)
            try container.encode(difference.difference, forKey: .difference)
            try container.encode(difference.interval, forKey: .interval)
            try container.encode(difference.bounds, forKey: .bounds)
            try container.encode(difference.test?.p, forKey: .p)
            try container.encode(difference.test?.exactP, forKey: .exact)
            try container.encode(difference.adjustedP, forKey: .adjusted)
            try container.encode(difference.test.map(Test.init), forKey: .test)
            try container.encode(difference.rose, forKey: .rose)
            try container.encode(difference.fell, forKey: .fell)
            try container.encode(difference.reason, forKey: .reason)
        }
    }

    struct Value: Encodable {
        let value: Double
        let numerator, denominator: Int?

        init(_ value: PairedDifference.Value) {
            self.value = value.value
            numerator = value.numerator
            denominator = value.denominator
        }
    }

    /// The test by name, with what is needed to repeat it.
    struct Test: Encodable {
        var name: String
        var draws: Int?
        var seed: UInt64?

        init(_ test: PairedDifference.Test) {
            switch test {
            case .mcnemar:
                name = "mcnemar_mid_p"
            case .bootstrap(let bootstrap, _):
                name = "cluster_bootstrap"
                draws = bootstrap.draws
                seed = bootstrap.seed
            }
        }
    }
}
