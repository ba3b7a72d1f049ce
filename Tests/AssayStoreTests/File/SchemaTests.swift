import AssayCore
import AssayTestSupport
import GRDB
import SystemPackage
import Testing

@testable import AssayStore

struct SchemaTests {
    @Test func `every table is strict and says what it holds`() throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let tables = try writer.database.read { database in
            try Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb%'")
        }
        #expect(
            Set(tables.map { $0["name"] as String }) == [
                "manifest", "state", "media", "sample", "prompt", "reply", "attempt", "record", "verdict", "vote",
                "event",
            ])
        for table in tables { #expect((table["sql"] as String).contains("STRICT")) }
    }

    @Test func `the file's header tells whose it is`() throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let identifier = try writer.database.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
        // The letters ASSY.
        #expect(identifier == 0x41_53_53_59)
    }

    private func indexes(of run: RunFixture) throws -> Set<String> {
        let database = try DatabaseQueue(path: run.path.string)
        defer { try? database.close() }
        return try database.read { database in
            let sql = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
            return try String.fetchSet(database, sql: sql)
        }
    }

    @Test func `the indexes that serve reports alone come when a run is closed, stopped or done`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 2)
        try await RunFixture.answer("s1", in: writer)
        #expect(try indexes(of: run) == ["attempt_without_answer"])
        try await writer.close(complete: false)
        let all: Set = ["reply_cost", "attempt_of_sample", "attempt_without_answer", "attempt_without_reply"]
        #expect(try indexes(of: run) == all)
        let again = try RunWriter.open(run.path)
        try await RunFixture.answer("s2", in: again)
        try await again.close(complete: true)
        #expect(try indexes(of: run) == all)
        #expect(try RunReader(run.path).facts().roles[.target]?.calls == 2)
    }

    /// Takes a file back to what the first version of the program wrote.
    private func makeOld(_ run: RunFixture) throws {
        try run.tamper(
            """
            DROP TABLE vote; ALTER TABLE record DROP COLUMN rating; DROP INDEX reply_cost;
            ALTER TABLE record DROP COLUMN confidence; ALTER TABLE record DROP COLUMN searches;
            DROP INDEX attempt_without_answer;
            ALTER TABLE attempt DROP COLUMN prompt_tokens; ALTER TABLE attempt DROP COLUMN answer_tokens;
            ALTER TABLE reply DROP COLUMN tool_calls; ALTER TABLE reply DROP COLUMN cached;
            ALTER TABLE reply DROP COLUMN cache_mark; DELETE FROM grdb_migrations WHERE identifier > 'run file 2';
            CREATE INDEX reply_cost ON reply (role, served_by, stop_reason, prompt_tokens, answer_tokens)
            """)
    }

    private func columns(of run: RunFixture) throws -> [String] {
        let database = try DatabaseQueue(path: run.path.string)
        defer { try? database.close() }
        return try database.read { try $0.columns(in: "reply").map(\.name) }
    }

    @Test func `a file of the first version is read as it is, and gets the new columns when the run goes on`()
        async throws
    {
        let run = try RunFixture()
        let writer = try run.publish(samples: 1)
        try await RunFixture.answer("s1", in: writer)
        try await writer.close(complete: false)
        try makeOld(run)
        let reader = try RunReader(run.path)
        #expect(try reader.facts().roles[.target]?.calls == 1)
        #expect(try reader.audit() == [])
        #expect(try !columns(of: run).contains("tool_calls"))
        let again = try RunWriter.open(run.path)
        let stored = try await again.storedReply(to: RunFixture.call("s1"))
        #expect(stored == .success(RunFixture.response("Turn the key.")))
        try await again.close(complete: false)
        #expect(try Set(["tool_calls", "cached", "cache_mark"]).isSubset(of: columns(of: run)))
    }

    @Test func `the replies of a file of the first version can be taken over`() async throws {
        let old = try RunFixture()
        let writer = try old.publish(samples: 1)
        try await RunFixture.answer("s1", in: writer)
        try await writer.close(complete: false)
        try makeOld(old)
        let new = try RunFixture()
        let draft = try RunDraft(at: new.path)
        let reader = try RunReader(old.path)
        try draft.copy(reader, roles: .target)
        let taken = try draft.publish(reader.manifest)
        let stored = try await taken.storedReply(to: RunFixture.call("s1"))
        #expect(stored == .success(RunFixture.response("Turn the key.")))
        try await taken.close(complete: false)
    }
}
