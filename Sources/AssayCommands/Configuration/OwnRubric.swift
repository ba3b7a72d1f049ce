import AssayCore

/// The questions of a user's own suite as they stand in its YAML file.
struct OwnRubric {
    private let system: String?
    private let questions: [(asked: Rubric.Asked, rule: SuiteDefinition.QuestionRule)]

    init(_ value: YAMLValue) throws {
        let values = try value.object(["system", "questions"])
        guard let questions = values["questions"] else { throw value.fault("'questions' is missing", "add it") }
        system = try values["system"]?.text()
        self.questions = try questions.list().map(Self.question)
    }

    /// Puts words and rules into a definition; the rubric takes its name and version from the suite.
    func add(to definition: inout SuiteDefinition) {
        definition.rubric = Rubric(
            name: definition.name, version: definition.version, system: system, questions: questions.map(\.asked))
        definition.rules = questions.map(\.rule)
    }

    private static func question(
        in value: YAMLValue
    ) throws -> (asked: Rubric.Asked, rule: SuiteDefinition.QuestionRule) {
        let values = try value.object([
            "name", "when", "labels", "unsafe", "refusal", "blocked", "empty", "shows_media", "reasoning", "words",
        ])
        func needed(_ key: String) throws -> YAMLValue {
            guard let found = values[key] else { throw value.fault("'\(key)' is missing", "add it") }
            return found
        }
        let question = Question(rawValue: try needed("name").text())
        let asked = Rubric.Asked(
            question: question, words: try needed("words").text(),
            showsMedia: try values["shows_media"]?.flag() ?? true,
            form: .json(labels: try needed("labels").list().map { try $0.text() }),
            reasoning: try values["reasoning"]?.word(Reasons.self).rubric ?? .before)
        var rule = SuiteDefinition.QuestionRule(
            question: question, when: try values["when"]?.conditions() ?? [],
            unsafe: try values["unsafe"]?.texts() ?? [], refusal: try values["refusal"]?.texts() ?? [])
        rule.blocked = try values["blocked"]?.text()
        rule.empty = try values["empty"]?.text()
        return (asked, rule)
    }

    private enum Reasons: String, CaseIterable {
        case before, after, none

        var rubric: Rubric.Reasoning {
            switch self {
            case .before: .before
            case .after: .after
            case .none: .none
            }
        }
    }
}

extension YAMLValue {
    /// The groups of a mapping with their values.
    func conditions() throws -> [SuiteDefinition.Condition] {
        try members().map { .init(Group(rawValue: $0.key), try $0.value.texts()) }
    }
}
