public import AssayCore

/// A model that rules by a rubric, one call a question.
///
/// A reply that cannot be read is asked for once more with the form restated; then the question stays unresolved.
public struct RubricJudge<Label: VerdictLabel>: Judge {
    /// The rules that a suite gives a judge beside its rubric.
    public struct Rules: Sendable {
        /// Every label of the suite.
        public let labels: [Label]
        /// The questions that a sample needs.
        public let questions: @Sendable (Sample) -> [Question]
        /// What the protocol rules on an answer that finished without text; the other questions go to the judge.
        public let emptyAnswer: [Question: Label]

        /// The rules of a suite.
        public init(
            labels: [Label], emptyAnswer: [Question: Label],
            questions: @escaping @Sendable (Sample) -> [Question]
        ) {
            self.labels = labels
            self.emptyAnswer = emptyAnswer
            self.questions = questions
        }
    }

    private let panel: Panel
    private let rubric: Rubric
    private let settings: Settings
    private let rules: Rules

    /// A judge of a suite.
    ///
    /// - Throws: `RubricFault` where the rubric does not fit the suite's questions and labels.
    public init(panel: Panel, rubric: Rubric, settings: Settings, rules: Rules) throws(RubricFault) {
        try rubric.check(labels: rules.labels.map(\.name))
        self.panel = panel
        self.rubric = rubric
        self.settings = settings
        self.rules = rules
    }

    /// The judge's model.
    public var name: String { panel.judge.name }

    /// The ruling on every question that the sample needs.
    public func judge(_ exchange: Exchange) async throws(ModelError) -> Verdict<Label> {
        var rulings: [Question: Ruling<Label>] = [:]
        for question in rules.questions(exchange.sample) {
            rulings[question] = try await rule(on: question, exchange)
        }
        return Verdict(rulings: rulings)
    }

    /// The first call on each question that goes to the judge, as `judge(_:)` makes it.
    ///
    /// For replies that are put into a run file from elsewhere, and for those that are to be asked for again.
    public func firstCalls(about exchange: Exchange) -> [Question: Call] {
        var calls: [Question: Call] = [:]
        for question in rules.questions(exchange.sample) where label(byRule: question, exchange.response) == nil {
            calls[question] = call(words(of: question), about: exchange, as: .judge)
        }
        return calls
    }

    /// What the protocol rules without asking.
    private func label(byRule question: Question, _ response: Response) -> Label? {
        response.isEmpty && response.stopReason == .finished ? rules.emptyAnswer[question] : nil
    }

    private func words(of question: Question) -> Rubric.Asked {
        guard let asked = rubric.questions.first(where: { $0.question == question }) else {
            preconditionFailure("a rubric is checked against its suite before it is used")
        }
        return asked
    }

    private func form(of asked: Rubric.Asked, trial: Int) -> JudgePrompt {
        var parameters = settings.judge
        parameters.seed = settings.seed(ofTrial: trial)
        return JudgePrompt(rubric: rubric, asked: asked, parameters: parameters)
    }

    private func call(_ asked: Rubric.Asked, about exchange: Exchange, as role: Role) -> Call {
        Call(
            Call.Place(sample: exchange.sample.id, trial: exchange.trial, role: role),
            prompt: form(of: asked, trial: exchange.trial).prompt(for: exchange))
    }

    private func rule(on question: Question, _ exchange: Exchange) async throws(ModelError) -> Ruling<Label> {
        if let label = label(byRule: question, exchange.response) { return .label(label) }
        let asked = words(of: question)
        let first = try await ask(asked, about: exchange, model: panel.judge, as: .judge)
        guard let fallback = panel.fallback, first.isDeclined else { return first }
        return try await ask(asked, about: exchange, model: fallback, as: .fallbackJudge)
    }

    private func ask(
        _ asked: Rubric.Asked, about exchange: Exchange, model: any Model, as role: Role
    ) async throws(ModelError) -> Ruling<Label> {
        let first = call(asked, about: exchange, as: role)
        do {
            let reply = try await model.respond(to: first)
            if let ruling = ruling(in: reply, form: asked.form) { return ruling }
            let second = try await askAgain(first, after: reply, asked, model: model)
            return second.flatMap { ruling(in: $0, form: asked.form) } ?? .unresolved(.unreadable, isResumable: false)
        } catch  where error.stopsTheRun {
            throw error
        } catch .missing {
            return .unresolved(.notJudged, isResumable: false)
        } catch .blockedInput {
            return .unresolved(.judgeBlocked, isResumable: false)
        } catch {
            return .unresolved(.judgeFailed, isResumable: error.isResumable)
        }
    }

    /// The reply to the form restated; nil where stored replies are read and there is no second one.
    private func askAgain(
        _ first: Call, after reply: Response, _ asked: Rubric.Asked, model: any Model
    ) async throws(ModelError) -> Response? {
        let again = form(of: asked, trial: first.place.trial).restated(after: reply, to: first.prompt)
        do {
            return try await model.respond(to: Call(first.place, prompt: again))
        } catch .missing {
            return nil
        }
    }

    /// What a reply rules; nil where it has to be asked for once more.
    private func ruling(in reply: Response, form: ReplyForm) -> Ruling<Label>? {
        switch reply.stopReason {
        case .filtered: return .unresolved(.judgeBlocked, isResumable: false)
        case .refused: return .unresolved(.judgeRefused, isResumable: false)
        case .finished, .length, .toolCall:
            let name = VerdictReader(form: form).label(in: reply.text)
            return rules.labels.first { $0.name == name }.map(Ruling.label)
        }
    }
}

extension Ruling {
    /// Whether the judge declined, so that another may be asked.
    fileprivate var isDeclined: Bool {
        switch self {
        case .unresolved(.judgeRefused, _), .unresolved(.judgeBlocked, _): true
        default: false
        }
    }
}

/// Leaves every answer unjudged: for runs that only collect answers.
public struct AbsentJudge<Label: VerdictLabel>: Judge {
    /// `none`.
    public let name = "none"
    private let questions: @Sendable (Sample) -> [Question]

    /// A judge that is not there, for a suite with these questions.
    public init(questions: @escaping @Sendable (Sample) -> [Question]) {
        self.questions = questions
    }

    /// No ruling on any question.
    public func judge(_ exchange: Exchange) async throws(ModelError) -> Verdict<Label> {
        let open = questions(exchange.sample).map { ($0, Ruling<Label>.unresolved(.notJudged, isResumable: false)) }
        return Verdict(rulings: Dictionary(uniqueKeysWithValues: open))
    }
}
