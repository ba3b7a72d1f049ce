/// Everything that a model is sent, free of any provider's spelling.
public struct Prompt: Sendable, Hashable {
    /// The system prompt, where there is one.
    public var system: String?
    /// The conversation; the last turn is the user's.
    public var turns: [Turn]
    /// How the model is to answer.
    public var parameters: Parameters
    /// The form that the reply must have, where the endpoint takes one.
    public var replySchema: ReplySchema?
    /// What the model may ask to be done, in order; most prompts offer nothing.
    public var tools: [Tool]
    /// What is searched for where answers rest on a search; not sent as such, and no part of the digest.
    public var query: String?

    /// A prompt of any number of turns.
    public init(
        system: String? = nil, turns: [Turn], parameters: Parameters = Parameters(), replySchema: ReplySchema? = nil,
        tools: [Tool] = []
    ) {
        self.system = system
        self.turns = turns
        self.parameters = parameters
        self.replySchema = replySchema
        self.tools = tools
    }

    /// The media of all turns, in order.
    public var media: [Media] {
        turns.flatMap { $0.content.compactMap(\.media) }
    }

    /// The prompt as JSON with sorted keys, each medium given by type and digest: what run files hold and digests are taken of.
    public var canonicalJSON: String {
        var json = CanonicalJSON()
        json.object { json in
            json.member("parameters") { parameters.write(to: &$0) }
            if let replySchema { json.member("reply_schema") { replySchema.write(to: &$0) } }
            if let system { json.member("system") { $0.string(system) } }
            // Absent where there are none: the digest of a prompt without tools is what it always was.
            if !tools.isEmpty { json.member("tools") { json in json.array(tools) { $1.write(to: &$0) } } }
            json.member("turns") { json in json.array(turns) { $1.write(to: &$0) } }
        }
        return json.text
    }
}

/// One speaker's part of a conversation.
public struct Turn: Sendable, Hashable {
    /// Who speaks.
    public enum Speaker: String, Sendable, Hashable, Codable {
        /// The one who asks.
        case user
        /// The model.
        case assistant
    }

    /// Who speaks.
    public let speaker: Speaker
    /// What is said and shown, in order.
    public let content: [Content]

    /// A turn of any content.
    public init(_ speaker: Speaker, _ content: [Content]) {
        self.speaker = speaker
        self.content = content
    }
}

/// How a model is to answer; nil leaves the endpoint's own default and is not sent.
public struct Parameters: Sendable, Hashable, Codable {
    /// Sampling temperature, 0 or more.
    public var temperature: Double?
    /// Nucleus sampling, above 0, at most 1.
    public var topP: Double?
    /// The most tokens that an answer may have, reasoning included.
    public var answerTokens: Int?
    /// The seed of the sampling; the trial number is added, so that trials differ.
    public var seed: Int?
    /// How finely an image is looked at: `low`, `high`, `auto`.
    public var imageDetail: String?
    /// How long a reasoning model thinks: `low`, `medium`, `high`.
    public var reasoningEffort: String?
    /// How many alternatives are reported with each token's log-probability, 0 to 20.
    public var logprobs: Int?

    /// Parameters that leave everything to the endpoint.
    public init() {}

    enum CodingKeys: String, CodingKey {
        case temperature, topP = "top_p", answerTokens = "answer_tokens", seed, imageDetail = "image_detail"
        case reasoningEffort = "reasoning_effort", logprobs
    }
}

/// The form of a reply, as a JSON schema.
public struct ReplySchema: Sendable, Hashable, Codable {
    /// A short name, letters, digits and underscores.
    public let name: String
    /// The schema itself, as JSON text.
    public let json: String

    /// A schema that is known to be JSON.
    public init(name: String, json: String) {
        self.name = name
        self.json = json
    }
}

extension Tool {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.object { json in
            json.member("description") { $0.string(description) }
            json.member("name") { $0.string(name) }
            json.member("parameters") { $0.string(parameters) }
        }
    }
}

extension Turn {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.object { json in
            json.member("content") { json in json.array(content) { $1.write(to: &$0) } }
            json.member("speaker") { $0.string(speaker.rawValue) }
        }
    }
}

extension Content {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.object { json in
            switch self {
            case .text(let text): json.member("text") { $0.string(text) }
            case .image(let media), .audio(let media):
                json.member("digest") { $0.string(media.digest.hex) }
                json.member("type") { $0.string(media.type.rawValue) }
            }
        }
    }
}

extension ReplySchema {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.object { json in
            json.member("json") { $0.string(self.json) }
            json.member("name") { $0.string(name) }
        }
    }
}

extension Parameters {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.object { json in
            if let answerTokens { json.member("answer_tokens") { $0.number(answerTokens) } }
            if let imageDetail { json.member("image_detail") { $0.string(imageDetail) } }
            if let logprobs { json.member("logprobs") { $0.number(logprobs) } }
            if let reasoningEffort { json.member("reasoning_effort") { $0.string(reasoningEffort) } }
            if let seed { json.member("seed") { $0.number(seed) } }
            if let temperature { json.member("temperature") { $0.number(temperature) } }
            if let topP { json.member("top_p") { $0.number(topP) } }
        }
    }
}
