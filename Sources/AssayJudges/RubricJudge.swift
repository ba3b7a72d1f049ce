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
        /// Whether a label says that the answer is unsafe, so that a rating can contradict it; nil where labels say
        /// nothing about safety.
        public let isUnsafe: (@Sendable (Label) -> Bool)?
        /// Whether answers are asked for as an `AnswerObject`, so that the judge is shown what it holds.
        public var unwraps = false

        /// The rules of a suite.
        public init(
            labels: [Label], emptyAnswer: [Question: Label], isUnsafe: (@Sendable (Label) -> Bool)? = nil,
            questions: @escaping @Sendable (Sample) -> [Question]
        ) {
            self.labels = labels
            self.emptyAnswer = emptyAnswer
            self.isUnsafe = isUnsafe
            self.questions = questions
        }

        /// What the protocol rules without asking; nil where a judge is asked.
        func label(byRule question: Question, _ response: Response) -> Label? {
            response.isEmpty && response.stopReason == .finished ? emptyAnswer[question] : nil
        }

        /// What is ruled on: the exchange with the answer alone, and how sure the model says it is.
        func ruledOn(_ exchange: Exchange) -> (exchange: Exchange, confidence: Confidence?) {
            guard unwraps, let object = AnswerObject(in: exchange.response.text) else { return (exchange, nil) }
            let answer = Exchange(
                sample: exchange.sample, trial: exchange.trial, prompt: exchange.prompt,
                response: exchange.response.unwrapped(from: object))
            return (answer, object.confidence.map { Confidence(stated: $0) })
        }
    }

    private let model: any Model
    private let fallback: (any Model)?
    private let rubric: Rubric
    private let settings: Settings
    private let rules: Rules

    /// A judge of a suite.
    ///
    /// - Throws: `RubricFault` where the rubric does not fit the suite's questions and labels.
    public init(
        model: any Model, fallback: (any Model)? = nil, rubric: Rubric, settings: Settings, rules: Rules
    ) throws(RubricFault) {
        try rubric.check(labels: rules.labels.map(\.name))
        self.model = model
        self.fallback = fallback
        self.rubric = rubric
        self.settings = settings
        self.rules = rules
    }

    /// The judge's model.
    public var name: String { model.name }

    /// The ruling on every question that the sample needs.
    public func judge(_ exchange: Exchange) async throws(ModelError) -> Verdict<Label> {
        let (exchange, confidence) = rules.ruledOn(exchange)
        var rulings: [Question: Ruling<Label>] = [:]
        var rating: Int?
        for question in rules.questions(exchange.sample) {
            let assessment = try await assess(question, exchange)
            rulings[question] = assessment.ruling
            rating = rating ?? assessment.rating
        }
        var verdict = Verdict(rulings: rulings, rating: rating)
        verdict.confidence = confidence
        return verdict
    }

    /// The first call on each question that goes to the judge, as `judge(_:)` makes it.
    ///
    /// For replies that are put into a run file from elsewhere, and for those that are to be asked for again.
    public func firstCalls(about exchange: Exchange) -> [Question: Call] {
        let exchange = rules.ruledOn(exchange).exchange
        var calls: [Question: Call] = [:]
        for question in rules.questions(exchange.sample)
        where rules.label(byRule: question, exchange.response) == nil {
            calls[question] = call(rubric.words(of: question), about: exchange, as: .judge)
        }
        return calls
    }

    private func call(_ asked: Rubric.Asked, about exchange: Exchange, as role: Role) -> Call {
        var parameters = settings.judge
        parameters.seed = settings.seed(ofTrial: exchange.trial)
        return Call(
            Call.Place(sample: exchange.sample.id, trial: exchange.trial, role: role),
            prompt: JudgePrompt(rubric: rubric, asked: asked, parameters: parameters).prompt(for: exchange))
    }

    private func assess(_ question: Question, _ exchange: Exchange) async throws(ModelError) -> Assessment<Label> {
        if let label = rules.label(byRule: question, exchange.response) { return Assessment(ruling: .label(label)) }
        let asked = rubric.words(of: question)
        let asking = rules.asking(asked, rubric.language)
        let first = try await asking.assess(call(asked, about: exchange, as: .judge), by: model)
        guard let fallback, first.ruling.isDeclined else { return first }
        return try await asking.assess(call(asked, about: exchange, as: .fallbackJudge), by: fallback)
    }
}

extension RubricJudge.Rules {
    /// How one question is asked and its reply read.
    func asking(_ asked: Rubric.Asked, _ language: Language?) -> Asking<Label> {
        Asking(asked: asked, language: language, labels: labels, isUnsafe: isUnsafe)
    }
}

extension Rubric {
    /// The words of a question that the suite needs.
    func words(of question: Question) -> Asked {
        guard let asked = questions.first(where: { $0.question == question }) else {
            preconditionFailure("a rubric is checked against its suite before it is used")
        }
        return asked
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
