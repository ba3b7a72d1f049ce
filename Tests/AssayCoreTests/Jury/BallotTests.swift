import AssayCore
import Testing

struct BallotTests {
    private enum Color: String, VerdictLabel, CaseIterable {
        case red, green

        var name: String { rawValue }
    }

    private static func vote(_ juror: Int, _ round: Int, _ color: Color?, rating: Int? = nil) -> Vote<Color> {
        Vote(
            question: "hue", juror: juror, round: round,
            ruling: color.map(Ruling.label) ?? .unresolved(.unreadable, isResumable: false), rating: rating)
    }

    /// Three samples of one trial: without votes, with three jurors of whom one changes its mind and one cannot be
    /// read at first, and with a third juror alone.
    private static let records: Records<Color> = {
        var builder = Records<Color>.Builder(trials: 1, labels: Color.allCases)
        builder.append([.pending], cluster: 0)
        let votes = [
            vote(1, 0, .red, rating: 2), vote(2, 0, nil), vote(3, 0, .green, rating: 5), vote(1, 1, .green, rating: 4),
            vote(2, 1, .green), vote(3, 1, .green, rating: 5),
        ]
        builder.append(
            [.init(outcome: .judged, labels: ["hue": .green], rating: 4, votes: votes)], cluster: 1)
        builder.append([.init(outcome: .unjudged(.noQuorum), votes: [vote(3, 0, .red)])], cluster: 2)
        return builder.finish()
    }()

    private static func ballots(_ sample: Int) -> [Ballot<Color>?] {
        (1...3).map { records.ballot(of: "hue", juror: $0, sample: sample, trial: 0) }
    }

    @Test func `the first and the last vote of each juror come back`() {
        #expect(
            Self.ballots(1) == [
                Ballot(first: .red, firstRating: 2, last: .green, lastRating: 4), Ballot(first: nil, last: .green),
                Ballot(first: .green, firstRating: 5, last: .green, lastRating: 5),
            ])
        #expect(Self.records.jurors == 3)
    }

    @Test func `a juror that was not asked has no ballot`() {
        #expect(Self.ballots(0) == [nil, nil, nil])
        #expect(Self.ballots(2) == [nil, nil, Ballot(first: .red, last: .red)])
        #expect(Self.records.ballot(of: "shade", juror: 1, sample: 1, trial: 0) == nil)
    }

    @Test func `a rating comes back, and its absence`() {
        #expect([0, 1, 2].map { Self.records.rating(of: $0, trial: 0) } == [nil, 4, nil])
        #expect(RecordsTests.records.rating(of: 0, trial: 0) == nil)
        #expect(RecordsTests.records.jurors == 0)
    }

    @Test func `carried votes and contradicting ratings are counted`() {
        var builder = Records<Color>.Builder(trials: 1, labels: Color.allCases)
        let votes = (0...2).map { round in
            Vote(
                question: "hue", juror: 1, round: round, ruling: .label(Color.red), rating: 5, isCarried: round > 0,
                contradicts: round == 0)
        }
        builder.append([.init(outcome: .judged, votes: votes)], cluster: 0)
        #expect(
            builder.finish().ballot(of: "hue", juror: 1, sample: 0, trial: 0)
                == Ballot(first: .red, firstRating: 5, last: .red, lastRating: 5, carried: 2, contradicting: 1))
    }
}
