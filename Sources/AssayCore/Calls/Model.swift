public import struct Foundation.Date

/// Anything that answers a prompt.
public protocol Model: Sendable {
    /// The name by which the user asked for it: `openai/gpt-4o`.
    var name: String { get }

    /// The model's response, filtered output included.
    ///
    /// - Throws: why there is none. `ModelError.isResumable` and `ModelError.stopsTheRun` say what follows.
    func respond(to call: Call) async throws(ModelError) -> Response
}

/// What a model gave.
public struct Response: Sendable, Hashable, Codable {
    /// The answer, a refusal in words or in a refusal field included; empty where none came.
    public var text: String
    /// What a reasoning model said before its answer; the judge does not see it.
    public var reasoning: String?
    /// Why the model stopped.
    public var stopReason: StopReason
    /// Tokens; nil where the endpoint did not say, which is not zero.
    public var usage: Usage?
    /// The model, and the build of it, that the endpoint says has answered.
    public var servedBy: String?
    /// The categories that a filter named.
    public var categories: [String]
    /// Log-probabilities of the answer's tokens, where they were asked for.
    public var logprobs: [TokenLogprob]?
    /// The tools that the model asked to be used, in order.
    public var toolCalls: [ToolCall]
    /// Set where the response came from the response cache and was not asked for by this run.
    public var cacheMark: CacheMark?
    /// Searches that the answer rests on; not stored with a reply, but with the record.
    public var searches = 0

    /// A response of any kind.
    public init(
        text: String, reasoning: String? = nil, stopReason: StopReason = .finished, usage: Usage? = nil,
        servedBy: String? = nil, categories: [String] = [], logprobs: [TokenLogprob]? = nil, toolCalls: [ToolCall] = []
    ) {
        self.text = text
        self.reasoning = reasoning
        self.stopReason = stopReason
        self.usage = usage
        self.servedBy = servedBy
        self.categories = categories
        self.logprobs = logprobs
        self.toolCalls = toolCalls
    }

    /// A stored response; one that was stored before there were tools has none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        text = try container.decode(String.self, forKey: .text)
        reasoning = try container.decodeIfPresent(String.self, forKey: .reasoning)
        stopReason = try container.decode(StopReason.self, forKey: .stopReason)
        usage = try container.decodeIfPresent(Usage.self, forKey: .usage)
        servedBy = try container.decodeIfPresent(String.self, forKey: .servedBy)
        categories = try container.decode([String].self, forKey: .categories)
        logprobs = try container.decodeIfPresent([TokenLogprob].self, forKey: .logprobs)
        toolCalls = try container.decodeIfPresent([ToolCall].self, forKey: .toolCalls) ?? []
    }

    private enum CodingKeys: String, CodingKey {
        case text, reasoning, stopReason, usage, servedBy, categories, logprobs, toolCalls
    }

    /// Whether the text has nothing but white space.
    public var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }
}

/// Why a model stopped.
public enum StopReason: String, Sendable, Hashable, Codable, CaseIterable {
    /// It had said all.
    case finished
    /// The token limit cut it off.
    case length
    /// The provider's output filter stepped in.
    case filtered
    /// The model refused through a refusal field.
    case refused
    /// It asked for tools to be used.
    case toolCall = "tool_call"
}

/// The tokens of one response.
public struct Usage: Sendable, Hashable, Codable {
    /// Tokens of the prompt, images included.
    public var promptTokens: Int
    /// Tokens of the answer, reasoning included.
    public var answerTokens: Int
    /// Tokens of the reasoning alone, where stated.
    public var reasoningTokens: Int?

    /// Tokens as the endpoint stated them.
    public init(promptTokens: Int, answerTokens: Int, reasoningTokens: Int? = nil) {
        self.promptTokens = promptTokens
        self.answerTokens = answerTokens
        self.reasoningTokens = reasoningTokens
    }
}

/// One token of an answer, its log-probability, and what else could have stood there.
public struct TokenLogprob: Sendable, Hashable, Codable {
    /// The token's text.
    public let token: String
    /// Natural logarithm of its probability.
    public let logprob: Double
    /// The likeliest tokens at this place with their log-probabilities.
    public let top: [Alternative]
    /// The token's bytes where they are not those of its text: a part of a character has no text; nil where they are.
    public var bytes: [UInt8]?

    /// A token that could have stood at a place.
    public struct Alternative: Sendable, Hashable, Codable {
        /// The token's text.
        public let token: String
        /// Natural logarithm of its probability.
        public let logprob: Double

        /// An alternative as the endpoint stated it.
        public init(token: String, logprob: Double) {
            self.token = token
            self.logprob = logprob
        }
    }

    /// A token as the endpoint stated it.
    public init(token: String, logprob: Double, top: [Alternative], bytes: [UInt8]? = nil) {
        self.token = token
        self.logprob = logprob
        self.top = top
        self.bytes = bytes
    }
}

/// Says of a response that it was asked for in another place, at another time.
public struct CacheMark: Sendable, Hashable, Codable {
    /// When the answer came.
    public let asked: Date
    /// The program that asked, with its version.
    public let program: String
    /// Parameters that were left out of the request because the endpoint had refused them.
    public let dropped: [String]

    /// A mark of an answer that was asked for before.
    public init(asked: Date, program: String, dropped: [String]) {
        self.asked = asked
        self.program = program
        self.dropped = dropped
    }
}
