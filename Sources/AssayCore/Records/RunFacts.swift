public import struct Foundation.Date

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

    /// What searches came to; nil where nothing was searched for.
    public var searches: Searches?

    /// Searches by how they ended.
    public struct Searches: Sendable, Hashable, Codable {
        /// Those that ended, in passages or without any.
        public var made: Int
        /// Of these, those that found nothing, wishes without readable words among them.
        public var foundNothing: Int
        /// Those that failed, also after the last retry.
        public var failed: Int

        /// Searches.
        public init(made: Int, foundNothing: Int, failed: Int) {
            self.made = made
            self.foundNothing = foundNothing
            self.failed = failed
        }

        enum CodingKeys: String, CodingKey {
            case made, foundNothing = "found_nothing", failed
        }
    }

    /// What a jury's rounds took; nil for a run without one.
    public var jury: [JuryPart]?

    /// What one seat took in one round.
    public struct JuryPart: Sendable, Hashable, Codable {
        /// The juror, or the foreman.
        public var role: Role
        /// The round, 0 for the first judgement.
        public var round: Int
        /// Calls with a stored reply.
        public var calls: Int
        /// Votes that stand in the file, carried ones too; of the foreman none.
        public var votes: Int
        /// Tokens of prompts, over the replies that state them.
        public var promptTokens: Int
        /// Tokens of answers, over the replies that state them.
        public var answerTokens: Int

        /// What a seat took.
        public init(role: Role, round: Int, calls: Int, votes: Int, promptTokens: Int, answerTokens: Int) {
            self.role = role
            self.round = round
            self.calls = calls
            self.votes = votes
            self.promptTokens = promptTokens
            self.answerTokens = answerTokens
        }

        enum CodingKeys: String, CodingKey {
            case role, round, calls, votes, promptTokens = "prompt_tokens", answerTokens = "answer_tokens"
        }
    }

    /// How stored votes that were reduced again differ from the verdicts that they gave before; nil where none were.
    public var reduction: Reduction?

    /// A second reduction beside the first, over the records that both ruled on.
    public struct Reduction: Sendable, Hashable, Codable {
        /// Rulings that both have.
        public var compared: Int
        /// Of these, the ones whose label is another.
        public var labels: Int
        /// Records with a rating in both.
        public var rated: Int
        /// Of these, the ones whose rating is another.
        public var ratings: Int
        /// The sum of the ratings' absolute differences.
        public var distance: Int

        /// The differences of two reductions.
        public init(compared: Int, labels: Int, rated: Int, ratings: Int, distance: Int) {
            self.compared = compared
            self.labels = labels
            self.rated = rated
            self.ratings = ratings
            self.distance = distance
        }
    }

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
        /// What came with status 200 and was no answer; nil where nothing did.
        public var withoutAnswer: RepliesWithoutAnswer?
        /// Attempts to which no whole reply came, such as time-outs and lost connections; nil where there were none.
        ///
        /// Whether the endpoint charged for them nobody says.
        public var attemptsWithoutReply: Int?

        /// Replies with status 200 that are no answers; their tokens are not among those of the answers.
        ///
        /// Such as an empty list of answers, or a prompt that a filter blocked: the endpoint may charge for them.
        public struct RepliesWithoutAnswer: Sendable, Hashable, Codable {
            /// How many came.
            public var count: Int
            /// Those that state no tokens.
            public var withoutUsage: Int
            /// Tokens of prompts, over the replies that state them.
            public var promptTokens: Int
            /// Tokens of answers, over the replies that state them.
            public var answerTokens: Int

            /// Replies, and what they state.
            public init(count: Int, withoutUsage: Int, promptTokens: Int, answerTokens: Int) {
                self.count = count
                self.withoutUsage = withoutUsage
                self.promptTokens = promptTokens
                self.answerTokens = answerTokens
            }

            enum CodingKeys: String, CodingKey {
                case count, withoutUsage = "without_usage", promptTokens = "prompt_tokens"
                case answerTokens = "answer_tokens"
            }
        }

        /// Whether something may have been paid for whose tokens nobody stated.
        public var hasUnstatedTokens: Bool { paidWithoutUsage + (attemptsWithoutReply ?? 0) > 0 }

        /// Tokens of prompts that are paid for, over all replies that state them.
        public var paidPromptTokens: Int { promptTokens + (withoutAnswer?.promptTokens ?? 0) }
        /// Tokens of answers that are paid for, over all replies that state them.
        public var paidAnswerTokens: Int { answerTokens + (withoutAnswer?.answerTokens ?? 0) }
        /// Replies of either kind that state no tokens.
        public var paidWithoutUsage: Int { repliesWithoutUsage + (withoutAnswer?.withoutUsage ?? 0) }

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
            case withoutAnswer = "replies_without_answer", attemptsWithoutReply = "attempts_without_reply"
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
        case started, finished, sessions, roles, retriedUnjudged = "retried_unjudged", connections, blocked, jury
        case reduction, searches
    }
}
