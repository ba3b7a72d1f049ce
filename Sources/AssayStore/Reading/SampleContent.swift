public import AssayCore

/// All that a run file holds of one sample in words: what was asked, what came back, what was ruled.
public struct SampleContent: Sendable {
    /// The sample, its media by place and digest.
    public let sample: Sample
    /// Its trials that were asked, in order.
    public let trials: [Trial]

    /// One trial.
    public struct Trial: Sendable {
        /// The trial, from 1.
        public let number: Int
        /// How it ended; pending where it has no record.
        public let outcome: Outcome
        /// Whether the token limit cut the answer.
        public let isTruncated: Bool
        /// What was ruled on each question: a label's name, or why there is none; in order of the questions.
        public let rulings: [(question: String, label: String)]
        /// How sure the model was; nil where that is not known.
        public let confidence: Confidence?
        /// The calls in the order in which they ended; those of a jury by round and seat.
        public let calls: [Call]

        /// A trial with all its parts.
        public init(
            number: Int, outcome: Outcome, isTruncated: Bool, rulings: [(question: String, label: String)],
            confidence: Confidence? = nil, calls: [Call]
        ) {
            self.number = number
            self.outcome = outcome
            self.isTruncated = isTruncated
            self.rulings = rulings
            self.confidence = confidence
            self.calls = calls
        }
    }

    /// One call with its reply.
    public struct Call: Sendable {
        /// What the model was asked as.
        public let role: Role
        /// The round of a deliberation, 0 for the first judgement.
        public let round: Int
        /// What was sent, as JSON.
        public let prompt: String
        /// What came back; nil where the call failed.
        public let text: String?
        /// The reasoning, where the endpoint gave any.
        public let reasoning: String?

        /// A call with its reply.
        public init(role: Role, round: Int = 0, prompt: String, text: String?, reasoning: String?) {
            self.role = role
            self.round = round
            self.prompt = prompt
            self.text = text
            self.reasoning = reasoning
        }
    }

    /// A sample with its trials.
    public init(sample: Sample, trials: [Trial]) {
        self.sample = sample
        self.trials = trials
    }
}
