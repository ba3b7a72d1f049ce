import AssayCore
import AssayStore
import Testing

struct RunWriterRetryTests {
    @Test func `what is unjudged is opened again, and nothing else`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        try await RunFixture.answer("s1", in: writer)
        for (sample, questions) in [("s2", ["safe"]), ("s3", ["effective", "safe"])] {
            try await writer.keep(.success(RunFixture.response("Turn.")), to: RunFixture.call(sample))
            try await writer.keep(.success(RunFixture.response("hm")), to: RunFixture.call(sample, role: .judge))
            let open = questions.map { (Question(rawValue: $0), StoredRuling.unresolved(.unreadable)) }
            writer.keep(
                FinishedRecord(
                    sample: sample, trial: 1, outcome: .unjudged(.unreadable),
                    rulings: Dictionary(uniqueKeysWithValues: open)))
        }
        try await writer.close(complete: true)

        let resumed = try RunWriter.open(run.path)
        #expect(try resumed.unfinished(after: 0, limit: 9).isEmpty)
        let unjudged = try resumed.unjudged()
        #expect(unjudged.map(\.sample) == ["s2", "s3"])
        #expect(unjudged.map(\.questions) == [["safe"], ["effective", "safe"]])
        try resumed.reopen(unjudged)
        #expect(Set(try resumed.unfinished(after: 0, limit: 9).map(\.sample.id)) == ["s2", "s3"])

        let judge = RunFixture.call("s2", role: .judge)
        #expect(try await resumed.storedReply(to: judge) != nil)
        try resumed.reopen([judge])
        #expect(try await resumed.storedReply(to: judge) == nil)
        #expect(try await resumed.storedReply(to: RunFixture.call("s2")) != nil, "the target is never asked again")
        #expect(try await resumed.storedReply(to: RunFixture.call("s3", role: .judge)) != nil)
        try await resumed.keep(.success(RunFixture.response("safe")), to: judge)
        #expect(try await resumed.storedReply(to: judge) == .success(RunFixture.response("safe")))
        try await resumed.close(complete: false)
        #expect(try RunReader(run.path).facts().retriedUnjudged == 2)
    }

    @Test func `a run that was never opened again does not say so`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: false)
        #expect(try RunReader(run.path).facts().retriedUnjudged == nil)
    }
}
