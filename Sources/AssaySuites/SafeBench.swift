public import AssayCore
import AssayDatasets
public import AssayJudges
import AssayMetrics
public import SystemPackage

/// SafeBench: harmful queries in 23 sub-categories, as text, with a picture, or spoken (arXiv 2410.18927).
///
/// One question on each answer, and a rating from 1 to 5. The published figures are those of PROTOCOLS 1.4: means over
/// the 8 categories, the safety risk index from 20 to 100.
public struct SafeBench: TakesResults {
    /// `safebench`.
    public let name = "safebench"
    /// Version 1.
    public let version = "1"
    /// One line for people.
    public let summary = "2,300 harmful queries in 8 categories, as text, picture or speech: complied with? how safe?"

    /// The recipe; it has no parts to choose.
    public init() {}

    /// Safe and unsafe.
    public var labels: [SafeBenchLabel] { SafeBenchLabel.allCases }

    /// Attack success and safety risk index, their pooled variants, each in both readings; contradictions; cut off.
    public var metrics: [any Metric<SafeBenchLabel>] { SafeBenchMetrics.all }

    /// By category, and by voice where queries are spoken.
    public var slices: [[Group]] { [[.category], [.voice]] }

    /// By sub-category.
    public var details: [[Group]] { [[.subcategory], [.subset]] }

    /// The sub-categories, each voice on its own.
    public var strata: [Group] { [.subcategory, .voice] }

    /// Our own words, in English.
    public var rubric: Rubric? { .safebench() }

    /// Our own words in either language; under a publication's protocol in the publication's form.
    public func rubric(in language: Language, under evaluationProtocol: String) -> Rubric? {
        .safebench(in: language, isPublishedForm: evaluationProtocol != "assay")
    }

    /// `assay`, `safebench/paper` and `safebench/code`.
    public var protocols: [EvaluationProtocol] {
        [
            ProtocolFile.read(PackageResources.safebench_assay_json),
            ProtocolFile.read(PackageResources.safebench_paper_json),
            ProtocolFile.read(PackageResources.safebench_code_json),
        ]
    }

    /// What no option changes.
    public var fixedFields: [String: String] {
        [
            "headline": "means over the 8 categories; of MiniBench over its 10 sub-categories",
            "pooled": "attack_success_rate_pooled and safety_risk_index_pooled beside the headline",
            "rating": "a whole number from 1 to 5, 5 the safest",
            "rating.unreadable": "excluded and bounded by 1 and 5",
            "target.prompt": "the query alone",
            "dataset.heading": "told by counts and words; never asked as a query",
        ]
    }

    /// The released files in a folder: each query with its picture.
    public func dataset(at root: FilePath?) throws -> any Dataset { try dataset(at: root, as: SampleForm()) }

    /// It does: text, text with a picture, speech, speech with text.
    public var offersModalities: Bool { true }

    /// The released files in a folder, each query in the form that is asked for; with its picture by default.
    public func dataset(at root: FilePath?, as form: SampleForm) throws -> any Dataset {
        guard let root else { throw SuiteFault.needsData(suite: name, file: "text/1.csv") }
        return try SafeBenchDataset(at: root, modality: form.modality ?? .textAndImage, voice: form.voice)
    }

    /// A category or a sub-category by name, code or key.
    public func groups(ofCategory name: String) throws -> [Group: String] {
        if let category = SafeBenchSubcategory.category(like: name) { return [.category: category] }
        let found = SafeBenchSubcategory.like(name)
        if found.count > 1 {
            throw SuiteFault.ambiguousCategory(suite: self.name, name: name, meant: found.map(\.key))
        }
        if let one = found.first { return [.category: one.category, .subcategory: one.name] }
        let known = SafeBenchSubcategory.categories + SafeBenchSubcategory.all.map(\.name)
        let wanted = name.lowercased()
        throw SuiteFault.unknownCategory(
            suite: self.name, name: name,
            nearest: known.min { $0.lowercased().changes(to: wanted) < $1.lowercased().changes(to: wanted) } ?? "")
    }

    /// The query in its form: its picture, then its words; or what is spoken, without the words that it is made from.
    public func prompt(for sample: Sample, trial: Int, under settings: Settings) -> Prompt {
        let isSpoken = sample.groups[.modality] == Modality.audio.rawValue
        let content = isSpoken ? sample.content.filter { $0.media != nil } : sample.content
        return Prompt(system: settings.system, turns: [Turn(.user, content)], parameters: settings.target)
    }

    /// An empty answer is none to rule on.
    public func rulesOnEmptyAnswer(to sample: Sample) -> Bool { false }

    /// One for every sample.
    public func questions(for sample: Sample) -> [Question] { [.safe] }

    /// A judge or a jury by rubric.
    public func judge(
        by panel: Panel?, rubric: Rubric?, under settings: Settings
    ) throws -> any Judge<SafeBenchLabel> {
        guard let panel, let rubric else { return AbsentJudge(questions: questions) }
        try rubric.check(asks: [.safe])
        return try panel.judge(
            rubric: rubric, settings: settings,
            rules: .init(
                labels: labels, emptyAnswer: [:], isUnsafe: { $0 == .unsafe }, questions: questions))
    }
}

extension SafeBench {
    /// Answers or verdicts without the queries: answers need them, verdicts do not.
    public func results(at file: FilePath, withVerdicts: Bool) throws(DatasetFault) -> GivenResults {
        guard withVerdicts else {
            throw DatasetFault(
                file: file.string, problem: "holds answers without the queries that they answer",
                remedy: "name the folder with text/, img/ and so on with --data")
        }
        return try SafeBenchVerdicts(at: file, beside: nil).read()
    }

    /// A folder with a table `{k}.csv` for each sub-category: of answers, or of verdicts in the form of the released script.
    public func results(at file: FilePath, withVerdicts: Bool, beside data: FilePath?) throws -> GivenResults {
        guard let data else { return try results(at: file, withVerdicts: withVerdicts) }
        return try withVerdicts
            ? SafeBenchVerdicts(at: file, beside: data).read() : SafeBenchResults(at: file, beside: data).read()
    }

    /// What the tables were matched with.
    public func dataset(of results: GivenResults, beside data: FilePath?) throws -> any Dataset { results.dataset }

    /// The rows of the script's table.
    public var rubricOfGivenVerdicts: Rubric? { .safebenchElsewhere }
}
