import AssayCore

/// What a run uses, field by field, in the words in which protocols are compared.
struct UsedFields {
    private(set) var values: [String: String]

    /// The fields of a run by its settings, its judge and its rubric.
    init(_ settings: Settings, judge: String?, rubric: Rubric?) {
        values = settings.fields
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
