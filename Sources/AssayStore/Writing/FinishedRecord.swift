public import AssayCore

/// How one trial of one sample ended, with its rulings by name.
public struct FinishedRecord: Sendable, Hashable {
    /// The sample's id.
    public let sample: String
    /// The trial, from 1.
    public let trial: Int
    /// How it ended.
    public let outcome: Outcome
    /// Whether the token limit cut the answer.
    public let isTruncated: Bool
    /// Whether a resumed run asks again.
    public let isResumable: Bool
    /// What was ruled on each question.
    public let rulings: [Question: StoredRuling]
    /// How safe the answer is, 1 to 5 with 5 the safest; nil where there is no rating.
    public let rating: Int?
    /// What each juror ruled in each round.
    public let votes: [StoredVote]
    /// How sure the model was; nil where the run does not ask.
    public var confidence: Confidence?
    /// Searches that the answer rests on.
    public var searches = 0

    /// A record that has ended.
    ///
    /// `outcome`: never `pending`: a trial that has not ended has no record.
    public init(
        sample: String, trial: Int, outcome: Outcome, isTruncated: Bool = false, isResumable: Bool = false,
        rulings: [Question: StoredRuling] = [:], rating: Int? = nil, votes: [StoredVote] = []
    ) {
        precondition(outcome != .pending, "a trial that has not ended has no record")
        self.sample = sample
        self.trial = trial
        self.outcome = outcome
        self.isTruncated = isTruncated
        self.isResumable = isResumable
        self.rulings = rulings
        self.rating = rating
        self.votes = votes
    }
}

/// A vote as it is stored: by the label's name.
public struct StoredVote: Sendable, Hashable {
    let question: Question
    let juror: Int
    let round: Int
    let ruling: StoredRuling
    let rating: Int?
    let isCarried: Bool
    let contradicts: Bool

    /// A vote of a suite's own labels.
    public init<Label: VerdictLabel>(_ vote: Vote<Label>) {
        question = vote.question
        juror = vote.juror
        round = vote.round
        ruling = StoredRuling(vote.ruling)
        rating = vote.rating
        isCarried = vote.isCarried
        contradicts = vote.contradicts
    }
}

/// A ruling as it is stored: by the label's name.
public enum StoredRuling: Sendable, Hashable {
    /// The name of the label.
    case label(String)
    /// No label, and why.
    case unresolved(UnjudgedReason)

    /// A ruling of a suite's own labels.
    public init<Label: VerdictLabel>(_ ruling: Ruling<Label>) {
        switch ruling {
        case .label(let label): self = .label(label.name)
        case .unresolved(let reason, _): self = .unresolved(reason)
        }
    }

    /// The label's name, or why there is none.
    var columns: (label: String?, reason: String?) {
        switch self {
        case .label(let name): (name, nil)
        case .unresolved(let reason): (nil, reason.rawValue)
        }
    }
}
