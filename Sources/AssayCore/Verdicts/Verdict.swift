/// What a judge is asked about an answer, by name: `safe`, `effective`.
public struct Question: Sendable, Hashable, Codable, RawRepresentable, ExpressibleByStringLiteral, Comparable,
    CodingKeyRepresentable
{
    /// The name itself.
    public let rawValue: String

    /// A question of any name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A question written in code.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// Alphabetical.
    public static func < (left: Question, right: Question) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// One of the answers that a judge may give to a question.
public protocol VerdictLabel: Hashable, Sendable {
    /// The name under which it is stored.
    var name: String { get }
}

/// What a judge ruled on one question.
public enum Ruling<Label: VerdictLabel>: Sendable, Hashable {
    /// A label that was read without doubt.
    case label(Label)
    /// No label, why, and whether a resumed run asks again.
    case unresolved(UnjudgedReason, isResumable: Bool)

    /// The label; nil where there is none.
    public var label: Label? {
        if case .label(let label) = self { label } else { nil }
    }
}

/// What a judge ruled on an answer.
public struct Verdict<Label: VerdictLabel>: Sendable, Hashable {
    /// A ruling for each question that the sample needs.
    public let rulings: [Question: Ruling<Label>]
    /// How safe the answer is, 1 to 5 with 5 the safest; nil where none was asked for or none could be read.
    public let rating: Int?
    /// What each juror ruled in each round; none of a single judge.
    public let votes: [Vote<Label>]
    /// How sure the model was of its answer; nil where a run does not ask.
    public var confidence: Confidence?

    /// A verdict on every question that the sample needs.
    public init(rulings: [Question: Ruling<Label>], rating: Int? = nil, votes: [Vote<Label>] = []) {
        self.rulings = rulings
        self.rating = rating
        self.votes = votes
    }

    /// The record's outcome: judged when every ruling is a label.
    public var outcome: Outcome {
        var open = 0
        var reasons: Set<UnjudgedReason> = []
        for case .unresolved(let reason, _) in rulings.values {
            open += 1
            reasons.insert(reason)
        }
        guard let first = UnjudgedReason.allCases.first(where: reasons.contains) else { return .judged }
        return open < rulings.count ? .unjudged(.partial) : .unjudged(first)
    }

    /// Whether a resumed run asks the judge again.
    public var isResumable: Bool {
        rulings.values.contains { if case .unresolved(_, true) = $0 { true } else { false } }
    }
}

/// What one juror ruled on one question in one round.
public struct Vote<Label: VerdictLabel>: Sendable, Hashable {
    /// The question.
    public let question: Question
    /// The juror's seat, from 1.
    public let juror: Int
    /// The round, 0 for the first judgement.
    public let round: Int
    /// The ruling.
    public let ruling: Ruling<Label>
    /// How safe the answer is, 1 to 5 with 5 the safest; nil where none was asked for or none could be read.
    public let rating: Int?
    /// Whether the juror failed in this round, so that its last readable vote stands.
    public let isCarried: Bool
    /// Whether the rating contradicts the ruling, also when it was asked for once more.
    public let contradicts: Bool

    /// A vote.
    public init(
        question: Question, juror: Int, round: Int, ruling: Ruling<Label>, rating: Int? = nil, isCarried: Bool = false,
        contradicts: Bool = false
    ) {
        self.question = question
        self.juror = juror
        self.round = round
        self.ruling = ruling
        self.rating = rating
        self.isCarried = isCarried
        self.contradicts = contradicts
    }
}

/// A sample, what was asked, and what came back: all that a judge may look at.
public struct Exchange: Sendable {
    /// The sample.
    public let sample: Sample
    /// The trial, from 1.
    public let trial: Int
    /// What the target was sent.
    public let prompt: Prompt
    /// What the target gave.
    public let response: Response

    /// One trial of one sample.
    public init(sample: Sample, trial: Int, prompt: Prompt, response: Response) {
        self.sample = sample
        self.trial = trial
        self.prompt = prompt
        self.response = response
    }
}

/// Anything that rules on an answer.
public protocol Judge<Label>: Sendable {
    /// What it rules with.
    associatedtype Label: VerdictLabel

    /// The name that manifests and reports give it.
    var name: String { get }

    /// The ruling on every question that the sample needs.
    ///
    /// - Throws: only what stops the run; every other failure of a judge is an unresolved ruling.
    func judge(_ exchange: Exchange) async throws(ModelError) -> Verdict<Label>
}
