public import struct Foundation.Date

/// Everything that must be known to check a run or to repeat it; fixed when the run is planned.
public struct Manifest: Sendable, Hashable, Codable {
    /// The program that planned the run.
    public var program: String
    /// When it was planned.
    public var created: Date
    /// The benchmark.
    public var suite: SuiteUse
    /// The samples.
    public var dataset: DatasetUse
    /// The whole rubric; nil for a run without a judge.
    public var rubric: Rubric?
    /// The protocol and where the run departs from it.
    public var protocolUse: ProtocolUse
    /// How the run is carried out.
    public var settings: Settings
    /// The models by role.
    public var models: [Role: ModelUse]
    /// The options as they were given, by flag.
    public var options: [String: String]
    /// Where answers or verdicts came from that this run did not ask for; nil for a run that asked for all of them.
    public var origin: Origin?
    /// What the models cost, by role; nil where no price is known.
    public var prices: [Role: Price]?
    /// The whole suite where it is a user's own; nil for one that the program carries.
    public var definition: SuiteDefinition?
    /// Who sits on the jury, and how it comes to a verdict; nil without one.
    public var jury: JuryPlan?

    /// Answers or verdicts that were made before the run.
    public struct Origin: Sendable, Hashable, Codable {
        /// What came from elsewhere.
        public var kind: Kind
        /// The name of the file or folder that they came from, without its path.
        public var source: String
        /// SHA-256 of the file's bytes; for a folder, over a line for each of its files; nil for a run file.
        public var digest: Digest?
        /// Whether only verdicts came from there, so that nobody can rule on the answers anew; nil where they are there.
        public var hasNoAnswers: Bool?
        /// Whether the samples have no right answers to compare with; nil where they have, or need none.
        public var hasNoRightAnswers: Bool?

        /// What came from elsewhere.
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            /// The answers.
            case responses
            /// The answers and the verdicts on them.
            case judgements
            /// The answers of another run file, ruled on anew.
            case rejudged
            /// The answers and the stored replies of another run file's judge, read again.
            case reread
        }

        /// A source.
        public init(kind: Kind, source: String, digest: Digest? = nil, hasNoAnswers: Bool = false) {
            self.hasNoAnswers = hasNoAnswers ? true : nil
            self.kind = kind
            self.source = source
            self.digest = digest
        }

        enum CodingKeys: String, CodingKey {
            case kind, source, digest, hasNoAnswers = "without_answers", hasNoRightAnswers = "without_right_answers"
        }
    }

    /// The benchmark of a run.
    public struct SuiteUse: Sendable, Hashable, Codable {
        /// Its name.
        public var name: String
        /// Its version.
        public var version: String

        /// A suite's name and version.
        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// The samples of a run.
    public struct DatasetUse: Sendable, Hashable, Codable {
        /// Its name.
        public var name: String
        /// SHA-256 over the digests of the planned samples in order of their ids.
        public var digest: Digest
        /// Where its files came from; nil where no fetch has noted it.
        public var release: Release?
        /// Samples planned.
        public var samples: Int
        /// Valid samples in the dataset after filters and before `--limit`.
        public var available: Int
        /// Entries left out as faulty, by `--skip-invalid`.
        public var skipped: Int
        /// Entries left out because the release itself lacks a part of them; nil where none were.
        public var lost: [Lost]?
        /// The sizes of the published sets by the values of `Group.subset`; nil where none is known.
        public var published: [String: Int]?

        /// Entries that lack the same.
        public struct Lost: Sendable, Hashable, Codable {
            /// What they lack.
            public var reason: DatasetFault.Loss
            /// How many there are.
            public var count: Int
            /// The first of them by file and row.
            public var first: [String]

            /// The most that are named.
            public static let mostNamed = 100

            /// Entries by what they lack.
            public init(reason: DatasetFault.Loss, count: Int, first: [String]) {
                self.reason = reason
                self.count = count
                self.first = first
            }
        }

        /// A dataset's name, digest and sizes.
        public init(name: String, digest: Digest, samples: Int, available: Int, skipped: Int) {
            self.name = name
            self.digest = digest
            self.samples = samples
            self.available = available
            self.skipped = skipped
        }
    }

    /// Where a dataset's files came from.
    public struct Release: Sendable, Hashable, Codable {
        /// `OWNER/NAME`.
        public var repository: String
        /// The commit.
        public var revision: String
        /// The licence; nil where none is known.
        public var licence: String?
        /// Files that are not there any more, or not as they were fetched; nil for none.
        public var changed: Int?

        /// A commit of a repository.
        public init(repository: String, revision: String, licence: String?, changed: Int? = nil) {
            self.repository = repository
            self.revision = revision
            self.licence = licence
            self.changed = changed
        }
    }

    /// A protocol as it was used.
    public struct ProtocolUse: Sendable, Hashable, Codable {
        /// Its name.
        public var name: String
        /// Where the run departs from it.
        public var departures: [Departure]

        /// A protocol with the run's departures.
        public init(name: String, departures: [Departure]) {
            self.name = name
            self.departures = departures
        }
    }

    /// A model as it was asked for.
    public struct ModelUse: Sendable, Hashable, Codable {
        /// `provider/name`.
        public var name: String
        /// Where it is, without any key or user name; nil for one in process.
        public var endpoint: String?
        /// Whether it is a persona of ours.
        public var isSimulated: Bool
        /// The wire form in which it is asked: `openai`, `azure`, `anthropic`, `google`; nil for one in process.
        public var form: String?

        /// A model's name and place.
        public init(name: String, endpoint: String?, isSimulated: Bool, form: String? = nil) {
            self.name = name
            self.endpoint = endpoint
            self.isSimulated = isSimulated
            self.form = form
        }

        enum CodingKeys: String, CodingKey {
            case name, endpoint, isSimulated = "simulated", form
        }
    }

    /// A plan of a run.
    public init(
        program: String, created: Date, suite: SuiteUse, dataset: DatasetUse, rubric: Rubric?,
        protocolUse: ProtocolUse, settings: Settings, models: [Role: ModelUse], options: [String: String],
        origin: Origin? = nil, prices: [Role: Price]? = nil
    ) {
        self.program = program
        self.created = created
        self.suite = suite
        self.dataset = dataset
        self.rubric = rubric
        self.protocolUse = protocolUse
        self.settings = settings
        self.models = models
        self.options = options
        self.origin = origin
        self.prices = prices
    }

    enum CodingKeys: String, CodingKey {
        case program, created, suite, dataset, rubric, protocolUse = "protocol", settings, models, options, origin
        case prices, definition, jury
    }

    /// Whether any of the models is a persona of ours: reports then say SIMULATED.
    public var isSimulated: Bool { models.values.contains(where: \.isSimulated) }

    /// The roles that have a model, in order.
    public var roles: [Role] { models.keys.sorted() }

    /// Whether anybody rules on the answers: a judge, or a jury.
    public var isJudged: Bool { models[.judge] != nil || jury != nil }

    /// Who rules, in a few words: the judge, or how many jurors of which models; nil where nobody does.
    public var judgeName: String? {
        guard let jury else { return models[.judge]?.name }
        let jurors = jury.jurors.compactMap { models[$0]?.name }
        let names = jurors.enumerated().filter { jurors.firstIndex(of: $1) == $0 }.map(\.element)
        return "jury of \(jury.seats.count): \(names.joined(separator: ", "))"
    }

    /// Whether a model rules on its own answers.
    public var judgesItself: Bool { roles.contains { $0 != .foreman && isTarget($0) } }

    /// Whether the replies of a role were made before the run, so that it is never asked.
    public func isFromElsewhere(_ role: Role) -> Bool {
        switch origin?.kind {
        case nil: false
        case .responses, .rejudged: role == .target || role == .retriever
        case .judgements, .reread: true
        }
    }

    /// Whether the model of another role is the target too.
    public func isTarget(_ role: Role) -> Bool {
        role != .target && models[role] != nil && models[role] == models[.target]
    }
}
