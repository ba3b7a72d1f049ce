import AssayCore
import AssayModels
import AssayRunner

/// The most that a record can take, the judge's calls about its answer included.
///
/// A run that set nothing aside for its judge would end with answers that nobody ruled on, and these are the last and the
/// longest ones.
struct RecordCost<Recipe: Suite>: Sendable {
    let suite: Recipe
    let settings: Settings
    /// The words for the judge; nil where none is asked.
    let rubric: Rubric?
    /// Who sits on the jury; nil without one.
    let jury: JuryPlan?
    /// The roles that are asked.
    let roles: Set<Role>
    let meter: Meter

    /// What stands around an answer in a judge's prompt, and what is said when the form is restated.
    private static var frame: Int { 300 }
    /// An answer that was given elsewhere, of a limit that we do not know.
    private static var unknownAnswer: Int { 2048 }

    /// The most that one trial of a sample takes.
    func most(of sample: Sample, trial: Int) -> Expense {
        var total = Expense()
        if roles.contains(.target) {
            let prompt = TokenEstimate.prompt(suite.prompt(for: sample, trial: trial, under: settings))
            let answer = settings.target.answerTokens ?? 0
            total = meter.most(.target, prompt: prompt + (settings.retrieval?.mostTokens ?? 0), answer: answer)
            // The first asking, in which it asks for the search.
            if settings.retrieval?.mode == .active {
                total = total + meter.most(.target, prompt: prompt + Self.frame, answer: answer)
            }
        }
        for question in suite.questions(for: sample) {
            guard let asked = rubric?.questions.first(where: { $0.question == question }) else { continue }
            for role in roles where role != .target { total = total + ruling(asked, on: sample, by: role) }
        }
        return total
    }

    /// All that a role may be asked about one question.
    private func ruling(_ asked: Rubric.Asked, on sample: Sample, by role: Role) -> Expense {
        guard let jury else { return ruling(asked, on: sample, by: role, seen: 0) }
        let all = jury.seats.count
        guard role != .foreman else { return ruling(asked, on: sample, by: role, seen: all) }
        // One round more than planned, where the last one ends in a tie.
        let later = jury.rounds == 0 ? 0 : jury.rounds + 1
        return (0..<later).reduce(ruling(asked, on: sample, by: role, seen: 0)) { total, _ in
            total + ruling(asked, on: sample, by: role, seen: all)
        }
    }

    /// A call, and the second one with the form restated.
    ///
    /// `seen`: how many assessments it is shown.
    private func ruling(_ asked: Rubric.Asked, on sample: Sample, by role: Role, seen: Int) -> Expense {
        let limit = settings.judge.answerTokens ?? 0
        let words = TokenEstimate.text((rubric?.system ?? "") + asked.words + sample.text)
        let media = asked.showsMedia ? sample.media.count * TokenEstimate.medium : 0
        let prompt =
            words + media + (settings.target.answerTokens ?? Self.unknownAnswer) + Self.frame
            + seen * (limit + Self.frame)
        return meter.most(role, prompt: prompt, answer: limit)
            + meter.most(role, prompt: prompt + limit + Self.frame, answer: limit)
    }
}
