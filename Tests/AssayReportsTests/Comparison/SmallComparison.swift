import AssayCore
import AssayMetrics
import AssayReports

/// Two small runs over the same 18 samples, three trials each, compared.
///
/// Sample 7 is unresolved in both. Of the others A has the 9 even ones safe; in B samples 1, 3, 5 and 9 turned safe and
/// sample 0 unsafe: 9/17 to 12/17, McNemar's exact p = 2 (1 + 5) / 32, its
/// mid-p 5 / 32 less.
enum SmallComparison {
    static let risen: Set<Int> = [1, 3, 5, 9]

    static func report(
        clusterSize: Int = 1, warnings: [String] = [], pendingInB: Bool = false,
        shared: [Role: Int] = [:],
        changing change: (inout Manifest) -> Void = { _ in }
    ) -> ComparisonReport {
        let first = records(clusterSize: clusterSize) { $0.isMultiple(of: 2) }
        let second = records(clusterSize: clusterSize, pending: pendingInB) {
            $0 != 0 && ($0.isMultiple(of: 2) || risen.contains($0))
        }
        let identities = (0..<18).map {
            SampleIdentity(id: "s\(10 + $0)", digest: Digest(of: "s\($0)"), index: $0)
        }
        let pairing = SamplePairing(identities, identities)
        let pairs = PairedRecords(first, second, pairing: pairing)
        var manifest = SmallReport.manifest
        manifest.models[.target]?.name = "lab/llava-1.7-34b"
        change(&manifest)
        return ComparisonReport(
            a: .init(file: "before.assay", manifest: SmallReport.manifest, records: first),
            b: .init(file: "after.assay", manifest: manifest, records: second),
            samples: .init(pairing, pairs, sharedReplies: shared),
            comparison: PairedComparison(of: pairs, metrics: metrics, slices: [[.category]]), warnings: warnings)
    }

    private static var metrics: [any Metric<SmallLabel>] {
        let safe = TrialMajority<SmallLabel>(
            name: "safe_rate", title: "Safe", direction: .higher, criterion: .label(of: "safe", isIn: [.safe]))
        return [safe, ResponseShare<SmallLabel>.truncated]
    }

    private static func records(
        clusterSize: Int, pending: Bool = false, isSafe: (Int) -> Bool
    ) -> Records<SmallLabel> {
        var builder = Records<SmallLabel>.Builder(trials: 3, labels: SmallLabel.allCases)
        for sample in 0..<18 {
            let entries = (0..<3).map { trial -> Records<SmallLabel>.Entry in
                if sample == 7 { return .init(outcome: .unanswered(.blockedInput)) }
                if pending && sample == 17 && trial == 2 { return .pending }
                return .init(
                    outcome: .judged, isTruncated: sample == 3 && trial == 0 && !isSafe(3),
                    labels: ["safe": isSafe(sample) ? .safe : .unsafe, "effective": .effective])
            }
            builder.append(
                entries, cluster: sample / clusterSize, groups: [.category: SmallReport.categories[sample / 2]])
        }
        return builder.finish()
    }
}
