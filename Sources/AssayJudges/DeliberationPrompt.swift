import AssayCore

/// What jurors and the foreman are shown: a function of the exchange and of what stands, so that a stored deliberation
/// replays call by call.
///
/// Reviews are anonymous: no model, persona or target is named, and no seat. Each reader has an order of its own.
struct DeliberationPrompt<Label: VerdictLabel>: Sendable {
    typealias Stance = Deliberation<Label>.Stance

    /// The suite's prompt, as a single judge is shown it.
    let base: Prompt
    let asked: Rubric.Asked
    let language: Language?
    let plan: JuryPlan
    /// What the orders of reviews are drawn from, beside round and reader.
    private let order: String
    private let seed: UInt64

    /// The prompts of a jury about one question on one exchange.
    init(rubric: Rubric, asked: Rubric.Asked, plan: JuryPlan, settings: Settings, exchange: Exchange) {
        var parameters = settings.judge
        parameters.seed = settings.seed(ofTrial: exchange.trial)
        base = JudgePrompt(rubric: rubric, asked: asked, parameters: parameters).prompt(for: exchange)
        self.asked = asked
        language = rubric.language
        self.plan = plan
        order = "\(exchange.sample.id)\u{1F}\(exchange.trial)\u{1F}\(asked.question.rawValue)"
        seed = UInt64(bitPattern: Int64(settings.seed))
    }

    /// The first judgement: the suite's prompt, from the juror's point of view.
    func first(of juror: Int) -> Prompt {
        var prompt = base
        let words = [base.system, plan.seats[juror - 1].persona.words].compactMap { $0 }.filter { !$0.isEmpty }
        prompt.system = words.isEmpty ? nil : words.joined(separator: "\n\n")
        return prompt
    }

    /// A judgement in sight of the others'.
    func again(_ juror: Int, round: Int, after stances: [Int: Stance]) -> Prompt {
        var prompt = first(of: juror)
        let text = rejudgement(of: juror, round: round, after: stances)
        let before = plan.restatesExchange ? base.turns.flatMap(\.content) : []
        prompt.turns = [Turn(.user, before + [.text(text)])]
        return prompt
    }

    /// What the foreman is given: the verdict as it stands, and every review.
    func foreman(label: Label, rating: Int?, round: Int, stances: [Int: Stance]) -> Prompt {
        let words = words
        let verdict = ([verdict(label)] + self.rating(rating)).joined(separator: "\n")
        let text = [
            words.foremanIntroduction, verdict, words.foremanReviews,
            reviews(of: Array(stances.keys), for: 0, round: round, stances), words.foremanTask,
        ]
        .joined(separator: "\n\n")
        var prompt = Prompt(system: words.foremanSystem, turns: [Turn(.user, [.text(text)])])
        prompt.parameters = base.parameters
        return prompt
    }

    private var words: DeliberationWords { DeliberationWords.words(in: language) }

    private func rejudgement(of juror: Int, round: Int, after stances: [Int: Stance]) -> String {
        let words = words
        let others = Array(1...plan.seats.count).filter { $0 != juror }
        return [
            plan.restatesExchange ? words.introduction : words.introductionAlone,
            "\(words.own)\n\(stances[juror].flatMap(triple) ?? words.noOwn)",
            reviews(of: others, for: juror, round: round, stances),
            words.decision, asked.form(ofRejudgementIn: language),
        ]
        .joined(separator: "\n\n")
    }

    /// The reviews in the reader's own order, numbered as they stand.
    private func reviews(of jurors: [Int], for reader: Int, round: Int, _ stances: [Int: Stance]) -> String {
        let words = words
        return shuffled(jurors, for: reader, round: round).enumerated().map { place, juror in
            "\(words.review) \(place + 1)\n\(stances[juror].flatMap(triple) ?? words.noReview)"
        }
        .joined(separator: "\n\n")
    }

    /// By a hash under the run's seed of sample, trial, question, round and reader.
    private func shuffled(_ jurors: [Int], for reader: Int, round: Int) -> [Int] {
        jurors.map { juror in
            let text = "\(order)\u{1F}\(round)\u{1F}\(reader)\u{1F}\(juror)"
            return (juror: juror, draw: StableHash(of: text, seed: seed).mixed)
        }
        .sorted { ($0.draw, $0.juror) < ($1.draw, $1.juror) }
        .map(\.juror)
    }

    /// Label, rating and reasons of a readable vote; nil for one that is not.
    private func triple(_ stance: Stance) -> String? {
        guard let label = stance.vote.ruling.label else { return nil }
        let reasons =
            stance.reasoning.isEmpty
            ? " \(words.noReasons)" : "\n\(Evidence(name: "reasoning", text: stance.reasoning).fenced)"
        return ([verdict(label)] + rating(stance.vote.rating) + ["reasoning:\(reasons)"]).joined(separator: "\n")
    }

    private func verdict(_ label: Label) -> String { "verdict: \(asked.shown(label.name))" }

    private func rating(_ rating: Int?) -> [String] { rating.map { ["rating: \($0)"] } ?? [] }
}
