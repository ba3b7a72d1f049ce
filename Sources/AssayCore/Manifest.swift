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
        /// SHA-256 of the file's bytes; nil for a folder or a run file.
        public var digest: Digest?

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
        public init(kind: Kind, source: String, digest: Digest? = nil) {
            self.kind = kind
            self.source = source
            self.digest = digest
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

    /// Whether a model rules on its own answers.
    public var judgesItself: Bool { roles.contains { $0 != .foreman && isTarget($0) } }

    /// Whether the replies of a role were made before the run, so that it is never asked.
    public func isFromElsewhere(_ role: Role) -> Bool {
        switch origin?.kind {
        case nil: false
        case .responses, .rejudged: role == .target
        case .judgements, .reread: true
        }
    }

    /// Whether the model of another role is the target too.
    public func isTarget(_ role: Role) -> Bool {
        role != .target && models[role] != nil && models[role] == models[.target]
    }
}

/// What happened in a run, beside its outcomes; it differs between a run and the same run resumed.
public struct RunFacts: Sendable, Hashable, Codable {
    /// When the first session began to ask; nil where none did.
    public var started: Date?
    /// When the last session ended; nil where it did not end cleanly.
    public var finished: Date?
    /// Sessions, the first included.
    public var sessions: Int
    /// Unjudged records that were judged again at the user's wish, each time counted; nil where that was never done.
    public var retriedUnjudged: Int?
    /// Calls, attempts and tokens by role.
    public var roles: [Role: RoleFacts]
    /// How many calls each endpoint was sent at once, step by step in order of time; nil where no limit was noted.
    public var connections: [ConnectionLimit]?

    /// One step of how many calls an endpoint is sent at once.
    public struct ConnectionLimit: Sendable, Hashable, Codable {
        /// The endpoint's name.
        public var endpoint: String
        /// From when on.
        public var at: Date
        /// Calls at once.
        public var limit: Int

        /// A step.
        public init(endpoint: String, at: Date, limit: Int) {
            self.endpoint = endpoint
            self.at = at
            self.limit = limit
        }
    }
    /// What providers' filters stopped, by the role whose provider it was; roles without a block are absent.
    public var blocked: [Role: BlockFacts]

    /// What one role cost.
    public struct RoleFacts: Sendable, Hashable, Codable {
        /// Calls with a stored reply.
        public var calls: Int
        /// HTTP exchanges, retries included.
        public var attempts: Int
        /// Tokens of prompts, over the replies that state them.
        public var promptTokens: Int
        /// Tokens of answers, over the replies that state them.
        public var answerTokens: Int
        /// Replies that state no tokens.
        public var repliesWithoutUsage: Int
        /// The models that the endpoint says have answered, with the number of replies of each.
        public var servedBy: [String: Int]
        /// Parameters that the endpoint refused and that were left out, each once.
        public var dropped: [String]
        /// Calls that were answered from the response cache; their tokens are not among those above.
        public var cached = 0
        /// Tokens of the prompts of cached answers, paid for by the run that asked.
        public var cachedPromptTokens = 0
        /// Tokens of cached answers, paid for by the run that asked.
        public var cachedAnswerTokens = 0

        /// The facts of a role that used no cache.
        public init(
            calls: Int, attempts: Int, promptTokens: Int, answerTokens: Int, repliesWithoutUsage: Int,
            servedBy: [String: Int], dropped: [String]
        ) {
            self.calls = calls
            self.attempts = attempts
            self.promptTokens = promptTokens
            self.answerTokens = answerTokens
            self.repliesWithoutUsage = repliesWithoutUsage
            self.servedBy = servedBy
            self.dropped = dropped
        }

        enum CodingKeys: String, CodingKey {
            case calls, attempts, promptTokens = "prompt_tokens", answerTokens = "answer_tokens"
            case repliesWithoutUsage = "replies_without_usage", servedBy = "served_by", dropped, cached
            case cachedPromptTokens = "cached_prompt_tokens", cachedAnswerTokens = "cached_answer_tokens"
        }
    }

    /// The facts of a run.
    public init(
        started: Date?, finished: Date?, sessions: Int, roles: [Role: RoleFacts], retriedUnjudged: Int? = nil,
        connections: [ConnectionLimit]? = nil, blocked: [Role: BlockFacts] = [:]
    ) {
        self.started = started
        self.finished = finished
        self.sessions = sessions
        self.roles = roles
        self.retriedUnjudged = retriedUnjudged
        self.connections = connections
        self.blocked = blocked
    }

    enum CodingKeys: String, CodingKey {
        case started, finished, sessions, roles, retriedUnjudged = "retried_unjudged", connections, blocked
    }
}
