import AssayCore

/// Whether an answer was right, as far as calibration needs it.
enum AnswerStanding: Equatable {
    /// It was right or wrong; `place` is that of its letter among those offered, `key` that of the right one.
    case known(isRight: Bool, place: Int?, key: Int?)
    /// It came, but holds no letter that can be read: a wrong answer without a letter.
    case withoutLetter
    /// It came, but nobody has said whether it was right.
    case ungraded
    /// None came.
    case unanswered
    /// It was not asked for yet.
    case pending

    /// What tells the standing of a sample's trial, from 0; of labels that tell neither right from wrong nothing is known.
    static func reader<Label: VerdictLabel>(of records: Records<Label>) -> (Int, Int) -> AnswerStanding {
        if let records = records as? Records<ChoiceLabel> { return { ofChoice($0, $1, records) } }
        guard let records = records as? Records<GradeLabel> else {
            return { open(records.outcome(of: $0, trial: $1)) }
        }
        return { sample, trial in
            guard let grade = records.label(of: .grade, sample: sample, trial: trial) else {
                return open(records.outcome(of: sample, trial: trial))
            }
            return .known(isRight: grade == .correct, place: nil, key: nil)
        }
    }

    private static func ofChoice(_ sample: Int, _ trial: Int, _ records: Records<ChoiceLabel>) -> AnswerStanding {
        guard let choice = records.label(of: .choice, sample: sample, trial: trial),
            let key = records.label(of: .key, sample: sample, trial: trial)
        else { return open(records.outcome(of: sample, trial: trial)) }
        guard let place = ChoiceLabel.letters.firstIndex(of: choice) else { return .withoutLetter }
        return .known(isRight: choice == key, place: place, key: ChoiceLabel.letters.firstIndex(of: key))
    }

    private static func open(_ outcome: Outcome) -> AnswerStanding {
        switch outcome.kind {
        case .judged, .unjudged: .ungraded
        case .unanswered: .unanswered
        case .pending: .pending
        }
    }
}
