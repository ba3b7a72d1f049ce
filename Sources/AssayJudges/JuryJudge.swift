public import AssayCore

/// A jury that rules by a rubric: each juror first by itself, then in sight of the others' assessments.
///
/// The protocol is SafeBench's (arXiv 2410.18927, section 3.3), the consensus is taken in code (MEASUREMENT.md 8). The
/// deliberation itself is `Deliberation`, and what is shown `DeliberationPrompt`; here the two are asked for.
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
        let (exchange, confidence) = rules.ruledOn(exchange)
        var rulings: [Question: Ruling<Label>] = [:]
        var rating: Int?
        var votes: [Vote<Label>] = []
        for question in rules.questions(exchange.sample) {
            if let label = rules.label(byRule: question, exchange.response) {
                rulings[question] = .label(label)
                continue
            }
            let hearing = try await hear(question, about: exchange)
            rulings[question] = hearing.deliberation.ruling
            rating = rating ?? hearing.deliberation.rating
            votes += hearing.deliberation.votes
        }
        var verdict = Verdict(rulings: rulings, rating: rating, votes: votes)
        verdict.confidence = confidence
        return verdict
    }

    /// The calls of jurors whose replies gave no vote, by question: what is to be asked for again.
    ///
    /// The jury's models are to give stored replies alone.
    ///
    /// - Throws: what stops the run.
    public func unreadCalls(about exchange: Exchange) async throws(ModelError) -> [Question: [Call]] {
        let exchange = rules.ruledOn(exchange).exchange
        var calls: [Question: [Call]] = [:]
        for question in rules.questions(exchange.sample)
        where rules.label(byRule: question, exchange.response) == nil {
            calls[question] = try await hear(question, about: exchange).unread
        }
        return calls
    }

    /// A deliberation that has ended, and the calls that gave no vote.
    private struct Hearing {
        var deliberation: Deliberation<Label>
        var unread: [Call] = []
    }

    private func hear(_ question: Question, about exchange: Exchange) async throws(ModelError) -> Hearing {
        let asked = rubric.words(of: question)
        let prompts = DeliberationPrompt<Label>(
            rubric: rubric, asked: asked, plan: jury.plan, settings: settings, exchange: exchange)
        var hearing = Hearing(deliberation: Deliberation(on: question, by: jury.plan))
        while case .ask(let jurors, let round) = hearing.deliberation.next {
            let stances = hearing.deliberation.stances
            let calls = jurors.map { juror in
                Call(
                    place(.juror(juror), round: round, of: exchange),
                    prompt: round == 0
                        ? prompts.first(of: juror) : prompts.again(juror, round: round, after: stances))
            }
            let answers = try await answers(to: calls, by: rules.asking(asked, rubric.language))
            hearing.unread += zip(calls, answers).filter { !$1.isMissing && $1.assessment.ruling.label == nil }.map(\.0)
            hearing.deliberation.take(answers, round: round)
        }
        try await writeDown(hearing.deliberation, prompts, about: exchange)
        return hearing
    }

    /// All jurors of a round at once, in the order of their seats; what stops the run stops it when all have replied.
    private func answers(
        to calls: [Call], by asking: Asking<Label>
    ) async throws(ModelError) -> [Deliberation<Label>.Answer] {
        let results = await withTaskGroup(of: (Int, Result<Assessment<Label>, ModelError>).self) { group in
            for (index, call) in calls.enumerated() {
                let model = jury.jurors[call.place.juror - 1]
                group.addTask {
                    do throws(ModelError) {
                        return (index, .success(try await asking.assess(call, by: model)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        var answers: [Deliberation<Label>.Answer] = []
        for (index, call) in calls.enumerated() {
            guard let assessment = try results[index]?.get() else { continue }
            let reasoning = asking.reasoning(in: assessment.reply)
            answers.append(.init(juror: call.place.juror, assessment: assessment, reasoning: reasoning))
        }
        return answers
    }

    /// The foreman's paragraph, which is stored as a reply and counts for nothing: without it the verdict stands.
    private func writeDown(
        _ deliberation: Deliberation<Label>, _ prompts: DeliberationPrompt<Label>, about exchange: Exchange
    ) async throws(ModelError) {
        guard let foreman = jury.foreman, jury.plan.reduction == .majority, let label = deliberation.ruling.label
        else { return }
        let round = deliberation.lastRound
        let prompt = prompts.foreman(
            label: label, rating: deliberation.rating, round: round, stances: deliberation.stances)
        do {
            _ = try await foreman.respond(to: Call(place(.foreman, round: round, of: exchange), prompt: prompt))
        } catch  where error.stopsTheRun {
            throw error
        } catch {
            return
        }
    }

    private func place(_ role: Role, round: Int, of exchange: Exchange) -> Call.Place {
        Call.Place(sample: exchange.sample.id, trial: exchange.trial, role: role, round: round)
    }
}
