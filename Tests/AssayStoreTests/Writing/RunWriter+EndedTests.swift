import AssayCore
import AssayStore
import SystemPackage
import Testing

struct RunWriterEndedTests {
    @Test func `only records that a resumed run leaves alone have ended`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 4, trials: 2)
        #expect(try writer.endedCount() == 0)
        writer.keep(FinishedRecord(sample: "s1", trial: 1, outcome: .judged, rulings: ["safe": .label("safe")]))
        writer.keep(FinishedRecord(sample: "s1", trial: 2, outcome: .unanswered(.blockedInput)))
        writer.keep(
            FinishedRecord(
                sample: "s2", trial: 1, outcome: .unjudged(.unreadable), rulings: ["safe": .unresolved(.unreadable)]))
        writer.keep(FinishedRecord(sample: "s2", trial: 2, outcome: .unanswered(.timedOut), isResumable: true))
        try await writer.flush()
        #expect(try writer.endedCount() == 3)
        // The one that timed out is asked again and answers; the others stay.
        writer.keep(FinishedRecord(sample: "s2", trial: 2, outcome: .judged, rulings: ["safe": .label("safe")]))
        writer.keep(FinishedRecord(sample: "s1", trial: 2, outcome: .unanswered(.timedOut), isResumable: true))
        try await writer.flush()
        #expect(try writer.endedCount() == 4)
        try await writer.close(complete: false)
        let resumed = try RunWriter.open(run.path)
        #expect(try resumed.endedCount() == 4)
        #expect(try !resumed.isAsked())
        for sample in ["s3", "s4"] {
            for trial in 1...2 {
                resumed.keep(
                    FinishedRecord(sample: sample, trial: trial, outcome: .unanswered(.timedOut), isResumable: true))
            }
        }
        try await resumed.flush()
        #expect(try resumed.isAsked())
        try await resumed.close(complete: false)
    }

    @Test func `a closed writer is not read any more`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: false)
        let writer = try RunWriter.open(run.path)
        try await writer.close(complete: false)
        let closed = StoreError.cannotRead(run.path.string, reason: "the run has closed it")
        #expect(throws: closed) { try writer.endedCount() }
        #expect(throws: closed) { try writer.unfinished(after: 0, limit: 1) }
        await #expect(throws: JournalFailure("the run file is closed")) {
            try await writer.storedReply(to: RunFixture.call("s1"))
        }
    }
}
