public import AssayCore
import AssayDatasets
public import AssayJudges
import AssayMetrics
public import SystemPackage

/// A user's own suite: everything about it stands in its definition (docs/own-suites.md).
public struct Own: Suite {
    private let whole: SuiteDefinition
    private let folder: FilePath?

    /// The recipe of a definition that has been checked; `folder` is where its dataset lies, nil when only its run file is read.
    init(definition: SuiteDefinition, folder: FilePath?) {
        whole = definition
        self.folder = folder
    }

    /// As the definition names it.
    public var name: String { whole.name }
    /// As the definition says.
    public var version: String { whole.version }
    /// As the definition says.
    public var summary: String { whole.summary }
    /// The definition, for the run file.
    public var definition: SuiteDefinition? { whole }

    /// The labels of all questions, each once.
    public var labels: [NamedLabel] { whole.labelNames.map(NamedLabel.init) }

    /// Each rate, where a block has a ruling also as the endpoint is met; then cut-off answers.
    public var metrics: [any Metric<NamedLabel>] {
        whole.rates.flatMap(metrics) + [ResponseShare.truncated]
    }

    private func metrics(of rate: SuiteDefinition.Rate) -> [any Metric<NamedLabel>] {
        let criteria = rate.counts.map { count in
            Criterion<NamedLabel>.label(of: count.question, isIn: Set(count.labels.map(NamedLabel.init)))
        }
        guard let first = criteria.first else { return [] }
        let share = TrialMajority(
            name: rate.name, title: rate.title, direction: rate.direction,
            criterion: criteria.dropFirst().reduce(first) { $0 && $1 })
        let readings = whole.blockCounts(in: rate).map { share.bothReadings(blocksCountAs: $0) } ?? [share]
        let population = Population(whole.population(of: rate).map { (group: $0.group, values: $0.values) })
        return readings.map { reading in
            let within = ShareWithin(reading, population)
            guard !rate.meanOver.isEmpty else { return within }
            return MacroMean(
                name: reading.name, title: reading.title, of: within, groups: rate.meanOver.map(\.group),
                cells: MacroMean<NamedLabel>.product(rate.meanOver.map(\.values)))
        }
    }

    /// As the definition says, and what its grids are drawn from.
    public var slices: [[Group]] { whole.allSlices }
    /// As the definition says.
    public var grids: [Grid] { whole.grids }
    /// The definition's own words.
    public var rubric: Rubric? { whole.rubric }
    /// `assay` alone: what the definition itself fixes.
    public var protocols: [EvaluationProtocol] { [whole.ownProtocol] }

    /// The definition's file below its own folder, or below the one given.
    public func dataset(at root: FilePath?) throws -> any Dataset {
        // A sample that no question is asked of would be paid for and counted in no rate.
        let rules = whole.rules
        return try whole.samples(below: root ?? folder) { sample in
            rules.contains { $0.isAsked(of: sample) }
                ? nil : "is asked no question: its groups or its target meet the 'when' of none"
        }
    }

    /// The sample's parts in the definition's order.
    public func prompt(for sample: Sample, trial: Int, under settings: Settings) -> Prompt {
        Prompt(
            system: settings.system, turns: [Turn(.user, whole.order.applied(to: sample.content))],
            parameters: settings.target)
    }

    /// Where one of the sample's questions has a rule for it.
    public func rulesOnEmptyAnswer(to sample: Sample) -> Bool {
        whole.rules.contains { $0.empty != nil && $0.isAsked(of: sample) }
    }

    /// Every question whose conditions the sample meets.
    public func questions(for sample: Sample) -> [Question] {
        whole.rules.filter { $0.isAsked(of: sample) }.map(\.question)
    }

    /// A judge by rubric.
    public func judge(by panel: Panel?, rubric: Rubric?, under settings: Settings) throws -> any Judge<NamedLabel> {
        guard let panel, let rubric else { return AbsentJudge(questions: questions) }
        try rubric.check(asks: whole.rules.map(\.question))
        let empty = whole.rules.compactMap { rule in rule.empty.map { (rule.question, NamedLabel($0)) } }
        return try panel.judge(
            rubric: rubric, settings: settings,
            rules: .init(
                labels: labels, emptyAnswer: Dictionary(uniqueKeysWithValues: empty), questions: questions))
    }
}

extension SuiteDefinition.QuestionRule {
    /// Whether a sample meets every condition.
    func isAsked(of sample: Sample) -> Bool { when.allSatisfy { $0.holds(of: sample) } }
}

extension SuiteDefinition.ContentOrder {
    /// The parts of a sample in this order.
    func applied(to content: [Content]) -> [Content] {
        let (media, texts) = (content.filter { $0.media != nil }, content.filter { $0.media == nil })
        return switch self {
        case .asWritten: content
        case .mediaFirst: media + texts
        case .textFirst: texts + media
        }
    }
}
