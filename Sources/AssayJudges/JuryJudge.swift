public import AssayCore

/// A jury that rules by a rubric, each juror in its own call.
public struct JuryJudge<Label: VerdictLabel>: Judge {
    private let jury: Jury
    private let rubric: Rubric
    private let settings: Settings
    private let rules: RubricJudge<Label>.Rules

    /// A jury of a suite.
    ///
    /// - Throws: `RubricFault` where the rubric does not fit the suite's questions and labels.
    public init(
        jury: Jury, rubric: Rubric, settings: Settings, rules: RubricJudge<Label>.Rules
    ) throws(RubricFault) {
        try rubric.check(labels: rules.labels.map(\.name))
        self.jury = jury
        self.rubric = rubric
        self.settings = settings
        self.rules = rules
    }

    /// `jury of 5`.
    public var name: String { jury.name }

    /// The ruling on every question that the sample needs.
    public func judge(_ exchange: Exchange) async throws(ModelError) -> Verdict<Label> {
        var rulings: [Question: Ruling<Label>] = [:]
        var votes: [Vote<Label>] = []
        for question in rules.questions(exchange.sample) {
            if let label = rules.label(byRule: question, exchange.response) {
                rulings[question] = .label(label)
                continue
            }
            let first = try await firstVotes(on: question, exchange)
            rulings[question] = majority(of: first)
            votes += first
        }
        return Verdict(rulings: rulings, votes: votes)
    }

    private func firstVotes(
        on question: Question, _ exchange: Exchange
    ) async throws(ModelError) -> [Vote<Label>] {
        let asked = rubric.words(of: question)
        let asking = rules.asking(asked, rubric.language)
        var parameters = settings.judge
        parameters.seed = settings.seed(ofTrial: exchange.trial)
        var votes: [Vote<Label>] = []
        for (role, model) in zip(jury.plan.jurors, jury.jurors) {
            let place = Call.Place(sample: exchange.sample.id, trial: exchange.trial, role: role)
            let prompt = JudgePrompt(rubric: rubric, asked: asked, parameters: parameters).prompt(for: exchange)
            let assessment = try await asking.assess(Call(place, prompt: prompt), by: model)
            votes.append(
                Vote(
                    question: question, juror: role.juror, round: 0, ruling: assessment.ruling,
                    rating: assessment.rating, contradicts: assessment.contradicts))
        }
        return votes
    }

    private func majority(of votes: [Vote<Label>]) -> Ruling<Label> {
        let readable = votes.compactMap { vote in
            vote.ruling.label.map { (label: $0, weight: jury.plan.seats[vote.juror - 1].weight) }
        }
        guard readable.count * 2 > votes.count else { return .unresolved(.noQuorum, isResumable: false) }
        let total = readable.map(\.weight).reduce(0, +)
        let weights = Dictionary(readable.map { ($0.label, $0.weight) }, uniquingKeysWith: +)
        guard let winner = weights.first(where: { $0.value * 2 > total }) else {
            return .unresolved(.tied, isResumable: false)
        }
        return .label(winner.key)
    }
}
