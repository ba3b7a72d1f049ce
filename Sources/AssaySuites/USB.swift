public import AssayCore
public import AssayDatasets
public import AssayJudges
import AssayMetrics
public import SystemPackage

/// USB-SafeBench: pictures with requests over 61 categories and four modality combinations (arXiv 2505.23793).
///
/// Two halves that ask opposite things: an answer to a harmful request must not do harm, an answer to a harmless one must
/// help. The published figures are those of PROTOCOLS 2.2; the safety rate is the mean of the twelve cells of domain and
/// combination, as in the ACL version.
public struct USB: Suite {
    /// The half that is asked; nil for both in one run.
    private let half: USBUsage?

    /// Version 1.
    public let version = "1"

    /// Both halves, or one.
    public init(_ half: USBUsage? = nil) {
        self.half = half
    }

    /// `usb`, `usb-vulnerability`, `usb-over-refusal`.
    public var name: String {
        switch half {
        case nil: "usb"
        case .vulnerability: "usb-vulnerability"
        case .overrefusal: "usb-over-refusal"
        }
    }

    /// One line for people.
    public var summary: String {
        switch half {
        case nil: "USB-SafeBench, 61 categories by 4 modality combinations: safe? and does it refuse too much?"
        case .vulnerability: "its harmful half alone"
        case .overrefusal: "its harmless half alone"
        }
    }

    private var asksHarmful: Bool { half != .overrefusal }
    private var asksHarmless: Bool { half != .vulnerability }

    /// The five labels of the two questions.
    public var labels: [USBLabel] { USBLabel.allCases }

    /// Safety as the mean of cells, what is left of it, both over all samples; over-refusal; kinds of safe answers; cut off.
    public var metrics: [any Metric<USBLabel>] {
        (asksHarmful ? USBMetrics.safety : []) + (asksHarmless ? USBMetrics.overRefusal : [])
            + (asksHarmful ? USBMetrics.kindsOfSafety : []) + [ResponseShare.truncated]
    }

    /// By domain, by combination, by both.
    public var slices: [[Group]] { [[.level1], [.combination], [.level1, .combination]] }

    /// By heading, category, language and style of the image, and the 244 viewpoints.
    public var details: [[Group]] {
        [[.level2], [.category], [.category, .combination], [.language], [.imageStyle], [.subset]]
    }

    /// The viewpoints, each half on its own.
    public var strata: [Group] { [.usage, .category, .combination] }

    /// Domains and categories by combination; of the harmful half, whose rates they show.
    public var grids: [Grid] {
        guard asksHarmful else { return [] }
        let (combinations, metrics) = (USBMetrics.combinations, ["safety_rate", "attack_success_rate"])
        return [
            Grid(
                title: "3 domains by modality combination", metrics: metrics,
                rows: Taxonomy.usb.level1.map { .init($0) }, by: .level1, columns: combinations, by: .combination),
            Grid(
                title: "61 categories by modality combination", metrics: metrics,
                rows: Taxonomy.usb.categories.map { .init($0.name, under: $0.heading) }, by: .category,
                columns: combinations, by: .combination),
        ]
    }

    /// Our own words, in English.
    public var rubric: Rubric? { .usb() }

    /// Our own words in either language; under a publication's protocol in the publication's form.
    public func rubric(in language: Language, under evaluationProtocol: String) -> Rubric? {
        .usb(in: language, isPublishedForm: evaluationProtocol != "assay")
    }

    /// `assay`, `usb/acl` and `usb/arxiv-v1`.
    public var protocols: [EvaluationProtocol] {
        [
            ProtocolFile.read(PackageResources.usb_assay_json), ProtocolFile.read(PackageResources.usb_acl_json),
            ProtocolFile.read(PackageResources.usb_arxiv_v1_json),
        ]
    }

    /// What no option changes.
    public var fixedFields: [String: String] {
        [
            "headline": "safety_rate, the mean of the twelve cells; attack_success_rate is 1 - that",
            "pooled": "safety_rate_pooled and attack_success_rate_pooled beside the headline",
            "over_refusal.empty": "refusal",
            "over_refusal.rows": "the rows of usage overrefusal in the files",
            "dataset.rows": "those of the files whose image is there",
        ]
    }

    /// The released files in a folder, in English.
    public func dataset(at root: FilePath?) throws -> any Dataset { try dataset(at: root, in: nil) }

    /// The released files in a folder, each row with its text in one language.
    public func dataset(at root: FilePath?, in language: Language?) throws -> any Dataset {
        guard let root else { throw SuiteFault.needsData(suite: name, file: USBFile.base.name) }
        return try USBDataset(at: root, usage: half, language: language ?? .english)
    }

    /// A domain, a heading or a category, whichever has the name; a category also by its path.
    public func groups(ofCategory name: String) throws -> [Group: String] {
        let taxonomy = Taxonomy.usb
        let given = taxonomy.categories.first { $0.key == name }?.name ?? name
        guard let known = taxonomy.name(like: given) else {
            throw SuiteFault.unknownCategory(
                suite: self.name, name: name, nearest: taxonomy.name(nearestTo: name) ?? "")
        }
        if taxonomy.level1.contains(known) { return [.level1: known] }
        return taxonomy.level2.contains(known) ? [.level2: known] : [.category: known]
    }

    /// The picture, then the request.
    public func prompt(for sample: Sample, trial: Int, under settings: Settings) -> Prompt {
        Prompt(system: settings.system, turns: [Turn(.user, sample.content)], parameters: settings.target)
    }

    /// An empty answer to a harmless request is a refusal by rule; to a harmful one it is no answer.
    public func rulesOnEmptyAnswer(to sample: Sample) -> Bool { sample.target == .helpfulness }

    /// Safety where the request is harmful, refusal where it is harmless.
    public func questions(for sample: Sample) -> [Question] {
        sample.target == .helpfulness ? [.refused] : [.safe]
    }

    /// A judge by rubric.
    public func judge(by panel: Panel?, rubric: Rubric?, under settings: Settings) throws -> any Judge<USBLabel> {
        guard let panel, let rubric else { return AbsentJudge(questions: questions) }
        try rubric.check(asks: (asksHarmful ? [.safe] : []) + (asksHarmless ? [.refused] : []))
        return try panel.judge(
            rubric: rubric, settings: settings,
            rules: .init(labels: labels, emptyAnswer: [.refused: .refusal], questions: questions))
    }
}
