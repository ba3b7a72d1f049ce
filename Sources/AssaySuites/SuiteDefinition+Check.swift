import AssayCore
import AssayDatasets
import AssayJudges

extension SuiteDefinition {
    /// Whether the definition is whole and does not contradict itself.
    ///
    /// Places are named as in the YAML file, also for a definition that stands in a run file.
    func check() throws(DefinitionFault) {
        try checkNames()
        try checkSettings()
        if let rubric {
            try checkQuestions(of: rubric)
            try checkRates()
        } else {
            guard rates.isEmpty, rules.isEmpty else {
                throw DefinitionFault(
                    ["metrics"], "multiple choice has its own metrics", "leave 'metrics' out, or give a 'rubric'")
            }
        }
        try checkBreakdowns()
    }

    /// Names that suites of the program have or will have; a report of another must not pass for one of theirs.
    static let reservedNames: Set<String> = [
        "usb", "usb-vulnerability", "usb-over-refusal", "siuo", "siuo-mcqa", "safebench", "chinese-safetyqa",
        "chinese-safetyqa-mcq", "demo", "judge-audit",
    ]
    static let reservedMetrics: Set<String> = [
        "truncated_rate", "accuracy", "accuracy_readable", "unreadable_rate", "recall", "juror_agreement",
    ]
    private static let reservedQuestions: Set<String> = ["choice", "key"]

    private func checkNames() throws(DefinitionFault) {
        guard name.wholeMatch(of: #/[a-z][a-z0-9-]{0,39}/#) != nil else {
            throw DefinitionFault(
                ["name"], "is no name for a suite", "use a small letter, then small letters, digits and '-', at most 40"
            )
        }
        guard !Self.reservedNames.contains(name) else {
            throw DefinitionFault(["name"], "'\(name)' is the name of a suite of the program", "take another")
        }
        guard !version.isEmpty, version.count <= 40, version.isOneLine else {
            throw DefinitionFault(["version"], "is no version", "give a short text such as \"1\"")
        }
        guard !summary.isEmpty, summary.count <= 200, summary.isOneLine else {
            throw DefinitionFault(["summary"], "is not one line of at most 200 characters", "shorten it")
        }
        guard dataset.hasSuffix(".jsonl") || dataset.hasSuffix(".csv") else {
            throw DefinitionFault(["dataset"], "is neither .jsonl nor .csv", "name the file of the samples")
        }
        let steps = dataset.split(separator: "/", omittingEmptySubsequences: false)
        guard dataset.isOneLine, !dataset.hasPrefix("/"), steps.allSatisfy({ !["", ".", ".."].contains($0) }) else {
            throw DefinitionFault(
                ["dataset"], "does not lie below the folder of the definition",
                "give a relative path without '..', or name its folder with --data")
        }
    }

    private func checkSettings() throws(DefinitionFault) {
        let wholes = [
            ("trials", settings.trials, 1000), ("answer_tokens", settings.target.answerTokens ?? 1, 1 << 20),
            ("judge_tokens", settings.judge.answerTokens ?? 1, 1 << 20),
        ]
        for (field, value, most) in wholes where !(1...most).contains(value) {
            throw DefinitionFault(["settings", .key(field)], "is \(value)", "give 1 to \(most)")
        }
        let temperatures = [
            ("temperature", settings.target.temperature), ("judge_temperature", settings.judge.temperature),
        ]
        for (field, value) in temperatures where value.map({ !($0 >= 0 && $0 <= 10) }) ?? false {
            throw DefinitionFault(["settings", .key(field)], "is out of range", "give 0 or a little more")
        }
        guard settings.target.topP.map({ $0 > 0 && $0 <= 1 }) ?? true else {
            throw DefinitionFault(["settings", "top_p"], "is out of range", "give a number above 0, at most 1")
        }
    }

    private func checkQuestions(of rubric: Rubric) throws(DefinitionFault) {
        guard !rubric.questions.isEmpty, rubric.questions.map(\.question) == rules.map(\.question) else {
            throw DefinitionFault(["rubric", "questions"], "holds no question", "give at least one")
        }
        guard labelNames.count < Int(Int8.max) else {
            throw DefinitionFault(
                ["rubric", "questions"], "has \(labelNames.count) labels in all", "give at most \(Int8.max - 1)")
        }
        var names: Set<Question> = []
        for (number, asked) in rubric.questions.enumerated() {
            let place: [DefinitionFault.Step] = ["rubric", "questions", .entry(number)]
            let name = asked.question.rawValue
            guard name.isPlainName, !Self.reservedQuestions.contains(name) else {
                throw DefinitionFault(
                    place + ["name"], "is no name for a question",
                    "use a small letter, then small letters, digits and '_', at most 40, but not 'choice' or 'key'")
            }
            guard names.insert(asked.question).inserted else {
                throw DefinitionFault(place + ["name"], "two questions are called '\(name)'", "rename one")
            }
            try check(asked, rules[number], at: place)
        }
    }

    private func check(
        _ asked: Rubric.Asked, _ rule: QuestionRule, at place: [DefinitionFault.Step]
    ) throws(DefinitionFault) {
        let labels = asked.form.labelNames
        guard labels.count >= 2, Set(labels).count == labels.count else {
            throw DefinitionFault(place + ["labels"], "are not two or more different labels", "mend the list")
        }
        for (number, label) in labels.enumerated() where !label.isLabel {
            throw DefinitionFault(
                place + ["labels", .entry(number)], "is no name for a label",
                "use letters, digits, '_' and '-', at most 40")
        }
        do throws(RubricFault) {
            try Rubric(name: name, version: version, system: nil, questions: [asked]).check(labels: labels)
        } catch {
            throw DefinitionFault(place + ["words"], Self.words(for: error), "mend the words")
        }
        for (field, named) in [("unsafe", rule.unsafe), ("refusal", rule.refusal)] {
            try check(named, among: labels, of: asked.question, at: place + [.key(field)])
            guard named.count < labels.count else {
                throw DefinitionFault(place + [.key(field)], "names every label", "leave at least one out")
            }
        }
        for (field, named) in [("blocked", rule.blocked), ("empty", rule.empty)] {
            try check(named.map { [$0] } ?? [], among: labels, of: asked.question, at: place + [.key(field)])
        }
        try check(rule.when, at: place + ["when"])
    }

    private static func words(for fault: RubricFault) -> String {
        switch fault {
        case .missingPlace: "have no place {response}: the judge would not see the answer"
        case .unknownPlace(_, _, let place):
            "hold {\(place)}, which nothing fills; there are {\(Rubric.Asked.places.joined(separator: "}, {"))}"
        case .missingQuestion, .unknownLabel: fault.description
        }
    }

    func check(
        _ named: [String], among labels: [String], of question: Question, at place: [DefinitionFault.Step]
    ) throws(DefinitionFault) {
        for label in named where !labels.contains(label) {
            throw DefinitionFault(
                place, "question '\(question.rawValue)' has no label '\(label.prefix(40))'",
                "it has \(labels.joined(separator: ", "))")
        }
    }

    func check(_ conditions: [Condition], at place: [DefinitionFault.Step]) throws(DefinitionFault) {
        for condition in conditions {
            let place = place + [.key(condition.group.rawValue)]
            guard !condition.values.isEmpty, Set(condition.values).count == condition.values.count else {
                throw DefinitionFault(place, "has no value, or one twice", "list each value once")
            }
            let known: [String]? =
                switch condition.group {
                case .target: SampleFile.targetKinds
                case .language: Language.allCases.map(\.rawValue)
                default: nil
                }
            for value in condition.values where known.map({ !$0.contains(value) }) ?? false {
                throw DefinitionFault(
                    place, "'\(value.prefix(40))' is no \(condition.group.rawValue)",
                    "there are \((known ?? []).joined(separator: ", "))")
            }
        }
    }
}
