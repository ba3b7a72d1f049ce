import AssayCore
import AssayStore
import Foundation
import GRDB
import SystemPackage
import Testing

struct RunWriterRecoveryTests {
    @Test func `a file whose session was killed before its log was begun has lost nothing and is gone on with`()
        async throws
    {
        let run = try RunFixture()
        try await run.publish().close(complete: false)
        try run.tamper("UPDATE state SET value = 'opening'")
        // SQLite notes the log in the header before it makes one (bytes 18 and 19, file format).
        let url = URL(filePath: run.path.string)
        var bytes = try Data(contentsOf: url)
        bytes.replaceSubrange(18..<20, with: [2, 2])
        try bytes.write(to: url)
        #expect(try RunReader(run.path).warnings == [])
        let writer = try RunWriter.open(run.path)
        try await RunFixture.answer("s1", in: writer)
        try await writer.close(complete: false)
        #expect(try RunReader(run.path).audit() == [])
    }

    @Test func `a log that is lost after the session began is still missed`() async throws {
        let (run, copied) = (try RunFixture(), try RunFixture())
        let writer = try run.publish()
        // No call has been made yet, and the file itself knows that there may be some.
        try run.copy(["run.assay"], to: copied)
        #expect(throws: StoreError.missingWAL(copied.path.string)) { try RunWriter.open(copied.path) }
        try await writer.close(complete: false)
    }

    /// A copy of a run file in the middle of a change, as a kill leaves it: the journal is beside it.
    private func torn() async throws -> RunFixture {
        let (run, copied) = (try RunFixture(), try RunFixture())
        try await run.publish().close(complete: false)
        let database = try DatabaseQueue(path: run.path.string)
        try await database.writeWithoutTransaction { database in
            // Unsynchronised, the journal's header counts its pages from the beginning.
            try database.execute(sql: "PRAGMA synchronous = OFF")
            try database.inTransaction(.immediate) {
                try database.execute(sql: "UPDATE state SET value = 'opening'")
                try run.copy(["run.assay", "run.assay-journal"], to: copied)
                return .rollback
            }
        }
        try database.close()
        return copied
    }

    @Test func `a change that a crash broke off is taken back by whoever goes on with the run`() async throws {
        let run = try await torn()
        #expect(throws: StoreError.needsRecovery(run.path.string)) { try RunReader(run.path) }
        let manifest = try RunWriter.manifest(of: run.path)
        #expect(try RunReader(run.path).manifest == manifest)
        #expect(try run.names == ["run.assay"])
        let writer = try RunWriter.open(run.path)
        try await RunFixture.answer("s1", in: writer)
        try await writer.close(complete: false)
        #expect(try RunReader(run.path).audit() == [])
    }

    @Test func `a file that a process writes is not touched`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        #expect(try RunWriter.manifest(of: run.path) == writer.manifest)
        try await writer.close(complete: false)
    }
}
