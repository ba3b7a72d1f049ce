public import struct SystemPackage.FilePath

/// The recipe of a benchmark: dataset, prompt, judge, metrics.
public protocol Suite<Label>: Sendable {
    /// What its judge rules with.
    associatedtype Label: VerdictLabel

    /// The name on the command line.
    var name: String { get }
    /// Changes whenever a prompt or a rule of the suite changes.
    var version: String { get }
    /// One line for people.
    var summary: String { get }
    /// All that the recipe is made from, for the run file; nil for a suite that the program carries.
    var definition: SuiteDefinition? { get }
    /// Every label, in a fixed order.
    var labels: [Label] { get }
    /// What is measured, the headline first.
    var metrics: [any Metric<Label>] { get }
    /// The breakdowns of the report.
    var slices: [[Group]] { get }
    /// The breakdowns whose cells are known beforehand; none by default.
    var grids: [Grid] { get }
    /// Breakdowns that are measured too, but are too long for a terminal; none by default.
    var details: [[Group]] { get }
    /// English names beside values of groups whose own names are in another language; none by default.
    var glosses: [String: String] { get }
    /// What a limit is proportional over; the groups of the first breakdown by default.
    var strata: [Group] { get }
    /// Rules of its own that no option changes, by the field names of protocols; none by default.
    var fixedFields: [String: String] { get }
    /// Our own words for the judge; nil for a suite that rules on answers without a model.
    var rubric: Rubric? { get }
    /// The presets that `--protocol` takes, ours first.
    var protocols: [EvaluationProtocol] { get }

    /// The conditions under which a session on one of its runs ends with status 3 where no option says; nil for none.
    var defaultGate: String? { get }
    /// What a reader of a run of it has to know beside the numbers: sentences; none by default.
    func caveats(of manifest: Manifest) -> [String]

    /// The samples below a folder; nil for a suite that carries its own.
    func dataset(at root: FilePath?) throws -> any Dataset
    /// The samples below a folder in one language, where the dataset states them in several; nil for its default.
    func dataset(at root: FilePath?, in language: Language?) throws -> any Dataset
    /// Whether its dataset states each query in several modalities, so that one may be chosen; it does not by default.
    var offersModalities: Bool { get }
    /// The samples below a folder in one of the forms that the dataset has them in.
    func dataset(at root: FilePath?, as form: SampleForm) throws -> any Dataset
    /// Whether its prompts ask how sure the model is where the settings say so; they do not by default.
    var asksForConfidence: Bool { get }
    /// The groups that `--category` means; a suite that knows its categories refuses a name that is none of them.
    func groups(ofCategory name: String) throws -> [Group: String]
    /// Our own words for the judge under a protocol in a language; nil where there are none.
    func rubric(in language: Language, under evaluationProtocol: String) -> Rubric?
    /// What the target is sent.
    ///
    /// `trial`, from 1, changes the prompt only where options are turned from one trial to the next.
    func prompt(for sample: Sample, trial: Int, under settings: Settings) -> Prompt
    /// Whether the protocol rules on an answer that finished without text; otherwise there is none to rule on.
    func rulesOnEmptyAnswer(to sample: Sample) -> Bool
    /// The questions that a sample needs a ruling on.
    func questions(for sample: Sample) -> [Question]
    /// The words in which the target is offered a search; nil, the default, for a suite that lets it have none.
    var searchWords: SearchWords? { get }
    /// Who rules; without a panel every answer stays unjudged, unless the suite rules without a model.
    ///
    /// `rubric` is nil exactly where the suite's own is.
    func judge(by panel: Panel?, rubric: Rubric?, under settings: Settings) throws -> any Judge<Label>
}

extension Suite {
    /// None.
    public var defaultGate: String? { nil }
    /// None.
    public func caveats(of manifest: Manifest) -> [String] { [] }
    /// None.
    public var grids: [Grid] { [] }
    /// None.
    public var details: [[Group]] { [] }
    /// None.
    public var glosses: [String: String] { [:] }
    /// The groups of the first breakdown.
    public var strata: [Group] { slices.first ?? [] }
    /// None.
    public var fixedFields: [String: String] { [:] }
    /// The samples of whatever language.
    public func dataset(at root: FilePath?, in language: Language?) throws -> any Dataset { try dataset(at: root) }
    /// It does not.
    public var offersModalities: Bool { false }
    /// They do not.
    public var asksForConfidence: Bool { false }
    /// The samples in the form's language.
    public func dataset(at root: FilePath?, as form: SampleForm) throws -> any Dataset {
        try dataset(at: root, in: form.language)
    }
    /// The category of that name, whether there is one or not.
    public func groups(ofCategory name: String) throws -> [Group: String] { [.category: name] }
    /// The suite's own rubric in English, and none in another language.
    public func rubric(in language: Language, under evaluationProtocol: String) -> Rubric? {
        language == .english ? rubric : nil
    }
    /// Whether it rules on answers without a model, so that no judge can be named for it.
    public var rulesWithoutJudge: Bool { rubric == nil }
    /// Whether its samples offer options under letters.
    public var isMultipleChoice: Bool { Label.self == ChoiceLabel.self }
    /// None: its target is to answer without a search.
    public var searchWords: SearchWords? { nil }
    /// None: the program carries it.
    public var definition: SuiteDefinition? { nil }
}
