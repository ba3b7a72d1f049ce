import AssayCore
import AssayTestSupport
import Foundation
import GRDB
import Testing

@testable import AssayStore

struct JournalRowTests {
    @Test func `every attempt is stored whole, and a prompt once`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let call = RunFixture.call("s1")
        writer.note(RunFixture.attempt(1, body: [], failure: .rateLimited), of: call)
        writer.note(RunFixture.attempt(2, body: [0, 0xFF, 0x27]), of: call)
        try await writer.keep(.success(RunFixture.response("Turn the key.")), to: call)
        let (attempts, prompts) = try writer.database.read { database in
            (
                try Row.fetchAll(database, sql: "SELECT * FROM attempt ORDER BY id"),
                try Row.fetchAll(database, sql: "SELECT * FROM prompt")
            )
        }
        #expect(attempts.map { $0["number"] as Int } == [1, 2])
        #expect(attempts.map { $0["status"] as Int? } == [429, 200])
        #expect(attempts.map { $0["body"] as Data } == [Data(), Data([0, 0xFF, 0x27])])
        #expect(attempts[0]["failure"] == #"{"rateLimited":{}}"#)
        #expect(attempts[1]["failure"] as String? == nil)
        #expect(attempts[1]["headers"] == #"{"x-request-id":"1"}"#)
        #expect(attempts[1]["sent"] == #"{"max_tokens":5}"#)
        #expect(attempts[1]["elapsed"] == 0.25)
        #expect(attempts[1]["started_at"] == 1_700_000_001.0)
        #expect(prompts.count == 1)
        #expect(prompts[0]["json"] == call.promptJSON)
        #expect(prompts[0]["digest"] == Digest(of: call.promptJSON).hex)
    }

    @Test func `rows are readable with plain SQL`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        try await RunFixture.answer("s1", in: writer)
        try await writer.flush()
        let row = try await writer.database.read { database in
            try String.fetchOne(
                database,
                sql: """
                    SELECT text || ' ' || stop_reason || ' ' || prompt_tokens || ' ' || answer_tokens
                      || ' ' || served_by || ' ' || outcome || ' ' || question || ' ' || label
                    FROM reply JOIN record USING (sample, trial) JOIN verdict USING (sample, trial)
                    """)
        }
        #expect(row == "Turn the key. finished 11 7 sim-1 judged safe safe")
    }
}
