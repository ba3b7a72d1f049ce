public import struct Foundation.Date

/// One asking of one model, with its place in the run.
///
/// The place and the digest of the prompt are the journal's key: a stored reply to the same call is replayed, never asked again.
public struct Call: Sendable, Hashable {
    /// Where in a run a call stands.
    public struct Place: Sendable, Hashable {
        /// The sample's id.
        public let sample: String
        /// The trial, from 1.
        public let trial: Int
        /// What the model is asked as.
        public let role: Role
        /// The round of a deliberation, 0 for the first judgement.
        public let round: Int

        /// A place in a round; without a jury there is one alone.
        public init(sample: String, trial: Int, role: Role, round: Int = 0) {
            self.sample = sample
            self.trial = trial
            self.role = role
            self.round = round
        }

        /// The juror's number, from 1; 0 for every other role.
        public var juror: Int { role.juror }
    }

    /// Where in the run the call stands.
    public let place: Place
    /// What is sent.
    public let prompt: Prompt
    /// The prompt as it is stored.
    public let promptJSON: String
    /// SHA-256 of `promptJSON`.
    public let digest: Digest

    /// A call, its digest taken once.
    public init(_ place: Place, prompt: Prompt) {
        self.place = place
        self.prompt = prompt
        promptJSON = prompt.canonicalJSON
        digest = Digest(of: promptJSON)
    }

    /// Whether two calls are the same to the journal: of one place and one digest.
    public static func == (left: Call, right: Call) -> Bool {
        left.digest == right.digest && left.place == right.place
    }

    /// By digest alone, which differs wherever prompts do; calls that share one are few.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
    }
}

/// One HTTP exchange: what was sent beside the prompt, what came back, and how long it took.
public struct Attempt: Sendable, Hashable {
    /// From 1, within one call of one session.
    public let number: Int
    /// When the request was sent.
    public let started: Date
    /// From sending to the last byte of the reply.
    public let elapsed: Duration
    /// The HTTP status; nil where no reply came.
    public let status: Int?
    /// Headers of interest, never one that carries a key.
    public let headers: [String: String]
    /// The parameters as they were really sent, in the provider's spelling, as JSON.
    public let sentParameters: String
    /// Parameters that the endpoint refused before and that were left out, in the provider's spelling.
    public let dropped: [String]
    /// The reply's body as it came.
    public let body: [UInt8]
    /// Why the attempt gave no response; nil where it gave one.
    public let failure: ModelError?
    /// The tokens that the endpoint states for a reply that is no answer, which it may charge for all the same.
    ///
    /// Nil where it states none. A response carries its own.
    public var usage: Usage?

    /// Whether a whole reply came, with status 200, that is no answer.
    public var isReplyWithoutAnswer: Bool { status == 200 && failure != nil }

    /// An attempt that has ended.
    public init(
        number: Int, started: Date, elapsed: Duration, status: Int?, headers: [String: String] = [:],
        sentParameters: String, dropped: [String] = [], body: [UInt8], failure: ModelError?
    ) {
        self.number = number
        self.started = started
        self.elapsed = elapsed
        self.status = status
        self.headers = headers
        self.sentParameters = sentParameters
        self.dropped = dropped
        self.body = body
        self.failure = failure
    }
}
