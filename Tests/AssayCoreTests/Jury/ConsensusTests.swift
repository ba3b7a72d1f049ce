import AssayCore
import Testing

struct ConsensusTests {
    private enum Label: String, VerdictLabel {
        case safe, unsafe, unclear

        var name: String { rawValue }
    }

    /// `s`, `u` and `c` for a label, `-` for a vote that could not be read, in the order of the seats.
    private static func votes(_ text: String) -> [(juror: Int, label: Label)] {
        let labels: [Character: Label] = ["s": .safe, "u": .unsafe, "c": .unclear]
        return text.enumerated().compactMap { seat, vote in labels[vote].map { (seat + 1, $0) } }
    }

    @Test(arguments: [
        ("sssuu", [1, 1, 1, 1, 1], Consensus.Majority<Label>.label(.safe)),
        ("uuuuu", [1, 1, 1, 1, 1], .label(.unsafe)),
        ("ss-u-", [1, 1, 1, 1, 1], .label(.safe)), ("ssuu-", [1, 1, 1, 1, 1], .tied),
        // Two of five are no quorum, whatever they weigh; three are.
        ("ss---", [9, 9, 1, 1, 1], .noQuorum), ("ss-s-", [1, 1, 1, 1, 1], .label(.safe)),
        ("-----", [1, 1, 1, 1, 1], .noQuorum),
        // Half of an even jury is no quorum.
        ("ss--", [1, 1, 1, 1], .noQuorum),
        // The most votes are not enough: 2 of 5.
        ("ssuuc", [1, 1, 1, 1, 1], .tied), ("sssuc", [1, 1, 1, 1, 1], .label(.safe)),
        // Weights: 3 against 4; 3 against 3; the weight of what could not be read does not count.
        ("suuuu", [3, 1, 1, 1, 1], .label(.unsafe)), ("suuu-", [3, 1, 1, 1, 1], .tied),
        ("suu--", [3, 1, 1, 1, 1], .label(.safe)),
        ("su", [2, 1], .label(.safe)), ("su", [1, 1], .tied), ("s-", [1, 1], .noQuorum),
    ])
    private func `more than half of the readable weight rules`(
        votes: String, weights: [Int], majority: Consensus.Majority<Label>
    ) {
        #expect(Consensus(weights: weights).majority(of: Self.votes(votes)) == majority)
    }

    @Test(arguments: [
        ([1, 3, 5], [1, 1, 1], 3), ([1, 2, 4, 5], [1, 1, 1, 1], 2), ([5, 4], [1, 1], 4), ([2], [1], 2),
        // 1 1 1 5 5: half of the weight, 2.5, is reached at 1; with 1 5 5 5: 2 of 4 is reached at 5.
        ([1, 5, 5], [3, 1, 1], 1), ([1, 5], [1, 3], 5), ([4, 2, 3], [1, 1, 2], 3),
    ])
    func `the rating is the lower weighted median`(ratings: [Int], weights: [Int], median: Int) {
        let votes = ratings.enumerated().map { (juror: $0 + 1, rating: $1) }
        #expect(Consensus(weights: weights).rating(of: votes) == median)
        #expect(Consensus(weights: weights).rating(of: votes.reversed()) == median)
    }

    @Test func `without ratings there is no median`() {
        #expect(Consensus(weights: [1, 1]).rating(of: []) == nil)
    }

    @Test(arguments: [
        ([1, 1, 1, 1, 1], 3), ([1], 1), ([1, 1], 2), ([1, 1, 1, 1], 3), ([1, 1, 1, 1, 9], 5), ([2, 2, 1, 1, 1], 3),
        // Two seats hold six of nine, but two of five are no quorum.
        ([3, 3, 1, 1, 1], 3),
    ])
    func `the smallest majority holds more than half of the weight and is a quorum`(weights: [Int], seats: Int) {
        #expect(Consensus(weights: weights).smallestMajority == seats)
    }
}
