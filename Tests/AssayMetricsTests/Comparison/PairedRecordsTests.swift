import AssayCore
import Testing

@testable import AssayMetrics

extension PairedRecords<Finding> {
    /// Two runs over the same samples in the same order, by the ids `s1`, `s2`, ...
    static func of(_ first: Records<Finding>, _ second: Records<Finding>) -> PairedRecords {
        let identities = first.samples.map {
            SampleIdentity(id: "s\($0 + 1)", digest: Digest(of: "s\($0 + 1)"), index: $0)
        }
        .sorted { SampleIdentity.precedes($0.id, $1.id) }
        return PairedRecords(first, second, pairing: SamplePairing(identities, identities))
    }
}

struct PairedRecordsTests {
    private static func run(_ count: Int, weight: Double = 1, clusters: [Int]) -> Records<Finding> {
        .of(
            (0..<count).map {
                Planned(
                    entries: [.ruled(safe: true)], weight: weight, cluster: clusters[$0],
                    groups: [.category: $0 < 2 ? "locks" : "knives"])
            }, trials: 1)
    }

    @Test func `samples that share something in either run are one cluster`() {
        let records = PairedRecords.of(
            Self.run(5, clusters: [0, 0, 2, 3, 4]), Self.run(5, clusters: [9, 1, 1, 3, 3]))
        #expect(records.clusters == [0, 0, 0, 3, 3])
        #expect(records.clusterCount == 2)
    }

    @Test func `weights are those of the run with fewer samples`() {
        let identities = (0..<5).map { SampleIdentity(id: "s\($0)", digest: Digest(of: "\($0)"), index: $0) }
        let all = Self.run(5, clusters: Array(0..<5))
        let part = Self.run(3, weight: 4, clusters: Array(0..<3))
        let pairing = SamplePairing(identities, Array(identities.prefix(3)))
        #expect(PairedRecords(all, part, pairing: pairing).weights == [4, 4, 4])
        #expect(PairedRecords(part, all, pairing: pairing).weights == [4, 4, 4])
    }

    @Test func `slices hold the places of their pairs, and the whole comes first`() {
        let records = PairedRecords.of(Self.run(4, clusters: [0, 1, 2, 3]), Self.run(4, clusters: [0, 1, 2, 3]))
        let parts = records.parts(by: [[.category], [.language]])
        #expect(parts.map(\.group) == [[:], [.category: "knives"], [.category: "locks"]])
        #expect(parts.map(\.breakdown) == [nil, 0, 0])
        #expect(parts.map(\.places) == [[0, 1, 2, 3], [2, 3], [0, 1]])
    }
}
