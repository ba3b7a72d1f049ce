import AssayCore
import Foundation
import Testing

@testable import AssayCommands

struct CheckJournalTests {
    @Test func `the last attempt is remembered and nothing is replayed`() async throws {
        let journal = CheckJournal()
        let call = Call(
            .init(sample: "text", trial: 1, role: .target), prompt: Prompt(turns: [Turn(.user, [.text("Hello")])]))
        #expect(journal.lastAttempt == nil && journal.takesNewCalls)
        for number in 1...2 {
            journal.note(
                Attempt(
                    number: number, started: .now, elapsed: .zero, status: 200, sentParameters: "{}", body: [],
                    failure: nil), of: call)
        }
        #expect(journal.lastAttempt?.number == 2)
        try await journal.keep(.success(Response(text: "ready")), to: call)
        #expect(try await journal.storedReply(to: call) == nil)
        #expect(await journal.waitUntilCallsAreTaken())
    }
}
