import AssayCore

/// What a run uses, field by field, in the words in which protocols are compared.
struct UsedFields {
    private(set) var values: [String: String]

    /// The fields of a run by its settings, its judge and its rubric.
    ///
    /// `fixed`: the suite's own rules, which no option changes.
    init(
        _ settings: Settings, judge: String?, jury: JuryPlan? = nil, rubric: Rubric?, fixed: [String: String] = [:]
    ) {
        values = settings.fields.merging(fixed) { given, _ in given }
        values["trials.requests"] = "a request for each trial"
        values["judge.model"] = judge
        values["rubric"] = rubric.map { "\($0.name) \($0.version)" }
        values["target.content_order"] = "image, then text"
        values["judge.sees_media"] = rubric.map { $0.questions.allSatisfy(\.showsMedia) ? "yes" : "no" }
        values["target.words"] = "our own words"
        values["options.order"] = settings.optionOrder.words
        values["choice.reading"] = "one letter that is set off as the answer, by a fixed grammar"
        values["choice.unreadable"] = "wrong, and counted in unreadable_rate"
        values["verdict.unreadable"] = "asked once more, then unjudged and bounded"
        values["verdict.case"] = "ignored; every official form"
        values["failed_answers"] = "counted by reason and bounded"
        values["blocked_answers"] = "excluded and bounded; counted in the _system rates"
        if let rubric { add(rubric, settings) }
        if let jury { add(jury) }
    }

    /// Who rules, as one field: the judge, or the jurors' models, each once.
    static func judge(_ models: [Role: String]) -> String? {
        let jurors = models.filter { $0.key.juror > 0 }.sorted { $0.key < $1.key }.map(\.value)
        guard !jurors.isEmpty else { return models[.judge] }
        var seen: Set<String> = []
        return jurors.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }

    private mutating func add(_ jury: JuryPlan) {
        values["jury.jurors"] = String(jury.seats.count)
        values["jury.rounds"] = String(jury.rounds)
        values["jury.personas"] = jury.seats.map(\.persona.name).joined(separator: ", ")
        values["jury.consensus"] = "the majority of readable votes and the lower median of their ratings"
        values["jury.weights"] =
            Set(jury.seats.map(\.weight)).count == 1
            ? "equal" : jury.seats.map { "\($0.weight)" }.joined(separator: ":")
        values["jury.stop_when_unanimous"] = jury.stopsWhenUnanimous ? "yes" : "no"
        values["jury.sequential"] = jury.isSequential ? "yes" : "no"
        values["jury.restates_exchange"] = jury.restatesExchange ? "yes" : "no"
    }

    /// What a rubric fixes for the judge as a whole and for each of its questions.
    private mutating func add(_ rubric: Rubric, _ settings: Settings) {
        // A prompt of a line can be set beside a publication's; a longer one is told by its digest.
        values["judge.system"] = rubric.system.map {
            $0.count <= 60 ? $0 : "given, SHA-256 \(Digest(of: $0).hex.prefix(12))"
        }
        values["judge.language"] = (rubric.language ?? .english).rawValue
        for asked in rubric.questions {
            let role = "judge.\(asked.question.rawValue)"
            let isLast = asked.fixed?.mediaLast == true
            values["\(role).content_order"] =
                asked.showsMedia ? (isLast ? "text, then image" : "image, then text") : "text alone"
            values["\(role).top_p"] = (asked.fixed?.topP ?? settings.judge.topP).map {
                $0 == $0.rounded() ? String(Int($0)) : String($0)
            }
            values["\(role).seed"] = asked.fixed?.seed.map(String.init) ?? (settings.sendsSeed ? "sent" : nil)
            values["\(role).answer_tokens"] = settings.judge.answerTokens.map(String.init)
        }
    }

    /// Says of everything about a role that someone else decided it.
    mutating func forget(_ role: Role, among published: [EvaluationProtocol.Published]) {
        let prefixes =
            role == .target ? ["target.", "trials.requests", "seed"] : ["judge.", "rubric", "verdict.unreadable"]
        for field in published.map(\.field) + values.keys where prefixes.contains(where: field.hasPrefix) {
            values[field] = "not known: it was done elsewhere"
        }
    }
}
