import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import AssayStore

struct RunReaderFactsTests {
    @Test func `calls, attempts, tokens and models are counted by role`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let call = RunFixture.call("s1")
        writer.note(RunFixture.attempt(1, failure: .rateLimited), of: call)
        writer.note(
            Attempt(
                number: 2, started: .init(timeIntervalSince1970: 1), elapsed: .zero, status: 200,
                sentParameters: "{}", dropped: ["seed", "top_p"], body: [], failure: nil), of: call)
        try await writer.keep(.success(RunFixture.response("a")), to: call)
        try await writer.keep(.success(AssayCore.Response(text: "b", servedBy: "sim-2")), to: RunFixture.call("s2"))
        try await writer.keep(.failure(.tooLong), to: RunFixture.call("s3"))
        try await writer.keep(.success(RunFixture.response("c")), to: RunFixture.call("s1", role: .judge))
        try await writer.close(complete: false)
        let facts = try RunReader(run.path).facts()
        #expect(
            facts.roles[.target]
                == RunFacts.RoleFacts(
                    calls: 3, attempts: 2, promptTokens: 11, answerTokens: 7, repliesWithoutUsage: 1,
                    servedBy: ["sim-1": 1, "sim-2": 1], dropped: ["seed", "top_p"]))
        #expect(facts.roles[.judge]?.calls == 1)
        #expect(facts.roles[.judge]?.attempts == 0)
        #expect(facts.roles[.fallbackJudge] == nil)
    }

    @Test func `replies that are no answers are counted apart, with the tokens that they state`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let call = RunFixture.call("s1")
        var stated = RunFixture.attempt(1, failure: .malformed(what: "a test"), status: 200)
        stated.usage = Usage(promptTokens: 40, answerTokens: 3)
        let attempts = [
            stated, stated, RunFixture.attempt(3, failure: .malformed(what: "a test"), status: 200),
            RunFixture.attempt(4, failure: .rateLimited), RunFixture.attempt(5, failure: nil, status: 200),
        ]
        for attempt in attempts { writer.note(attempt, of: call) }
        try await writer.keep(.success(RunFixture.response("a")), to: call)
        try await writer.close(complete: false)
        let facts = try #require(try RunReader(run.path).facts().roles[.target])
        #expect(facts.withoutAnswer == .init(count: 3, withoutUsage: 1, promptTokens: 80, answerTokens: 6))
        #expect(facts.promptTokens == 11 && facts.paidPromptTokens == 91)
        #expect(facts.answerTokens == 7 && facts.paidAnswerTokens == 13)
        #expect(facts.repliesWithoutUsage == 0 && facts.paidWithoutUsage == 1)
        #expect(try RunReader(run.path).audit() == [])
    }

    @Test func `attempts to which no whole reply came are counted, open file or closed`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let call = RunFixture.call("s1")
        let lost = Attempt(
            number: 1, started: Date(timeIntervalSince1970: 1_700_000_001), elapsed: .seconds(600), status: nil,
            sentParameters: "{}", body: [], failure: .timedOut)
        for attempt in [lost, lost, RunFixture.attempt(3, failure: .rateLimited), RunFixture.attempt(4)] {
            writer.note(attempt, of: call)
        }
        try await writer.keep(.success(RunFixture.response("a")), to: call)
        #expect(try writer.facts().roles[.target]?.attemptsWithoutReply == 2)
        try await writer.close(complete: false)
        let facts = try #require(try RunReader(run.path).facts().roles[.target])
        #expect(facts.attemptsWithoutReply == 2 && facts.hasUnstatedTokens)
        #expect(facts.attempts == 4 && facts.paidWithoutUsage == 0)
    }

    @Test func `cached replies are counted apart, with their tokens and what was left out of their requests`()
        async throws
    {
        let run = try RunFixture()
        let writer = try run.publish()
        var cached = RunFixture.response("a")
        cached.cacheMark = CacheMark(
            asked: Date(timeIntervalSince1970: 1_700_000_000), program: "assay test", dropped: ["top_p", "seed"])
        try await writer.keep(.success(cached), to: RunFixture.call("s1"))
        try await writer.keep(.success(RunFixture.response("b")), to: RunFixture.call("s2"))
        try await writer.close(complete: false)
        let facts = try #require(try RunReader(run.path).facts().roles[.target])
        #expect(facts.calls == 2 && facts.cached == 1)
        #expect(facts.promptTokens == 11 && facts.answerTokens == 7)
        #expect(facts.cachedPromptTokens == 11 && facts.cachedAnswerTokens == 7)
        #expect(facts.servedBy == ["sim-1": 2] && facts.dropped == ["seed", "top_p"])
        #expect(try RunReader(run.path).audit() == [])
        // A resumed run replays the reply with its mark.
        let resumed = try RunWriter.open(run.path)
        #expect(try await resumed.storedReply(to: RunFixture.call("s1")) == .success(cached))
    }

    @Test func `sessions are counted, and a run is finished when its last one ended`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: false)
        let first = try RunReader(run.path).facts()
        #expect(first.sessions == 1)
        #expect(try #require(first.started) <= #require(first.finished))
        let resumed = try RunWriter.open(run.path)
        let going = try RunReader(run.path).facts()
        #expect(going.sessions == 2)
        #expect(going.started == first.started)
        #expect(going.finished == nil)
        try await resumed.close(complete: true)
        #expect(try RunReader(run.path).facts().finished != nil)
    }
}
