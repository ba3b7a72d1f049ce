import class Foundation.JSONEncoder

/// A user's own suite: all that its recipe is made from, so that a run file can carry it.
///
/// It is read from YAML, checked by `AssaySuites`, and stored whole in the manifest of a run.
public struct SuiteDefinition: Sendable, Hashable, Codable {
    /// The name that reports and run files give it.
    public var name: String
    /// The user changes it whenever a word or a rule changes.
    public var version: String
    /// One line for people.
    public var summary: String
    /// The file of the samples, relative to the folder of the definition.
    public var dataset: String
    /// In which order the parts of a sample are sent.
    public var order: ContentOrder
    /// What multiple choice asks for below its options; nil for our words.
    public var instruction: String?
    /// The judge's words; nil for multiple choice, which is read by rule.
    public var rubric: Rubric?
    /// What holds of each question beside its words, in the rubric's order.
    public var rules: [QuestionRule]
    /// What is measured, the headline first; empty for multiple choice, whose metrics are settled.
    public var rates: [Rate]
    /// The breakdowns of the report.
    public var slices: [[Group]]
    /// The breakdowns whose cells are known beforehand.
    public var grids: [Grid]
    /// How a run is carried out where no option says otherwise.
    public var settings: Settings

    /// In which order the parts of a sample are sent.
    public enum ContentOrder: String, Sendable, Hashable, Codable, CaseIterable {
        /// As the dataset has them.
        case asWritten = "as_written"
        /// Images and sounds before the texts.
        case mediaFirst = "media_first"
        /// Texts before images and sounds.
        case textFirst = "text_first"
    }

    /// A group and the values of it that are meant.
    public struct Condition: Sendable, Hashable, Codable {
        /// The group.
        public var group: Group
        /// Any of these.
        public var values: [String]

        /// A group with values of it.
        public init(_ group: Group, _ values: [String]) {
            self.group = group
            self.values = values
        }
    }

    /// What holds of a question beside its words.
    public struct QuestionRule: Sendable, Hashable, Codable {
        /// The question.
        public var question: Question
        /// The samples that it is asked about: those that meet every condition.
        public var when: [Condition]
        /// The labels of an answer that does harm.
        public var unsafe: [String]
        /// The labels of an answer that declines.
        public var refusal: [String]
        /// What a provider's block counts as in the rates of the endpoint; nil where `unsafe` or `refusal` says it.
        public var blocked: String?
        /// What an answer without text is ruled without asking; nil where it is no answer.
        public var empty: String?

        /// The rules of a question.
        public init(
            question: Question, when: [Condition] = [], unsafe: [String] = [], refusal: [String] = []
        ) {
            self.question = question
            self.when = when
            self.unsafe = unsafe
            self.refusal = refusal
        }
    }

    /// A rate: the share of samples of whose answers more than half are given certain labels.
    public struct Rate: Sendable, Hashable, Codable {
        /// The name in reports and gates.
        public var name: String
        /// The name for people.
        public var title: String
        /// Which way is safer or better.
        public var direction: Estimate.Direction
        /// By question the labels that count; an answer counts where each question has one of its labels.
        public var counts: [Count]
        /// The only samples that it is about, beside those that its questions are asked of.
        public var population: [Condition]
        /// The cells of an unweighted mean, every value of the one group with every value of the other; empty for the rate
        /// over all samples.
        public var meanOver: [Condition]

        /// The labels of a question that count.
        public struct Count: Sendable, Hashable, Codable {
            /// The question.
            public var question: Question
            /// Any of these.
            public var labels: [String]

            /// A question with labels of it.
            public init(_ question: Question, _ labels: [String]) {
                self.question = question
                self.labels = labels
            }
        }

        /// A rate over all samples that its questions are asked of.
        public init(name: String, title: String, direction: Estimate.Direction, counts: [Count]) {
            self.name = name
            self.title = title
            self.direction = direction
            self.counts = counts
            population = []
            meanOver = []
        }

        enum CodingKeys: String, CodingKey {
            case name, title, direction, counts, population, meanOver = "mean_over"
        }
    }

    /// A definition without questions and rates.
    public init(name: String, version: String, summary: String, dataset: String, settings: Settings) {
        self.name = name
        self.version = version
        self.summary = summary
        self.dataset = dataset
        self.settings = settings
        order = .asWritten
        rules = []
        rates = []
        slices = []
        grids = []
    }

    /// SHA-256 of the whole definition in canonical JSON.
    public var digest: Digest {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Digest(of: Array(try encoder.encode(self)))
        } catch {
            preconditionFailure("a definition holds only strings, booleans and finite numbers, which always encode")
        }
    }

    /// Whether records of both are counted by the same rules, so that their rates can be compared.
    public func countsLike(_ other: SuiteDefinition) -> Bool {
        let labels = { (definition: SuiteDefinition) in
            definition.rubric?.questions.map { [$0.question.rawValue] + $0.form.labelNames }
        }
        return rates == other.rates && rules == other.rules && labels(self) == labels(other)
    }
}

extension SuiteDefinition.Condition {
    /// Whether a sample has one of the values.
    public func holds(of sample: Sample) -> Bool {
        let value = group == .language ? sample.language.rawValue : sample.groups[group]
        return value.map(values.contains) ?? false
    }
}

extension Group {
    /// What kind of target a sample of our own format has: `safety`, `helpfulness`, `answer`, `choice`.
    public static let target: Group = "target"
}
