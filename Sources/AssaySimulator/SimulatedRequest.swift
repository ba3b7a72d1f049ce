import AssayCore

/// What a persona sees of a request; its reply is a function of this alone.
public struct SimulatedRequest: Sendable, Hashable {
    /// The system prompt, where there is one.
    public var system: String?
    /// All text parts of the user's turns, joined by line breaks.
    public var userText: String
    /// Images and sounds.
    public var mediaCount: Int
    /// The seed of the sampling.
    public var seed: Int?
    /// The most tokens that the answer may have.
    public var answerTokens: Int?
    /// The JSON schema that the reply must follow, as JSON text.
    public var schema: String?
    /// The tools that it offers, the one that it forces first.
    public var tools: [SimulatedTool] = []
    /// Whether a tool must be called.
    public var forcesTool = false

    /// A request; what is left out was not sent.
    public init(
        userText: String, system: String? = nil, mediaCount: Int = 0, seed: Int? = nil, schema: String? = nil
    ) {
        self.userText = userText
        self.system = system
        self.mediaCount = mediaCount
        self.seed = seed
        self.schema = schema
    }

    /// Tokens of the prompt as the simulation counts them: four bytes each, and 85 a medium.
    public var promptTokens: Int { userText.utf8.count / 4 + 85 * mediaCount }

    /// The number by which a persona chooses: another seed gives an unrelated choice.
    public var draw: UInt64 {
        StableHash(of: userText, seed: UInt64(bitPattern: Int64(seed ?? 0))).mixed
    }
}

/// What a persona replies.
public enum SimulatedReply: Sendable, Hashable {
    /// Words, complete or cut off by the token limit.
    case text(String, isCut: Bool)
    /// Words of which it is known how likely each token was.
    case tokens([SimulatedToken])
    /// A refusal through the refusal field.
    case refusalField(String)
    /// The input filter steps in.
    case blockedInput(categories: [String])
    /// The output filter steps in after some words.
    case blockedOutput(partial: String)
    /// The token limit is used up before any text.
    case cutBeforeText
    /// Finished without any text.
    case empty
    /// A call of a tool; the arguments are JSON text.
    case toolCall(name: String, arguments: String)

    /// The words, a partial answer or a refusal included; empty where there are none.
    public var words: String {
        switch self {
        case .text(let text, _), .refusalField(let text), .blockedOutput(let text): text
        case .tokens(let tokens): tokens.map(\.text).joined()
        case .blockedInput, .cutBeforeText, .empty, .toolCall: ""
        }
    }

    /// Tokens of the words, or of a call's arguments, as the simulation counts them: four bytes each.
    public var answerTokens: Int {
        if case .toolCall(_, let arguments) = self { arguments.utf8.count / 4 } else { words.utf8.count / 4 }
    }
}
