import AssayCore
import Testing

@testable import AssayJudges

struct DeliberationTests {
    private static let seats = (1...5).map { JuryPlan.Seat(persona: .init(name: "\($0)", words: "")) }

    /// `s` and `u` for a vote, `-` for no stored reply.
    private static func answers(_ votes: String, from first: Int = 1) -> [Deliberation<SIUOLabel>.Answer] {
        votes.enumerated().map { index, vote in
            let ruling: Ruling<SIUOLabel> =
                switch vote {
                case "s": .label(.safe)
                case "u": .label(.unsafe)
                default: .unresolved(.notJudged, isResumable: false)
                }
            return .init(juror: first + index, assessment: Assessment(ruling: ruling), reasoning: "")
        }
    }

    @Test func `all are asked, as often as planned, then it rules`() {
        var deliberation = Deliberation<SIUOLabel>(on: .safe, by: JuryPlan(seats: Self.seats, rounds: 2))
        for round in 0...2 {
            #expect(deliberation.next == .ask([1, 2, 3, 4, 5], round: round))
            deliberation.take(Self.answers("ssuuu"), round: round)
        }
        #expect(deliberation.next == .rule)
        #expect(deliberation.ruling == .label(.unsafe))
        #expect(deliberation.lastRound == 2)
    }

    @Test func `a sequential jury asks the rest where the first do not agree`() {
        var deliberation = Deliberation<SIUOLabel>(
            on: .safe, by: JuryPlan(seats: Self.seats, rounds: 1, isSequential: true))
        #expect(deliberation.next == .ask([1, 2, 3], round: 0))
        deliberation.take(Self.answers("ssu"), round: 0)
        #expect(deliberation.next == .ask([4, 5], round: 0))
        deliberation.take(Self.answers("us", from: 4), round: 0)
        #expect(deliberation.next == .ask([1, 2, 3, 4, 5], round: 1))
        #expect(deliberation.votes.map(\.juror) == [1, 2, 3, 4, 5])
    }

    @Test func `a round without any stored reply did not take place`() {
        var deliberation = Deliberation<SIUOLabel>(on: .safe, by: JuryPlan(seats: Self.seats, rounds: 2))
        deliberation.take(Self.answers("sssuu"), round: 0)
        deliberation.take(Self.answers("-----"), round: 1)
        #expect(deliberation.next == .rule)
        #expect(deliberation.ruling == .label(.safe))
        #expect(deliberation.votes.count == 5)
    }

    @Test func `a stored sequential deliberation read as a full one rules by those who were asked`() {
        var deliberation = Deliberation<SIUOLabel>(on: .safe, by: JuryPlan(seats: Self.seats, rounds: 1))
        deliberation.take(Self.answers("uuu--"), round: 0)
        #expect(deliberation.next == .ask([1, 2, 3, 4, 5], round: 1))
        deliberation.take(Self.answers("-----"), round: 1)
        #expect(deliberation.ruling == .label(.unsafe))
        #expect(deliberation.votes.map(\.juror) == [1, 2, 3])
    }

    @Test func `without any stored reply nothing is judged`() {
        var deliberation = Deliberation<SIUOLabel>(on: .safe, by: JuryPlan(seats: Self.seats))
        deliberation.take(Self.answers("-----"), round: 0)
        #expect(deliberation.next == .rule)
        #expect(deliberation.ruling == .unresolved(.notJudged, isResumable: false))
        #expect(deliberation.rating == nil)
        #expect(deliberation.votes.isEmpty)
    }
}
