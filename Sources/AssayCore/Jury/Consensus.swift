/// The rules by which the votes of one round become a verdict (MEASUREMENT.md 8).
///
/// Shared by the jury that rules and by the measures that tell what another rule would have ruled.
public struct Consensus: Sendable, Hashable {
    private let weights: [Int]

    /// What the votes of a round come to.
    public enum Majority<Label: VerdictLabel>: Sendable, Hashable {
        /// More than half of the readable weight is for this label.
        case label(Label)
        /// No label has more than half of the readable weight.
        case tied
        /// Not more than half of the seated jurors gave a readable vote.
        case noQuorum
    }

    /// The rules for jurors with these weights, in the order of their seats.
    public init(weights: [Int]) {
        precondition(!weights.isEmpty && weights.allSatisfy { $0 > 0 }, "a jury has seats, each with a weight")
        self.weights = weights
    }

    /// The rules for a plan's seats.
    public init(_ plan: JuryPlan) {
        self.init(weights: plan.seats.map(\.weight))
    }

    /// How many jurors are seated.
    public var seats: Int { weights.count }

    /// The smallest number of seats, from the first on, that rule where they agree, whatever the rest would vote.
    ///
    /// They are a quorum, and they hold more than half of the weight of all seats.
    public var smallestMajority: Int {
        let total = weights.reduce(0, +)
        var weight = 0
        for (index, seat) in weights.enumerated() {
            weight += seat
            if 2 * weight > total, isQuorum(index + 1) { return index + 1 }
        }
        return seats
    }

    /// Whether so many readable votes are enough: more than half of the seated jurors, whatever their weights.
    public func isQuorum(_ votes: Int) -> Bool { 2 * votes > seats }

    /// The strict majority of the readable weight.
    ///
    /// `votes`: the readable ones of one round, each with its juror's seat from 1.
    public func majority<Label>(of votes: [(juror: Int, label: Label)]) -> Majority<Label> {
        guard isQuorum(votes.count) else { return .noQuorum }
        var weightByLabel: [Label: Int] = [:]
        var total = 0
        for vote in votes {
            weightByLabel[vote.label, default: 0] += weights[vote.juror - 1]
            total += weights[vote.juror - 1]
        }
        return weightByLabel.first { 2 * $0.value > total }.map { .label($0.key) } ?? .tied
    }

    /// The lower weighted median, an integer; nil without any rating.
    ///
    /// The least rating r such that half of the weight or more rates r or lower. Every readable rating counts, also that
    /// of a juror whose label is not the verdict's.
    public func rating(of ratings: [(juror: Int, rating: Int)]) -> Int? {
        let total = ratings.reduce(0) { $0 + weights[$1.juror - 1] }
        var below = 0
        for vote in ratings.sorted(by: { $0.rating < $1.rating }) {
            below += weights[vote.juror - 1]
            if 2 * below >= total { return vote.rating }
        }
        return nil
    }
}
