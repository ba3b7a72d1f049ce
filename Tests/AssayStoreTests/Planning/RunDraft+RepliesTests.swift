import AssayCore
import AssayStore
import GRDB
import SystemPackage
import Testing

struct RunDraftRepliesTests {
    /// Three samples: one answered and judged, one with an odd text, one whose call failed for the moment.
    private func source() async throws -> RunFixture {
        let run = try RunFixture()
        let writer = try run.publish()
        try await RunFixture.answer("s1", in: writer)
        try await writer.keep(.success(RunFixture.response("a\0b")), to: RunFixture.call("s2"))
        try await writer.keep(.failure(.timedOut), to: RunFixture.call("s3"))
        try await writer.keep(.success(RunFixture.response("safe")), to: RunFixture.call("s1", role: .judge))
        try await writer.close(complete: false)
        return run
    }

    private func copy(_ source: RunFixture, roles: RunDraft.RolesTaken) throws -> (RunFixture, RunWriter) {
        let run = try RunFixture()
        let reader = try RunReader(source.path)
        let draft = try RunDraft(at: run.path)
        try draft.copy(reader, roles: roles)
        return (run, try draft.publish(reader.manifest))
    }

    @Test func `the plan and the replies of the roles are taken over as they are, records are not`() async throws {
        let source = try await source()
        let (run, writer) = try copy(source, roles: .target)
        #expect(try writer.unfinished(after: 0, limit: 9).map(\.sample.id).sorted() == ["s1", "s2", "s3"])
        let replies = ["s1", "s2", "s3"].map { RunFixture.call($0).place }
        #expect(try await writer.answer(at: replies[0])?.reply == .success(RunFixture.response("Turn the key.")))
        #expect(try await writer.answer(at: replies[1])?.reply == .success(RunFixture.response("a\0b")))
        #expect(try await writer.answer(at: replies[2])?.reply == .failure(.timedOut))
        let judge = RunFixture.call("s1", role: .judge)
        #expect(try await writer.storedReply(to: judge) == nil)
        try await writer.close(complete: false)
        for sql in ["SELECT * FROM sample ORDER BY ordinal", "SELECT * FROM attempt ORDER BY id"] {
            #expect(try Self.rows(sql, of: run) == Self.rows(sql, of: source))
        }
        #expect(try RunReader(run.path).audit() == [])
    }

    @Test func `a judge's replies are found again where they are taken over too`() async throws {
        let source = try await source()
        let before = try Self.rows("SELECT * FROM reply ORDER BY id", of: source)
        let (run, writer) = try copy(source, roles: .all)
        let judge = RunFixture.call("s1", role: .judge)
        #expect(try await writer.storedReply(to: judge) == .success(RunFixture.response("safe")))
        try await writer.close(complete: false)
        #expect(try Self.rows("SELECT * FROM reply ORDER BY id", of: run) == before)
        #expect(try Self.rows("SELECT * FROM reply ORDER BY id", of: source) == before)
    }

    @Test func `replies from elsewhere are in the file before it has its name`() async throws {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        try draft.append(RunFixture.sample("s1"), stratum: "all")
        let sealed = try draft.seal(seed: 1, limit: nil)
        let call = RunFixture.call("s1")
        try draft.keep([
            (.success(Response(text: "Turn.")), call), (.failure(.missing), RunFixture.call("s1", trial: 2)),
        ])
        #expect(try !run.names.contains("run.assay"))
        let writer = try draft.publish(RunFixture.manifest(sealed, trials: 2))
        #expect(try await writer.storedReply(to: call) == .success(Response(text: "Turn.")))
        #expect(try await writer.storedReply(to: RunFixture.call("s1", trial: 2)) == .failure(.missing))
        try await writer.close(complete: false)
        #expect(try RunReader(run.path).audit() == [])
    }

    private static func rows(_ sql: String, of run: RunFixture) throws -> [Row] {
        let database = try DatabaseQueue(path: run.path.string)
        defer { try? database.close() }
        return try database.read { try Row.fetchAll($0, sql: sql) }
    }
}
