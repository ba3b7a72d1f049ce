import AssayCore
import AssayMetrics
import AssayReports
import AssayStore
import AssaySuites
import SystemPackage

/// Two run files as a comparison.
struct PairReading {
    private let first: RunReader
    private let second: RunReader

    /// Refuses files that cannot be compared.
    init(_ first: FilePath, _ second: FilePath) throws {
        self.first = try RunReader(first)
        self.second = try RunReader(second)
        let (one, other) = (self.first.manifest.suite, self.second.manifest.suite)
        guard one == other else {
            throw CommandFault(
                "\(first) is a run of \(one.words), \(second) of \(other.words); compare runs of one suite and version")
        }
        let definitions = (self.first.manifest.definition, self.second.manifest.definition)
        guard definitions.0.map({ one in definitions.1.map(one.countsLike) ?? false }) ?? (definitions.1 == nil) else {
            throw CommandFault(
                "\(first) and \(second) count suite \(one.words) by different questions or metrics; compare runs of one "
                    + "definition, and give it another version whenever it changes")
        }
    }

    /// The names of what can be compared.
    func comparableNames() throws -> [String] {
        try Self.names(of: Catalogue.suite(of: first.manifest))
    }

    private static func names<Recipe: Suite>(of suite: Recipe) -> [String] {
        suite.metrics.filter { PairedComparison.compares($0) }.map(\.name)
    }

    /// Everything measured anew from the stored records.
    func report() throws -> ComparisonReport {
        try report(by: Catalogue.suite(of: first.manifest))
    }

    private func report<Recipe: Suite>(by suite: Recipe) throws -> ComparisonReport {
        let pairing = try pairing()
        let records = PairedRecords(
            try first.records(labels: suite.labels), try second.records(labels: suite.labels), pairing: pairing)
        return ComparisonReport(
            a: side(first, records.first), b: side(second, records.second),
            samples: .init(pairing, records, sharedReplies: try sharedReplies()),
            comparison: PairedComparison(of: records, metrics: suite.metrics, slices: suite.slices),
            warnings: first.warnings + second.warnings)
    }

    private func sharedReplies() throws -> [Role: Int] {
        var shared: [Role: Int] = [:]
        for role in first.manifest.roles { shared[role] = try first.sharedReplies(with: second, role: role) }
        return shared
    }

    private func side<Label>(_ reader: RunReader, _ records: Records<Label>) -> ComparedRun {
        .init(
            file: reader.path.lastComponent?.string ?? reader.path.string, manifest: reader.manifest, records: records)
    }

    private func pairing() throws -> SamplePairing {
        let pairing = SamplePairing(try first.identities(), try second.identities())
        if let id = pairing.differing.first {
            throw CommandFault(
                "\(first.path) and \(second.path) hold different datasets: \(pairing.differing.count) samples of the same "
                    + "id are not the same, the first is \(id.printable(atMost: 80)); compare runs of the same data")
        }
        guard !pairing.pairs.isEmpty else {
            throw CommandFault(
                "\(first.path) and \(second.path) have no sample in common; compare runs of the same dataset")
        }
        return pairing
    }
}

extension Manifest.SuiteUse {
    /// `siuo, version 1`.
    fileprivate var words: String { "\(name.printable(atMost: 80)), version \(version.printable(atMost: 20))" }
}
