/// How sure a model was of an answer, as it was read from its reply.
public struct Confidence: Sendable, Hashable, Codable {
    /// What the model stated, 0 to 1; nil where it was not asked or stated nothing that can be read.
    public var stated: Double?
    /// The probability of each offered letter, in the order shown, at the token that holds the letter of the answer.
    ///
    /// Their sum is the letter mass, at most 1; nil where there are no log-probabilities of that token.
    public var letters: [Double]?
    /// How many offered letters were not among the likeliest tokens that the endpoint reports; their probability counts as 0.
    public var unlisted: Int
    /// The probability of the answer's first token, whatever it is: what the publication takes for confidence.
    public var firstToken: Double?

    /// What was read; nothing by default.
    public init(stated: Double? = nil, letters: [Double]? = nil, unlisted: Int = 0, firstToken: Double? = nil) {
        self.stated = stated
        self.letters = letters
        self.unlisted = unlisted
        self.firstToken = firstToken
    }

    enum CodingKeys: String, CodingKey {
        case stated, letters, unlisted, firstToken = "first_token"
    }
}

/// Where the confidence of an answer is taken from.
public enum ConfidenceSource: String, Sendable, Hashable, Codable, CaseIterable {
    /// The log-probabilities of its tokens.
    case logprobs
    /// A number from 0 to 100 that the model is asked to state.
    case stated
}
