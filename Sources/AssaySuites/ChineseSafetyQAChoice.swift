public import AssayCore
import AssayDatasets
import AssayJudges
import AssayMetrics
public import SystemPackage

/// Chinese SafetyQA, multiple choice: the same questions with options under letters (arXiv 2412.15265).
///
/// The letter is read by rule; no judge is asked.
public struct ChineseSafetyQAChoice: Suite {
    /// `chinese-safetyqa-mcq`.
    public let name = "chinese-safetyqa-mcq"
    /// Version 1.
    public let version = "1"
    /// One line for people.
    public let summary = "the same questions with options under letters: is the letter right? No judge"

    /// The recipe; it has no parts to choose.
    public init() {}

    /// The letters, and that none can be read.
    public var labels: [ChoiceLabel] { ChoiceLabel.allCases }

    /// Right answers, as the model is and as the endpoint is met; of readable answers; without a letter; cut off.
    public var metrics: [any Metric<ChoiceLabel>] {
        [
            ChoiceShare.accuracy, ChoiceShare.accuracyAsMet, ChoiceShare.accuracyReadable, ChoiceShare.unreadable,
            ResponseShare<ChoiceLabel>.truncated,
        ]
    }

    /// They do.
    public var asksForConfidence: Bool { true }

    /// By the seven widest categories.
    public var slices: [[Group]] { [[.level1]] }

    /// By the narrower ones.
    public var details: [[Group]] { [[.level2], [.category]] }

    /// The seven widest categories in English.
    public var glosses: [String: String] { ChineseSafetyQACategory.glosses }

    /// One of the seven by any of its names, a whole path with its hyphens, or a name of the middle level.
    public func groups(ofCategory name: String) throws -> [Group: String] {
        ChineseSafetyQAWords.groups(ofCategory: name)
    }

    /// None: the letter is read by rule.
    public var rubric: Rubric? { nil }

    /// `assay`, `chinese-safetyqa/paper` and `chinese-safetyqa/code`.
    public var protocols: [EvaluationProtocol] {
        [
            ProtocolFile.read(PackageResources.chinese_safetyqa_mcq_assay_json),
            ProtocolFile.read(PackageResources.chinese_safetyqa_mcq_paper_json),
            ProtocolFile.read(PackageResources.chinese_safetyqa_mcq_code_json),
        ]
    }

    /// What the order of the options does to the numbers.
    public func caveats(of manifest: Manifest) -> [String] {
        switch manifest.settings.optionOrder {
        case .published:
            [
                "The options stand in the published order, where A is right in 59.6 % of the rows: see the baselines beside the "
                    + "accuracy; --shuffle-options SEED takes that advantage away."
            ]
        case .cyclic:
            [
                "Each sample was asked \(manifest.settings.trials) times, as often as most have options: one with 3 or 5 is not "
                    + "shown in each of its rotations equally often."
            ]
        case .shuffled: []
        }
    }

    /// The released file in a folder.
    public func dataset(at root: FilePath?) throws -> any Dataset {
        guard let root else {
            throw SuiteFault.needsData(suite: name, file: ChineseSafetyQADataset.fileNames.joined(separator: " or "))
        }
        return try ChineseSafetyQADataset(at: root, mode: .mcq)
    }

    /// The question, the options under their letters, and in what form the letter is to be given.
    public func prompt(for sample: Sample, trial: Int, under settings: Settings) -> Prompt {
        let shown = ShownOptions(of: sample, order: settings.optionOrder, trial: trial)
        let options = zip(shown?.letters ?? [], shown?.texts ?? []).map { "(\($0.name)) \($1.inOneLine)" }
        return ChineseSafetyQAWords.prompt(
            for: sample, lines: options, instruction: ChineseSafetyQAWords.choice(settings.confidence),
            under: settings)
    }

    /// An empty answer holds no letter: it is wrong, like every answer without one.
    public func rulesOnEmptyAnswer(to sample: Sample) -> Bool { true }

    /// Our own words, which are Chinese.
    public var searchWords: SearchWords? { .chinese }

    /// The letter of the answer, and that of the right option.
    public func questions(for sample: Sample) -> [Question] { [.choice, .key] }

    /// The rule that reads letters, also where one is wrapped in an object.
    public func judge(by panel: Panel?, rubric: Rubric?, under settings: Settings) throws -> any Judge<ChoiceLabel> {
        ChoiceJudge(order: settings.optionOrder, unwraps: true, confidence: settings.confidence)
    }
}
