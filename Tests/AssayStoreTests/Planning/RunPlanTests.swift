import AssayCore
import AssayTestSupport
import Foundation
import GRDB
import SystemPackage
import Testing

@testable import AssayStore

struct RunPlanTests {
    /// Strata of 10, 5 and 1 samples, in the order of a dataset.
    private static let sizes = [("a", 10), ("b", 5), ("c", 1)]

    private struct Planned {
        let id: String
        let stratum: String
        let weight: Double
    }

    private func plan(limit: Int?, seed: Int = 1) throws -> (SealedPlan, [Planned]) {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        for (stratum, size) in Self.sizes {
            for number in 1...size { try draft.append(RunFixture.sample("\(stratum)\(number)"), stratum: stratum) }
        }
        let sealed = try draft.seal(seed: seed, limit: limit)
        let writer = try draft.publish(RunFixture.manifest(sealed))
        let planned = try writer.database.read { database in
            try Row.fetchAll(database, sql: "SELECT id, stratum, weight FROM sample ORDER BY ordinal")
                .map { Planned(id: $0[0], stratum: $0[1], weight: $0[2]) }
        }
        return (sealed, planned)
    }

    @Test func `a limited run takes from each stratum in proportion, and weights say for how many each stands`() throws
    {
        let (sealed, planned) = try plan(limit: 4)
        #expect(sealed.samples == 4)
        #expect(sealed.available == 16)
        #expect(planned.map(\.stratum).sorted() == ["a", "a", "b", "c"])
        // 10 samples of a in 2, 5 of b in 1, 1 of c in 1.
        for sample in planned { #expect(sample.weight == ["a": 5, "b": 5, "c": 1][sample.stratum]) }
        #expect(planned.reduce(0) { $0 + $1.weight } == 16)
    }

    @Test func `every prefix of a full run has nearly the proportions of the whole`() throws {
        let (_, planned) = try plan(limit: nil)
        #expect(planned.count == 16)
        #expect(planned.allSatisfy { $0.weight == 1 })
        // Positions (rank - 1/2) / size: a 1/20, 3/20, ..., b 1/10, 3/10, ..., c 1/2. Ties, as of a's 3/20... and b's,
        // do not occur before c: a 0.05 b 0.1 a 0.15 a 0.25 b 0.3 a 0.35 a 0.45, then b and c at 0.5.
        #expect(planned.prefix(7).map(\.stratum) == ["a", "b", "a", "a", "b", "a", "a"])
        #expect(Set(planned[7...8].map(\.stratum)) == ["b", "c"])
        #expect(planned[9...].map(\.stratum) == ["a", "a", "b", "a", "a", "b", "a"])
    }

    @Test func `within a stratum the hash of seed and id decides`() throws {
        let (_, planned) = try plan(limit: nil, seed: 7)
        let ids = planned.map(\.id).filter { $0.hasPrefix("a") }
        #expect(ids == ids.sorted { StableHash(of: $0, seed: 7).mixed < StableHash(of: $1, seed: 7).mixed })
    }

    @Test func `a smaller limit plans a part of what a larger one plans`() throws {
        let (small, large) = (try plan(limit: 4).1, try plan(limit: 8).1)
        #expect(Set(small.map(\.id)).isSubset(of: large.map(\.id)))
    }

    @Test func `another seed gives another order and the same digest`() throws {
        let (first, second) = (try plan(limit: nil, seed: 1), try plan(limit: nil, seed: 2))
        #expect(first.1.map(\.id) != second.1.map(\.id))
        #expect(first.0.digest == second.0.digest)
    }

    @Test func `the digest is over the digests of the samples in order of their ids`() throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        let samples = ["b", "a"].map { RunFixture.sample($0) }
        for sample in samples { try draft.append(sample, stratum: "all") }
        let digests = ["a", "b"].map { id in
            // The columns as a JSON array, written out by hand.
            let columns =
                #"["\#(id)","en","{\"safety\":{\"warning\":\"keep the key\"}}","#
                + #""[{\"text\":\"How does padlock \#(id) work?\"}]","{\"category\":\"locks\"}",null]"#
            return Digest(of: columns).hex
        }
        #expect(try draft.seal(seed: 3, limit: nil).digest == Digest(of: digests.joined()))
    }

    @Test func `samples that share a text, a medium or a pair are one cluster, named by its first in run order`() throws
    {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]
        let picture = try #require(Media(embedding: png))
        let samples = [
            RunFixture.sample("1", text: "same"), RunFixture.sample("2", media: picture),
            RunFixture.sample("3", text: "same", media: picture), RunFixture.sample("4", pair: "p"),
            RunFixture.sample("5", pair: "p"), RunFixture.sample("6"),
        ]
        for sample in samples { try draft.append(sample, stratum: "all") }
        let sealed = try draft.seal(seed: 1, limit: nil)
        let writer = try draft.publish(RunFixture.manifest(sealed))
        let rows = try writer.database.read { database in
            try Row.fetchAll(database, sql: "SELECT id, ordinal, cluster FROM sample")
        }
        let ordinals = Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Int) })
        for group in [["1", "2", "3"], ["4", "5"], ["6"]] {
            let clusters = Set(rows.filter { group.contains($0[0]) }.map { $0[2] as Int })
            #expect(clusters == [group.compactMap { ordinals[$0] }.min() ?? 0])
        }
    }

    @Test func `what a limit leaves out leaves no trace in the file`() throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        for number in 0..<100 {
            let bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, UInt8(number)]
            let sample = RunFixture.sample(
                "s\(number)", text: "\(number) " + String(repeating: "padlock ", count: 500),
                media: Media(embedding: bytes))
            try draft.append(sample, stratum: "all")
        }
        let sealed = try draft.seal(seed: 1, limit: 2)
        let writer = try draft.publish(RunFixture.manifest(sealed))
        let (media, size) = try writer.database.read { database in
            (
                try Int.fetchOne(database, sql: "SELECT count(*) FROM media"),
                try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            )
        }
        #expect(media == 2)
        // 100 samples of 4 kB would be more than 100 pages.
        #expect(size < 60)
    }
}
