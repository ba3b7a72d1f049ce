import AssayCore
import AssayTestSupport
import Foundation
import GRDB
import SystemPackage
import Testing

@testable import AssayStore

struct RunFileTests {
    @Test func `reading a copy of an unfinished run changes nothing beside it`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        try await RunFixture.answer("s1", in: writer)
        try await writer.flush()
        let copy = try RunFixture()
        try run.copy(["run.assay", "run.assay-wal"], to: copy)
        let before = try ["run.assay", "run.assay-wal"].map {
            try Data(contentsOf: URL(filePath: copy.folder.path.string + "/" + $0))
        }
        #expect(try RunReader(copy.path).facts().roles[.target]?.calls == 1)
        let after = try ["run.assay", "run.assay-wal"].map {
            try Data(contentsOf: URL(filePath: copy.folder.path.string + "/" + $0))
        }
        #expect(before == after)
    }

    @Test func `a missing log is told of and none is made`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        try await RunFixture.answer("s1", in: writer)
        try await writer.flush()
        let copy = try RunFixture()
        try run.copy(["run.assay"], to: copy)
        let reader = try RunReader(copy.path)
        _ = try reader.facts()
        let warning = try #require(reader.warnings.first)
        #expect(warning.contains("not closed and its -wal is missing"))
        #expect(warning.contains("copied without") && warning.contains("nothing is missing"))
        #expect(try copy.names == ["run.assay"])
    }

    @Test func `a name with signs of an address is read as a name`() async throws {
        let folder = try RunFixture().folder
        let path = folder.path.appending("a?b#c%d é.assay")
        let draft = try RunDraft(at: path)
        let writer = try draft.publish(RunFixture.manifest(draft.seal(seed: 1, limit: nil)))
        let copy = folder.path.appending("x?y%41.assay")
        try FileManager.default.copyItem(atPath: path.string, toPath: copy.string)
        #expect(try RunReader(copy).warnings.count == 1)
        try await writer.close(complete: true)
        #expect(try RunReader(path).warnings.isEmpty)
    }

    @Test func `a run file of a newer program is refused`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: true)
        try run.tamper("INSERT INTO grdb_migrations VALUES ('run file 999')")
        #expect(throws: StoreError.newer(run.path.string)) { try RunReader(run.path) }
        #expect(throws: StoreError.newer(run.path.string)) { try RunWriter.open(run.path) }
        #expect(try run.names == ["run.assay"])
    }

    @Test func `another program's database is refused`() throws {
        let run = try RunFixture()
        let database = try DatabaseQueue(path: run.path.string)
        try database.write { try $0.execute(sql: "CREATE TABLE other (x)") }
        try database.close()
        #expect(throws: StoreError.notARunFile(run.path.string)) { try RunReader(run.path) }
        #expect(throws: StoreError.notARunFile(run.path.string)) { try RunWriter.open(run.path) }
    }

    @Test func `a file cut anywhere is told of and never read as whole`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        for id in ["s1", "s2", "s3"] { try await RunFixture.answer(id, in: writer) }
        try await writer.close(complete: true)
        let bytes = Array(try Data(contentsOf: URL(filePath: run.path.string)))
        #expect(bytes.count.isMultiple(of: 4096))
        for length in stride(from: 0, to: bytes.count, by: 4096) + [1, 15, 99, 100, 4097, bytes.count - 1] {
            let cut = try RunFixture()
            try cut.folder.write(bytes.prefix(length), to: "run.assay")
            for open in [{ _ = try RunReader(cut.path) }, { _ = try RunWriter.open(cut.path) }] {
                let error = #expect(throws: StoreError.self) { try open() }
                let words = error?.description ?? ""
                #expect(words.contains(length == 0 ? "empty" : "cut short"), "at \(length): \(words)")
            }
        }
    }

    @Test func `an unfinished file and a log cut anywhere open to what was committed before the cut`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        for id in ["s1", "s2", "s3"] { try await RunFixture.answer(id, in: writer) }
        try await writer.flush()
        let bytes = Array(try Data(contentsOf: URL(filePath: run.path.string + "-wal")))
        var before = 0
        for length in stride(from: 0, through: bytes.count, by: 4096) + [bytes.count] {
            let cut = try RunFixture()
            try run.copy(["run.assay"], to: cut)
            try cut.folder.write(bytes.prefix(length), to: "run.assay-wal")
            let calls = try RunReader(cut.path).facts().roles[.target]?.calls ?? 0
            #expect(calls >= before)
            before = calls
        }
        #expect(before == 3)
    }

    @Test func `damage inside is told of in the same words`() async throws {
        let run = try RunFixture()
        try await run.publish(samples: 50).close(complete: true)
        var bytes = Array(try Data(contentsOf: URL(filePath: run.path.string)))
        for index in 4096..<bytes.count { bytes[index] = 0xFF }
        let damaged = try RunFixture()
        try damaged.folder.write(bytes, to: "run.assay")
        let error = #expect(throws: StoreError.self) { try RunReader(damaged.path).audit() }
        #expect(error?.description.contains("cut short or damaged") == true)
    }

    @Test func `on a network file system the writer keeps every other process out`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: false)
        let file = try RunFile(writing: RunFileNames(existing: run.path), alone: true, lacksWAL: false)
        let mode = try await file.database.writeWithoutTransaction { database in
            try RunFile.beginLog(in: database, at: run.path)
            try database.execute(sql: "UPDATE state SET value = 'open'")
            return try String.fetchOne(database, sql: "PRAGMA locking_mode")
        }
        #expect(mode == "exclusive")
        // Memory that processes share is what a network cannot give.
        #expect(try !run.names.contains("run.assay-shm"))
    }

    @Test func `a file that was left open before its log began lacks nothing`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: false)
        try run.tamper("UPDATE state SET value = 'open'")
        #expect(try RunReader(run.path).warnings.isEmpty)
        try await RunWriter.open(run.path).close(complete: false)
    }

    @Test func `a change that was cut off is taken back by the next writer`() async throws {
        let run = try RunFixture()
        try await run.publish(samples: 50).close(complete: false)
        let cut = try RunFixture()
        // A cache of one page makes SQLite write into the file before the transaction ends.
        let database = try DatabaseQueue(path: run.path.string)
        try await database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA cache_size = 1")
            try database.inTransaction {
                try database.execute(sql: "UPDATE sample SET stratum = 'half done', pair = hex(zeroblob(500))")
                try run.copy(["run.assay", "run.assay-journal"], to: cut)
                return .rollback
            }
        }
        #expect(throws: StoreError.needsRecovery(cut.path.string)) { try RunReader(cut.path) }
        try await RunWriter.open(cut.path).close(complete: false)
        #expect(try cut.names == ["run.assay"])
        #expect(try RunReader(cut.path).audit() == [])
    }
}
