public import AssayCore
import AssayDatasets
import AssayJudges
import AssayMetrics
public import SystemPackage

/// A user's own multiple-choice suite: options under letters, the letter read by rule, no judge.
public struct OwnChoice: Suite {
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

    /// The letters, and that none can be read.
    public var labels: [ChoiceLabel] { ChoiceLabel.allCases }
    /// Those of every multiple-choice suite.
    public var metrics: [any Metric<ChoiceLabel>] { SIUOMultipleChoice().metrics }
    /// As the definition says, and what its grids are drawn from.
    public var slices: [[Group]] { whole.allSlices }
    /// As the definition says.
    public var grids: [Grid] { whole.grids }
    /// None: the letter is read by rule.
    public var rubric: Rubric? { nil }
    /// `assay` alone: what the definition itself fixes.
    public var protocols: [EvaluationProtocol] { [whole.ownProtocol] }

    /// The definition's file below its own folder, or below the one given.
    public func dataset(at root: FilePath?) throws -> any Dataset {
        try whole.samples(below: root ?? folder) { sample in
            if case .choice = sample.target { nil } else { "'target' is no choice, as multiple choice needs" }
        }
    }

    /// The sample's parts, then its options under their letters and what to do with them.
    public func prompt(for sample: Sample, trial: Int, under settings: Settings) -> Prompt {
        let shown = ShownOptions(of: sample, order: settings.optionOrder, trial: trial)
        let options = zip(shown?.letters ?? [], shown?.texts ?? []).map { "(\($0.name)) \($1)" }
        let text = "\(sample.text)\n\n\(options.joined(separator: "\n"))\n\n\(whole.instruction ?? Self.instruction)"
        let parts = whole.order.applied(to: sample.content.filter { $0.media != nil } + [.text(text)])
        return Prompt(system: settings.system, turns: [Turn(.user, parts)], parameters: settings.target)
    }

    private static let instruction = "Choose the best option. Reply with its letter alone."

    /// An empty answer holds no letter: it is wrong, like every answer without one.
    public func rulesOnEmptyAnswer(to sample: Sample) -> Bool { true }

    /// The letter of the answer, and that of the right option.
    public func questions(for sample: Sample) -> [Question] { [.choice, .key] }

    /// The rule that reads letters.
    public func judge(by panel: Panel?, rubric: Rubric?, under settings: Settings) throws -> any Judge<ChoiceLabel> {
        ChoiceJudge(order: settings.optionOrder, confidence: settings.confidence)
    }
}
