/// What a juror voted first, by itself, and last, in sight of the others.
public struct Ballot<Label: VerdictLabel>: Sendable, Hashable {
    /// The label of the first vote; nil where it could not be read.
    public let first: Label?
    /// The rating of the first vote, 1 to 5; nil where there was none to be read.
    public let firstRating: Int?
    /// The label that stands after the last round; nil where none could be read in any.
    public let last: Label?
    /// The rating that stands after the last round.
    public let lastRating: Int?
    /// In how many rounds the juror failed, so that its last readable vote was carried.
    public let carried: Int
    /// How many of its votes have a rating that contradicts the label.
    public let contradicting: Int

    /// A juror's votes.
    public init(
        first: Label?, firstRating: Int? = nil, last: Label?, lastRating: Int? = nil, carried: Int = 0,
        contradicting: Int = 0
    ) {
        self.first = first
        self.firstRating = firstRating
        self.last = last
        self.lastRating = lastRating
        self.carried = carried
        self.contradicting = contradicting
    }
}

/// A ballot in seven bytes, labels as codes: -1 for one that could not be read, 0 for no rating.
struct BallotCodes: Sendable {
    /// The code of a juror that was not asked.
    static let unasked = Int8.min

    private(set) var first = unasked
    private(set) var firstRating: Int8 = 0
    private(set) var last = unasked
    private(set) var lastRating: Int8 = 0
    private(set) var carried: UInt8 = 0
    private(set) var contradicting: UInt8 = 0
    private var lastRound: Int8 = -1

    /// Takes a vote in; votes come in the order of their rounds.
    mutating func add<Label>(_ vote: Vote<Label>, label: Int8) {
        let round = Int8(clamping: vote.round)
        let rating = Int8(vote.rating ?? 0)
        if vote.isCarried, carried < .max { carried += 1 }
        if vote.contradicts, contradicting < .max { contradicting += 1 }
        if lastRound < 0 { (first, firstRating) = (label, rating) }
        guard round >= lastRound else { return }
        (last, lastRating, lastRound) = (label, rating, round)
    }
}
