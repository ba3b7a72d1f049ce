import AssayCore
import AssayTestSupport
import Foundation
import GRDB
import SystemPackage
import Testing

@testable import AssayStore

struct RunDraftTests {
    @Test func `a draft has a hidden name until it is published`() async throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        try draft.append(RunFixture.sample("s1"), stratum: "all")
        #expect(try run.names.filter { !$0.hasPrefix(".") } == ["run.assay.lock"])
        let sealed = try draft.seal(seed: 1, limit: nil)
        let writer = try draft.publish(RunFixture.manifest(sealed))
        #expect(try run.names.filter { $0.hasPrefix(".") }.isEmpty)
        #expect(try run.names.contains("run.assay"))
        try await writer.close(complete: false)
    }

    @Test func `a discarded draft leaves nothing`() throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        try draft.append(RunFixture.sample("s1"), stratum: "all")
        draft.discard()
        #expect(try run.names == [])
    }

    @Test func `a draft that is let go leaves nothing`() throws {
        let run = try RunFixture()
        do {
            let draft = try RunDraft(at: run.path)
            try draft.append(RunFixture.sample("s1"), stratum: "all")
        }
        #expect(try run.names == [])
    }

    @Test func `a failed publication leaves nothing but what was in its way`() throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        let sealed = try draft.seal(seed: 1, limit: nil)
        try run.folder.write(Array("other".utf8), to: "run.assay")
        #expect(throws: StoreError.destinationExists(run.path.string)) {
            try draft.publish(RunFixture.manifest(sealed))
        }
        #expect(try run.names == ["run.assay"])
        #expect(try String(contentsOfFile: run.path.string, encoding: .utf8) == "other")
    }

    @Test func `an existing file is never written over`() throws {
        let run = try RunFixture()
        try run.folder.write([1], to: "run.assay")
        #expect(throws: StoreError.destinationExists(run.path.string)) { try RunDraft(at: run.path) }
        #expect(try run.names == ["run.assay"])
    }

    @Test func `a link that leads nowhere is in the way too`() throws {
        let run = try RunFixture()
        try FileManager.default.createSymbolicLink(atPath: run.path.string, withDestinationPath: "nowhere")
        #expect(throws: StoreError.destinationExists(run.path.string)) { try RunDraft(at: run.path) }
    }

    @Test func `a missing folder is named`() throws {
        let run = try RunFixture()
        let folder = run.folder.path.appending("absent")
        #expect(throws: StoreError.noSuchFolder(folder.string)) { try RunDraft(at: folder.appending("run.assay")) }
    }

    @Test func `two drafts for one destination are refused`() throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        #expect(throws: StoreError.inUse(run.path.string, process: Int(getpid()))) { try RunDraft(at: run.path) }
        draft.discard()
    }

    @Test func `what a killed draft left is removed by the next one`() throws {
        let run = try RunFixture()
        for name in [".run.assay.draft", ".run.assay.draft-journal"] {
            try run.folder.write(Array("left over".utf8), to: name)
        }
        let draft = try RunDraft(at: run.path)
        try draft.append(RunFixture.sample("s1"), stratum: "all")
        #expect(try draft.seal(seed: 1, limit: nil).samples == 1)
    }

    @Test(arguments: [2, 300])
    func `an id that occurs twice is refused where it occurs, and the draft goes on`(distance: Int) throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        for number in 1..<distance { try draft.append(RunFixture.sample("s\(number)"), stratum: "all") }
        #expect(throws: StoreError.duplicateSample("s1")) { try draft.append(RunFixture.sample("s1"), stratum: "all") }
        try draft.append(RunFixture.sample("another"), stratum: "all")
        #expect(try draft.seal(seed: 1, limit: nil).samples == distance)
    }

    @Test func `samples come back as they were, media and all`() async throws {
        let run = try RunFixture()
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4]
        let drawn = try #require(Media(embedding: png))
        let modified = Date(timeIntervalSinceReferenceDate: 785_000_000.123_456_7)
        let sound = Media(
            type: .wav, size: 9, digest: Digest(of: "sound"), location: .file("/data/a b?.wav", modified: modified))
        let samples = [
            Sample(
                id: "a/1", groups: ["category": "锁", "voice": "female"],
                content: [.text("What is this?\n\u{0}\"\\"), .image(drawn), .audio(sound), .text("")],
                target: .safety(warning: nil, reference: "a padlock"), language: .chinese, pair: "p1"),
            Sample(id: "b", groups: [:], content: [], target: .helpfulness, language: .english),
        ]
        let draft = try RunDraft(at: run.path)
        for sample in samples { try draft.append(sample, stratum: "all") }
        let sealed = try draft.seal(seed: 1, limit: nil)
        let writer = try draft.publish(RunFixture.manifest(sealed))
        let read = try writer.unfinished(after: 0, limit: 10).map(\.sample).sorted { $0.id < $1.id }
        #expect(read == samples)
        guard case .file(let path, let time) = read[0].media[1].location,
            case .embedded(let bytes) = read[0].media[0].location
        else { throw StoreError.noSuchFile("media") }
        #expect(path == "/data/a b?.wav")
        #expect(time == modified)
        #expect(bytes == png)
        try await writer.close(complete: false)
    }

    @Test func `the manifest comes back as it was`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        try await writer.close(complete: false)
        let manifest = try RunReader(run.path).manifest
        #expect(manifest == writer.manifest)
        #expect(manifest.created == Date(timeIntervalSince1970: 1_700_000_000.5))
        #expect(manifest.options == ["--limit": "3"])
        #expect(manifest.settings.trials == 1)
    }

    @Test func `what cannot be written while the dataset is read on is told, and nothing is left`() throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        // Its tables are made meanwhile; another writer would be in the way.
        try draft.perform { _ in }
        let other = try DatabaseQueue(path: run.folder.path.appending(".run.assay.draft").string)
        try other.write { database in
            try database.execute(sql: "DROP TABLE media; DROP TABLE sample")
        }
        try other.close()
        #expect(throws: StoreError.self) {
            for number in 1...1000 { try draft.append(RunFixture.sample("s\(number)"), stratum: "all") }
            _ = try draft.seal(seed: 1, limit: nil)
        }
        #expect(throws: StoreError.self) { try draft.seal(seed: 1, limit: nil) }
        draft.discard()
        #expect(try run.names == [])
    }

    @Test func `an order that cannot be written is told before the file has its name`() throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        for number in 1...10 { try draft.append(RunFixture.sample("s\(number)"), stratum: "all") }
        try draft.perform { database in
            try database.execute(
                sql: "CREATE TRIGGER full BEFORE UPDATE ON sample BEGIN SELECT RAISE(ABORT, 'no room'); END")
        }
        let sealed = try draft.seal(seed: 1, limit: nil)
        let fault = #expect(throws: StoreError.self) { try draft.publish(RunFixture.manifest(sealed)) }
        #expect(fault?.description.contains("no room") == true)
        draft.discard()
        #expect(try run.names == [])
    }

    @Test func `clusters are named by their first sample in the order of the run, however many stand between`()
        throws
    {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        for number in 1...300 {
            let text = [7, 150, 290].contains(number) ? "the same question" : nil
            try draft.append(
                RunFixture.sample("s\(number)", text: text, pair: [20, 150].contains(number) ? "p" : nil),
                stratum: "all")
        }
        let writer = try draft.publish(RunFixture.manifest(draft.seal(seed: 1, limit: nil)))
        let rows = try writer.database.read {
            try Row.fetchAll($0, sql: "SELECT id, ordinal, cluster FROM sample ORDER BY ordinal")
        }
        let together: Set = ["s7", "s20", "s150", "s290"]
        let first = try #require(rows.first { together.contains($0[0]) })[1] as Int
        #expect(rows.count == 300)
        #expect(rows.allSatisfy { ($0[2] as Int) == (together.contains($0[0]) ? first : $0[1]) })
    }
}
