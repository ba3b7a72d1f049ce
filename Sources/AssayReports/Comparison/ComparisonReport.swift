import AssayCore
public import AssayMetrics

/// Everything that a reader is shown of two runs compared, free of any form of printing.
public struct ComparisonReport: Sendable {
    /// The run that is compared with.
    public let a: ComparedRun
    /// The run that is compared.
    public let b: ComparedRun
    /// The common samples.
    public let samples: ComparedSamples
    /// What differs, and what changed.
    public let comparison: PairedComparison
    /// What a reader has to know before trusting the numbers: sentences.
    public let notes: [String]
    /// In what the plans differ.
    let plans: ManifestDifferences

    /// A report on two runs of one suite.
    ///
    /// - Parameters:
    ///   - a: the run that is compared with.
    ///   - b: the run that is compared.
    ///   - samples: what they have in common.
    ///   - comparison: what was found.
    ///   - warnings: what the caller knows beside; they stand among the notes.
    public init(
        a: ComparedRun, b: ComparedRun, samples: ComparedSamples, comparison: PairedComparison, warnings: [String]
    ) {
        self.a = a
        self.b = b
        self.samples = samples
        self.comparison = comparison
        plans = ManifestDifferences(a.manifest, b.manifest)
        notes = ComparisonNotes(a: a, b: b, samples: samples, comparison: comparison, plans: plans)
            .sentences(with: warnings)
    }

    /// The differences on all common samples.
    var whole: [PairedDifference] { comparison.differences.filter(\.group.isEmpty) }

    /// Whether a persona of ours took part in either run.
    var isSimulated: Bool { a.manifest.isSimulated || b.manifest.isSimulated }

    /// What must not be overlooked, in capitals; nil where there is nothing of the kind.
    var alarm: String? {
        guard plans.contains("models.judge") || plans.contains("rubric") else { return nil }
        let judges =
            a.judge == b.judge ? "\(a.judge), with other words or another endpoint" : "\(a.judge) in A, \(b.judge) in B"
        return "THE JUDGES DIFFER: \(judges). A difference may be the judges' and not the models'."
    }

    /// The headline metrics by breakdown and metric.
    var sections: [(title: String, differences: [PairedDifference])] {
        var order: [String] = []
        var members: [String: [PairedDifference]] = [:]
        for difference in comparison.differences where !difference.group.isEmpty && difference.isHeadline {
            let groups = difference.group.keys.sorted().map(\.rawValue).joined(separator: " and ")
            let title = "\(difference.title) (\(difference.name)) by \(groups)"
            if members[title] == nil { order.append(title) }
            members[title, default: []].append(difference)
        }
        return order.map { ($0, members[$0] ?? []) }
    }
}
