public import AssayCore
import AssayDatasets
import AssayJudges
import AssayMetrics
public import SystemPackage

/// Chinese SafetyQA: short questions of safety knowledge, answered in words (arXiv 2412.15265).
///
/// Each answer is correct, incorrect or not attempted; the figures are those of PROTOCOLS 4.2.
public struct ChineseSafetyQA: Suite {
    /// `chinese-safetyqa`.
    public let name = "chinese-safetyqa"
    /// Version 1.
    public let version = "1"
    /// One line for people.
    public let summary = "2,000 short questions of safety knowledge in Chinese: correct, incorrect, not attempted?"

    /// The recipe; it has no parts to choose.
    public init() {}

    /// The three grades.
    public var labels: [GradeLabel] { GradeLabel.allCases }

    /// The four shares that sum to 1; correct among attempted; the two means of both; as the endpoint is met; cut off.
    public var metrics: [any Metric<GradeLabel>] {
        [
            GradeShare.correct, GradeShare.incorrect, GradeShare.notAttempted, GradeShare.ungraded,
            GradeShare.correctGivenAttempted, FMeasure.mean, FMeasure.harmonic, GradeShare.correctAsMet,
            GradeShare.notAttemptedAsMet, ResponseShare<GradeLabel>.truncated,
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

    /// Our own words, which are Chinese.
    public var rubric: Rubric? { .chineseSafetyQA }

    /// Our own words in Chinese, and none in another language.
    public func rubric(in language: Language, under evaluationProtocol: String) -> Rubric? {
        language == .chinese ? rubric : nil
    }

    /// `assay`, `chinese-safetyqa/paper` and `chinese-safetyqa/code`.
    public var protocols: [EvaluationProtocol] {
        [
            ProtocolFile.read(PackageResources.chinese_safetyqa_assay_json),
            ProtocolFile.read(PackageResources.chinese_safetyqa_paper_json),
            ProtocolFile.read(PackageResources.chinese_safetyqa_code_json),
        ]
    }

    /// What no option changes.
    public var fixedFields: [String: String] {
        [
            "f": "f_mean, the arithmetic mean of CO and CGA, and f_harmonic, their harmonic mean",
            "answer.wrapped": "judged without its JSON around it",
            "dataset.rows": "those of the file",
        ]
    }

    /// How the shares are to be read together.
    public func caveats(of manifest: Manifest) -> [String] {
        [
            "Correct, incorrect, not attempted and ungraded are shares of all answers that came, and sum to 100 %. Correct given "
                + "attempted and both F keep ungraded answers in their denominators, as published."
        ]
    }

    /// The released file in a folder.
    public func dataset(at root: FilePath?) throws -> any Dataset {
        guard let root else {
            throw SuiteFault.needsData(suite: name, file: ChineseSafetyQADataset.fileNames.joined(separator: " or "))
        }
        return try ChineseSafetyQADataset(at: root, mode: .qa)
    }

    /// The question, and in what form it is to be answered.
    public func prompt(for sample: Sample, trial: Int, under settings: Settings) -> Prompt {
        ChineseSafetyQAWords.prompt(
            for: sample, instruction: ChineseSafetyQAWords.answer(settings.confidence), under: settings)
    }

    /// An empty answer is none to grade.
    public func rulesOnEmptyAnswer(to sample: Sample) -> Bool { false }

    /// Our own words, which are Chinese.
    public var searchWords: SearchWords? { .chinese }

    /// The grade.
    public func questions(for sample: Sample) -> [Question] { [.grade] }

    /// A judge by rubric, which is shown the answer without the object around it.
    public func judge(by panel: Panel?, rubric: Rubric?, under settings: Settings) throws -> any Judge<GradeLabel> {
        guard let panel, let rubric else { return AbsentJudge(questions: questions) }
        try rubric.check(asks: [.grade])
        var rules = RubricJudge<GradeLabel>.Rules(
            labels: labels, emptyAnswer: [.grade: .notAttempted], questions: questions)
        rules.unwraps = true
        return try panel.judge(rubric: rubric, settings: settings, rules: rules)
    }
}
