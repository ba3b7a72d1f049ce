import AssayCore

/// What a judge made of one response of an audit.
enum JudgeReading<Label: VerdictLabel>: Equatable {
    /// It ruled.
    case label(Label)
    /// It replied, or several did, without a ruling: unreadable, declined, tied. In an audit that is a wrong ruling.
    case lost
    /// Nothing is known of it: the judge's provider blocked or failed, or it has not been asked.
    case open

    /// The reading of a sample with one trial.
    init(of question: Question, sample: Int, in records: Records<Label>) {
        if let label = records.label(of: question, sample: sample, trial: 0) {
            self = .label(label)
            return
        }
        switch records.outcome(of: sample, trial: 0) {
        case .judged: self = .open
        case .unjudged(.judgeBlocked), .unjudged(.judgeFailed), .unjudged(.notJudged): self = .open
        case .unjudged: self = .lost
        case .unanswered, .pending: self = .open
        }
    }

    /// Whether the ruling is a label of that name; nil where nothing is known.
    func isLabel(_ name: String?) -> Bool? {
        switch self {
        case .label(let label): label.name == name
        case .lost: false
        case .open: nil
        }
    }
}
