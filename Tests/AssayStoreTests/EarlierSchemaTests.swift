import AssayCore
import AssayStore
import Foundation
import Testing

/// Files that were written before there was a response cache.
struct EarlierSchemaTests {
    private func earlier() async throws -> RunFixture {
        let run = try RunFixture()
        let writer = try run.publish()
        try await RunFixture.answer("s1", in: writer)
        try await writer.close(complete: false)
        try run.tamper(
            """
            DROP INDEX reply_cost;
            ALTER TABLE reply DROP COLUMN cached;
            ALTER TABLE reply DROP COLUMN cache_mark;
            CREATE INDEX reply_cost ON reply (role, served_by, stop_reason, prompt_tokens, answer_tokens);
            DELETE FROM grdb_migrations WHERE identifier = 'run file 2: cached replies';
            """)
        return run
    }

    @Test func `they are read as they are`() async throws {
        let run = try await earlier()
        let reader = try RunReader(run.path)
        #expect(try reader.facts().roles[.target]?.promptTokens == 11)
        #expect(try reader.facts().roles[.target]?.cached == 0)
        #expect(try reader.audit() == [])
    }

    @Test func `a session that goes on with them brings them up to date`() async throws {
        let run = try await earlier()
        let writer = try RunWriter.open(run.path)
        #expect(
            try await writer.storedReply(to: RunFixture.call("s1")) == .success(RunFixture.response("Turn the key.")))
        var answer = RunFixture.response("Turn.")
        answer.cacheMark = CacheMark(asked: .init(timeIntervalSince1970: 1), program: "assay test", dropped: [])
        try await writer.keep(.success(answer), to: RunFixture.call("s2"))
        try await writer.close(complete: false)
        #expect(try RunReader(run.path).facts().roles[.target]?.cached == 1)
    }

    @Test func `their replies are taken over into a new file`() async throws {
        let (source, run) = (try await earlier(), try RunFixture())
        let reader = try RunReader(source.path)
        let draft = try RunDraft(at: run.path)
        try draft.copy(reader, roles: .target)
        let writer = try draft.publish(reader.manifest)
        #expect(
            try await writer.storedReply(to: RunFixture.call("s1")) == .success(RunFixture.response("Turn the key.")))
        try await writer.close(complete: false)
        #expect(try RunReader(run.path).audit() == [])
    }
}
