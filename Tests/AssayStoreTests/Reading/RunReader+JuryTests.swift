import AssayCore
import Testing

@testable import AssayStore

struct RunReaderJuryTests {
    /// Two jurors, the second of whom failed in the second round; its vote is carried.
    private static func run(labels: (String, String) = ("safe", "safe"), ratings: (Int, Int) = (4, 4)) async throws
        -> RunFixture
    {
        let run = try RunFixture()
        let writer = try run.publish(samples: 3)
        for (juror, round) in [(1, 0), (2, 0), (1, 1)] {
            let place = Call.Place(sample: "s1", trial: 1, role: .juror(juror), round: round)
            try await writer.keep(.success(RunFixture.response("safe")), to: Call(place, prompt: Prompt(turns: [])))
        }
        let place = Call.Place(sample: "s1", trial: 1, role: .foreman, round: 1)
        try await writer.keep(.success(RunFixture.response("Both say so.")), to: Call(place, prompt: Prompt(turns: [])))
        let votes = [(1, 0, false), (2, 0, false), (1, 1, false), (2, 1, true)].map { juror, round, isCarried in
            Vote<StandInLabel>(
                question: "safe", juror: juror, round: round, ruling: .label(.safe), rating: 5, isCarried: isCarried)
        }
        for (sample, label, rating) in [("s1", labels.0, ratings.0), ("s2", labels.1, ratings.1)] {
            writer.keep(
                FinishedRecord(
                    sample: sample, trial: 1, outcome: .judged, rulings: ["safe": .label(label)], rating: rating,
                    votes: sample == "s1" ? votes.map(StoredVote.init) : []))
        }
        try await writer.close(complete: false)
        return run
    }

    @Test func `calls, votes and tokens are told by round and seat`() async throws {
        let run = try await Self.run()
        let facts = try RunReader(run.path).facts()
        let parts = try #require(facts.jury)
        #expect(parts.map(\.role) == [.juror(1), .juror(2), .juror(1), .foreman])
        #expect(parts.map(\.round) == [0, 0, 1, 1])
        #expect(parts.map(\.calls) == [1, 1, 1, 1])
        #expect(parts.map(\.votes) == [1, 1, 1, 0])
        let usage = try #require(RunFixture.response("safe").usage)
        #expect(parts.allSatisfy { $0.promptTokens == usage.promptTokens })
        #expect(facts.reduction == nil)
    }

    @Test func `a run without a jury has no such part`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        try await RunFixture.answer("s1", in: writer)
        try await writer.close(complete: false)
        #expect(try RunReader(run.path).facts().jury == nil)
    }

    @Test func `a second reduction is set beside the first where both ruled`() async throws {
        let first = try await Self.run()
        let earlier = try RunReader(first.path)
        let run = try await Self.run(labels: ("safe", "unsafe"), ratings: (5, 1))
        let writer = try RunWriter.open(run.path)
        let reduction = try writer.reduction(beside: earlier)
        #expect(reduction == .init(compared: 2, labels: 1, rated: 2, ratings: 2, distance: 4))
        writer.note(reduction)
        try await writer.close(complete: false)
        #expect(try RunReader(run.path).facts().reduction == reduction)
    }
}
