import AssayCore
import SystemPackage
import Testing

@testable import AssayStore

struct VoteCursorTests {
    private static func vote(
        _ juror: Int, _ round: Int, _ ruling: Ruling<StandInLabel>, rating: Int? = nil, isCarried: Bool = false,
        contradicts: Bool = false
    ) -> Vote<StandInLabel> {
        Vote(
            question: "safe", juror: juror, round: round, ruling: ruling, rating: rating, isCarried: isCarried,
            contradicts: contradicts)
    }

    private static let votes = [
        vote(1, 0, .label(.safe), rating: 2, contradicts: true), vote(2, 0, .label(.unsafe), rating: 1),
        vote(1, 1, .label(.unsafe), rating: 1), vote(2, 1, .label(.unsafe), rating: 1, isCarried: true),
    ]

    @Test func `votes come back with the records that they are on, round by round`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 3)
        writer.keep(
            FinishedRecord(
                sample: "s2", trial: 1, outcome: .judged, rulings: ["safe": .label("unsafe")], rating: 1,
                votes: Self.votes.map(StoredVote.init)))
        writer.keep(FinishedRecord(sample: "s3", trial: 1, outcome: .judged, rulings: ["safe": .label("safe")]))
        try await writer.close(complete: false)
        let reader = try RunReader(run.path)
        let records = try reader.records(labels: StandInLabel.allCases)
        let ballots = records.samples.compactMap { records.ballot(of: "safe", juror: 1, sample: $0, trial: 0) }
        #expect(
            ballots == [Ballot(first: .safe, firstRating: 2, last: .unsafe, lastRating: 1, contradicting: 1)])
        #expect(records.samples.compactMap { records.rating(of: $0, trial: 0) } == [1])
        try reader.read { database in
            var cursor = try VoteCursor<StandInLabel>(database) { StandInLabel(rawValue: $0) ?? .safe }
            let found = try (1...3).flatMap { try cursor.votes(onSample: $0, trial: 1) }
            #expect(found == Self.votes)
        }
    }

    @Test func `a record that is asked again loses the votes that it had`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 1)
        func record(_ votes: [Vote<StandInLabel>], isResumable: Bool) -> FinishedRecord {
            FinishedRecord(
                sample: "s1", trial: 1, outcome: .unjudged(.noQuorum), isResumable: isResumable,
                rulings: ["safe": .unresolved(.noQuorum)], votes: votes.map(StoredVote.init))
        }
        writer.keep(record(Self.votes, isResumable: true))
        try await writer.flush()
        writer.keep(record([Self.vote(2, 0, .label(.safe), rating: 5)], isResumable: false))
        try await writer.close(complete: false)
        let records = try RunReader(run.path).records(labels: StandInLabel.allCases)
        #expect(records.ballot(of: "safe", juror: 1, sample: 0, trial: 0) == nil)
        #expect(
            records.ballot(of: "safe", juror: 2, sample: 0, trial: 0)
                == Ballot(first: .safe, firstRating: 5, last: .safe, lastRating: 5))
    }
}
