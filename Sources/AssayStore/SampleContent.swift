public import AssayCore

/// All that a run file holds of one sample in words: what was asked, what came back, what was ruled.
public struct SampleContent: Sendable {
    /// The sample, its media by place and digest.
    public let sample: Sample
    /// The media of the sample, by digest.
    public var media: [Digest: Media] {
        Dictionary(sample.media.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
    }
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
        /// The calls in the order in which they ended.
        public let calls: [Call]
    }

    /// One call with its reply.
    public struct Call: Sendable {
        /// What the model was asked as.
        public let role: Role
        /// What was sent, as JSON.
        public let prompt: String
        /// What came back; nil where the call failed.
        public let text: String?
        /// The reasoning, where the endpoint gave any.
        public let reasoning: String?
    }
}
