import AssayCore
import AssayTestSupport
import Testing

@testable import AssayStore

struct RunWriterJournalTests {
    @Test func `a reply is on disk when keep returns, and its attempts with it`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let call = RunFixture.call("s1")
        writer.journal.note(RunFixture.attempt(), of: call)
        #expect(try RunReader(run.path).facts().roles[.target] == nil)
        try await writer.journal.keep(.success(RunFixture.response("Turn the key.")), to: call)
        let facts = try RunReader(run.path).facts()
        #expect(facts.roles[.target]?.attempts == 1)
        #expect(facts.roles[.target]?.calls == 1)
    }

    @Test func `a new run is not searched for replies`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let call = RunFixture.call("s1")
        try await writer.keep(.success(RunFixture.response("Turn the key.")), to: call)
        #expect(try await writer.storedReply(to: call) == nil)
    }

    @Test func `many calls at once are all kept`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 100)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...100 { group.addTask { try await RunFixture.answer("s\(number)", in: writer) } }
            try await group.waitForAll()
        }
        try await writer.close(complete: true)
        let reader = try RunReader(run.path)
        #expect(try reader.facts().roles[.target]?.calls == 100)
        #expect(try reader.audit() == [])
    }

    @Test func `a reply that cannot be read back is told of by its sample's id`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let call = RunFixture.call("s1")
        try await writer.keep(.success(RunFixture.response("Turn the key.")), to: call)
        try await writer.close(complete: false)
        try run.tamper("UPDATE reply SET stop_reason = 'tired'")
        let resumed = try RunWriter.open(run.path)
        let error = await #expect(throws: JournalFailure.self) { try await resumed.storedReply(to: call) }
        #expect(error?.description.contains("table reply, sample s1") == true)
    }
}
