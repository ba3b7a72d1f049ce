import struct Foundation.Data
import class Foundation.JSONEncoder

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

    /// A prompt of any number of turns.
    public init(
        system: String? = nil, turns: [Turn], parameters: Parameters = Parameters(), replySchema: ReplySchema? = nil
    ) {
        self.system = system
        self.turns = turns
        self.parameters = parameters
        self.replySchema = replySchema
    }

    /// The media of all turns, in order.
    public var media: [Media] {
        turns.flatMap { $0.content.compactMap(\.media) }
    }

    /// The prompt as JSON with sorted keys, each medium given by type and digest: what run files hold and digests are taken of.
    public var canonicalJSON: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(CanonicalPrompt(self)), as: UTF8.self)
        } catch {
            preconditionFailure("a prompt holds only strings, integers and finite numbers, which always encode")
        }
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

private struct CanonicalPrompt: Encodable {
    let system: String?
    let turns: [CanonicalTurn]
    let parameters: Parameters
    let replySchema: ReplySchema?

    init(_ prompt: Prompt) {
        system = prompt.system
        turns = prompt.turns.map { CanonicalTurn(speaker: $0.speaker, content: $0.content.map(CanonicalPart.init)) }
        parameters = prompt.parameters
        replySchema = prompt.replySchema
    }

    enum CodingKeys: String, CodingKey {
        case system, turns, parameters, replySchema = "reply_schema"
    }
}

private struct CanonicalTurn: Encodable {
    let speaker: Turn.Speaker
    let content: [CanonicalPart]
}

private struct CanonicalPart: Encodable {
    var text: String?
    var type: MediaType?
    var digest: Digest?

    init(_ content: Content) {
        if case .text(let text) = content { self.text = text }
        type = content.media?.type
        digest = content.media?.digest
    }
}
