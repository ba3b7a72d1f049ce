import AssayCore
import AssayTestSupport
import Foundation
import GRDB
import Testing

@testable import AssayStore

struct RunWriterClosingTests {
    /// What a look sees of a run: its outcomes, whether it is complete, what lies beside the file.
    private struct Seen: Sendable {
        let outcomes: [Int]
        let isComplete: Bool
        let events: [String]
        let names: [String]
    }

    private static func look(_ run: RunFixture) throws -> Seen {
        let reader = try RunReader(run.path)
        return Seen(
            outcomes: try reader.records(labels: StandInLabel.allCases).outcomeCounts.map(\.count),
            isComplete: reader.isComplete,
            events: try reader.read { try String.fetchAll($0, sql: "SELECT name FROM event ORDER BY id") },
            names: try run.names)
    }

    private func answered() async throws -> (RunFixture, RunWriter) {
        let run = try RunFixture()
        let writer = try run.publish()
        for id in ["s1", "s2", "s3"] { try await RunFixture.answer(id, in: writer) }
        return (run, writer)
    }

    @Test func `a look while the log is folded in sees the run as it ended, and leaves one file`() async throws {
        let (run, writer) = try await answered()
        let seen = try await writer.close(complete: true, beside: { try Self.look(run) }).get()
        #expect(seen.outcomes == [3])
        #expect(seen.isComplete)
        #expect(seen.events == ["session_started", "session_ended"])
        #expect(seen.names.contains("run.assay-wal"))
        #expect(try run.names == ["run.assay"])
        #expect(try RunReader(run.path).audit() == [])
    }

    @Test func `where an open file is nobody else's to read, the look comes after the end`() async throws {
        let (run, writer) = try await answered()
        try await writer.database.writeWithoutTransaction { database in
            // What a writer on a network file system does; the lock is taken with the next read.
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; SELECT count(*) FROM event")
        }
        let seen = try await writer.close(complete: true, beside: { try Self.look(run) }).get()
        #expect(seen.outcomes == [3])
        #expect(seen.isComplete)
        #expect(!seen.names.contains("run.assay-wal"))
    }

    @Test func `a look that fails does not keep the file from being closed`() async throws {
        struct Blind: Error {}
        let (run, writer) = try await answered()
        let seen = try await writer.close(complete: false, beside: { throw Blind() })
        #expect(throws: Blind.self) { try seen.get() }
        #expect(try run.names == ["run.assay"])
        try await RunWriter.open(run.path).close(complete: true)
        #expect(try RunReader(run.path).isComplete)
    }

    @Test func `a file that is closed already is looked at`() async throws {
        let (run, writer) = try await answered()
        try await writer.close(complete: true)
        #expect(try await writer.close(complete: false, beside: { try Self.look(run) }).get().isComplete)
    }
}
