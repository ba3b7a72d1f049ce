public import AssayCore
public import AssayMetrics

/// Everything that a reader is shown of two runs compared, free of any form of printing.
public struct ComparisonReport: Sendable {
    /// One of the two runs.
    public struct Side: Sendable {
        /// The file as a reader knows it, without its folder.
        public let file: String
        /// What was planned.
        public let manifest: Manifest
        /// What became of the records.
        public let tally: Tally
        /// How many samples at the start of the run's order have ended; all of them for a whole run.
        let ended: Int

        /// A run with how its records ended.
        public init<Label>(file: String, manifest: Manifest, records: Records<Label>) {
            self.file = file
            self.manifest = manifest
            tally = Tally(records)
            ended = records.endedPrefix
        }

        /// The judge, or that there is none.
        var judge: String { manifest.judgeName ?? "none" }
    }

    /// How many samples are in both runs, and how many in one alone.
    public struct Samples: Sendable, Hashable {
        let common: Int
        let clusters: Int
        let onlyA: Int
        let onlyB: Int
        /// Replies that are one and the same asking in both runs, by role; none is left out.
        let sharedReplies: [Role: Int]

        /// The samples of two runs.
        ///
        /// - Parameters:
        ///   - pairing: which samples they have in common.
        ///   - records: how these ended.
        ///   - sharedReplies: how many replies the response cache gave to both, by role.
        public init<Label>(_ pairing: SamplePairing, _ records: PairedRecords<Label>, sharedReplies: [Role: Int]) {
            common = pairing.pairs.count
            clusters = records.clusterCount
            onlyA = pairing.firstAlone
            onlyB = pairing.secondAlone
            self.sharedReplies = sharedReplies.filter { $0.value > 0 }
        }
    }

    /// The run that is compared with.
    public let a: Side
    /// The run that is compared.
    public let b: Side
    /// The common samples.
    public let samples: Samples
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
    public init(a: Side, b: Side, samples: Samples, comparison: PairedComparison, warnings: [String]) {
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
