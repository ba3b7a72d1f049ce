import Foundation

/// A chat completion request as it arrives; the keys are spelled here again, so that a client's wrong key shows.
struct ChatRequest: Decodable {
    let model: String
    let request: SimulatedRequest
    /// How many alternatives to each token are asked for; nil where no log-probabilities are.
    let logprobs: Int?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case model, messages, seed, temperature, top_p, n, stream, logprobs, top_logprobs, max_tokens
        case max_completion_tokens, response_format, reasoning_effort, stop, user, presence_penalty
        case frequency_penalty, tools, tool_choice, metadata, store, parallel_tool_calls, service_tier, stream_options
        case logit_bias, modalities, verbosity
    }

    init(from decoder: any Decoder) throws {
        try RequestProblem.checkKeys(of: decoder, known: CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        model = try container.decode(String.self, forKey: .model)
        let messages = try container.decode([ChatMessage].self, forKey: .messages)
        guard !messages.isEmpty else { throw RequestProblem(parameter: "messages", code: "empty_array") }
        try Self.checkRanges(container)
        let user = messages.filter { $0.role == "user" }.flatMap(\.parts)
        var request = SimulatedRequest(
            userText: user.compactMap(\.text).joined(separator: "\n"),
            system: messages.first { $0.role == "system" || $0.role == "developer" }?.parts.compactMap(\.text).joined(),
            mediaCount: messages.flatMap(\.parts).count { $0.text == nil },
            seed: try container.decodeIfPresent(Int.self, forKey: .seed),
            schema: try container.decodeIfPresent(ResponseFormat.self, forKey: .response_format)?.schema)
        request.answerTokens =
            try container.decodeIfPresent(Int.self, forKey: .max_completion_tokens)
            ?? container.decodeIfPresent(Int.self, forKey: .max_tokens)
        self.request = request
        let wantsLogprobs = try container.decodeIfPresent(Bool.self, forKey: .logprobs) ?? false
        logprobs = wantsLogprobs ? try container.decodeIfPresent(Int.self, forKey: .top_logprobs) ?? 0 : nil
    }

    private static func checkRanges(_ container: KeyedDecodingContainer<CodingKeys>) throws {
        let ranges: [(CodingKeys, ClosedRange<Double>)] = [
            (.temperature, 0...2), (.top_p, 0...1), (.n, 1...1), (.top_logprobs, 0...20), (.max_tokens, 1...1e9),
            (.max_completion_tokens, 1...1e9),
        ]
        for (key, range) in ranges {
            guard let value = try container.decodeIfPresent(Double.self, forKey: key) else { continue }
            guard range.contains(value) else { throw RequestProblem(parameter: key.rawValue, code: "invalid_value") }
        }
        guard try container.decodeIfPresent(Bool.self, forKey: .stream) != true else {
            throw RequestProblem(parameter: "stream", code: "unsupported_value")
        }
        if let effort = try container.decodeIfPresent(String.self, forKey: .reasoning_effort),
            !["none", "minimal", "low", "medium", "high", "xhigh"].contains(effort)
        {
            throw RequestProblem(parameter: "reasoning_effort", code: "invalid_value")
        }
    }
}

/// What is wrong with a request, in the form in which OpenAI says it.
struct RequestProblem: Error, Hashable {
    let parameter: String
    let code: String

    /// Refuses keys that the form does not have.
    static func checkKeys(of decoder: any Decoder, known: [String]) throws {
        struct AnyKey: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
        let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        if let unknown = keys.first(where: { !known.contains($0) }) {
            throw RequestProblem(parameter: unknown, code: "unknown_parameter")
        }
    }
}

private struct ChatMessage: Decodable {
    let role: String
    let parts: [ChatPart]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case role, content, name, refusal
    }

    init(from decoder: any Decoder) throws {
        try RequestProblem.checkKeys(of: decoder, known: CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        role = try container.decode(String.self, forKey: .role)
        guard ["system", "developer", "user", "assistant"].contains(role) else {
            throw RequestProblem(parameter: "messages.role", code: "invalid_value")
        }
        do {
            parts = [ChatPart(text: try container.decode(String.self, forKey: .content))]
        } catch DecodingError.typeMismatch {
            parts = try container.decode([ChatPart].self, forKey: .content)
        }
    }
}

/// A part of a message: words, or a medium, of which only the form is looked at.
private struct ChatPart: Decodable {
    /// The words; nil for a medium.
    let text: String?

    enum CodingKeys: String, CodingKey {
        case type, text, image_url, input_audio
    }

    struct ImageURL: Decodable {
        let url: String
        let detail: String?
    }

    struct InputAudio: Decodable {
        let data: String
        let format: String
    }

    init(text: String) {
        self.text = text
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "text":
            text = try container.decode(String.self, forKey: .text)
        case "image_url":
            let image = try container.decode(ImageURL.self, forKey: .image_url)
            guard Self.isImageData(image.url) else {
                throw RequestProblem(parameter: "messages.content.image_url.url", code: "invalid_image_url")
            }
            guard ["low", "high", "auto", nil].contains(image.detail) else {
                throw RequestProblem(parameter: "messages.content.image_url.detail", code: "invalid_value")
            }
            text = nil
        case "input_audio":
            let audio = try container.decode(InputAudio.self, forKey: .input_audio)
            guard ["wav", "mp3"].contains(audio.format), !audio.data.isEmpty else {
                throw RequestProblem(parameter: "messages.content.input_audio.format", code: "invalid_value")
            }
            text = nil
        default:
            throw RequestProblem(parameter: "messages.content.type", code: "invalid_value")
        }
    }

    private static func isImageData(_ url: String) -> Bool {
        ["png", "jpeg", "webp", "gif"].contains { type in
            let head = "data:image/\(type);base64,"
            return url.utf8.count > head.utf8.count && url.utf8.starts(with: head.utf8)
        }
    }
}

/// `response_format`: plain text, any JSON, or a schema, which is kept as JSON text.
private struct ResponseFormat: Decodable {
    let schema: String?

    enum CodingKeys: String, CodingKey {
        case type, json_schema
    }

    struct Schema: Decodable {
        let name: String
        let strict: Bool?
        let schema: AnyJSON
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "text", "json_object": schema = nil
        case "json_schema":
            let form = try container.decode(Schema.self, forKey: .json_schema).schema
            schema = String(decoding: try JSONEncoder().encode(form), as: UTF8.self)
        default: throw RequestProblem(parameter: "response_format.type", code: "invalid_value")
        }
    }
}

/// Any JSON value, so that a schema can be carried on; the order of an object's members is lost.
private enum AnyJSON: Codable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([AnyJSON])
    case object([String: AnyJSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([AnyJSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: AnyJSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
