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

    /// A record that has ended.
    ///
    /// `outcome`: never `pending`: a trial that has not ended has no record.
    public init(
        sample: String, trial: Int, outcome: Outcome, isTruncated: Bool = false, isResumable: Bool = false,
        rulings: [Question: StoredRuling] = [:]
    ) {
        precondition(outcome != .pending, "a trial that has not ended has no record")
        self.sample = sample
        self.trial = trial
        self.outcome = outcome
        self.isTruncated = isTruncated
        self.isResumable = isResumable
        self.rulings = rulings
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
}
