import AssayCore
import NIOCore

/// The body of a chat completion request.
struct CompletionBody: Sendable {
    /// The bytes that are sent.
    let bytes: ByteBuffer
    /// What is sent beside the messages, as JSON.
    let parameters: String
    /// The optional parameters among it.
    let sent: Set<OptionalParameter>

    /// Reads and encodes the media of a prompt, and everything else.
    init(
        _ prompt: Prompt, model: String, adaptation: Adaptation, media: EncodedMedia
    ) throws(ModelError) {
        let textSize = prompt.turns.lazy.flatMap(\.content).reduce(prompt.system?.utf8.count ?? 0) { sum, content in
            if case .text(let text) = content { sum + text.utf8.count } else { sum }
        }
        let mediaSize = prompt.media.reduce(0) { $0 + $1.size / 3 * 4 + 128 }
        var writer = MessageWriter(
            json: JSONWriter(capacity: textSize + textSize / 8 + mediaSize + 1024),
            media: media, detail: adaptation.sends(.detail) ? prompt.parameters.imageDetail : nil)
        let tail = CompletionParameters(prompt, adaptation: adaptation)
        writer.json.raw("{\"model\":")
        writer.json.string(model)
        writer.json.raw(",\"messages\":")
        try writer.messages(of: prompt)
        for member in tail.members { writer.json.raw(",\(member.json)") }
        writer.json.raw("}")
        bytes = writer.json.buffer
        parameters = tail.summary
        sent = Set(tail.members.map(\.parameter)).union(writer.hasSentDetail ? [.detail] : [])
    }
}

/// Writes the messages of a request.
private struct MessageWriter {
    var json: JSONWriter
    let media: EncodedMedia
    let detail: String?
    private(set) var hasSentDetail = false

    init(json: JSONWriter, media: EncodedMedia, detail: String?) {
        self.json = json
        self.media = media
        self.detail = detail
    }

    mutating func messages(of prompt: Prompt) throws(ModelError) {
        json.raw("[")
        if let system = prompt.system {
            json.raw("{\"role\":\"system\",\"content\":")
            json.string(system)
            json.raw(prompt.turns.isEmpty ? "}" : "},")
        }
        for (index, turn) in prompt.turns.enumerated() {
            json.raw(index == 0 ? "{\"role\":\"" : ",{\"role\":\"")
            json.raw(turn.speaker == .user ? "user" : "assistant")
            json.raw("\",\"content\":")
            try content(turn.content)
            json.raw("}")
        }
        json.raw("]")
    }

    /// A single text goes as a plain string, which every endpoint takes.
    private mutating func content(_ parts: [Content]) throws(ModelError) {
        if parts.count == 1, case .text(let text) = parts[0] { return json.string(text) }
        json.raw("[")
        for (index, part) in parts.enumerated() {
            if index > 0 { json.raw(",") }
            switch part {
            case .text(let text):
                json.raw("{\"type\":\"text\",\"text\":")
                json.string(text)
                json.raw("}")
            case .image(let media): try image(media)
            case .audio(let media): try audio(media)
            }
        }
        json.raw("]")
    }

    private mutating func image(_ media: Media) throws(ModelError) {
        guard media.type.isImage else { throw .unsupported(what: "\(media.type.rawValue) as an image") }
        json.raw("{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:\(media.type.rawValue);base64,")
        json.encoded(try self.media.base64(of: media))
        json.raw("\"")
        if let detail {
            json.raw(",\"detail\":")
            json.string(detail)
            hasSentDetail = true
        }
        json.raw("}}")
    }

    private mutating func audio(_ media: Media) throws(ModelError) {
        let format: String
        switch media.type {
        case .wav: format = "wav"
        case .mp3: format = "mp3"
        case .png, .jpeg, .webp, .gif: throw .unsupported(what: "\(media.type.rawValue) as a sound")
        }
        json.raw("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"")
        json.encoded(try self.media.base64(of: media))
        json.raw("\",\"format\":\"\(format)\"}}")
    }
}

/// What a request says beside its messages.
private struct CompletionParameters {
    /// One member of the request, in the order in which it is sent.
    struct Member {
        let parameter: OptionalParameter
        let json: String
    }

    private(set) var members: [Member] = []
    private let detail: String?
    private let schemaName: String?

    init(_ prompt: Prompt, adaptation: Adaptation) {
        let parameters = prompt.parameters
        detail = adaptation.sends(.detail) && !prompt.media.isEmpty ? parameters.imageDetail : nil
        schemaName = adaptation.sends(.responseFormat) ? prompt.replySchema?.name : nil
        func add(_ parameter: OptionalParameter, _ json: String?) {
            guard let json, adaptation.sends(parameter) else { return }
            members.append(Member(parameter: parameter, json: "\"\(parameter.rawValue)\":\(json)"))
        }
        add(adaptation.answerLimit, parameters.answerTokens.map(String.init))
        add(.temperature, parameters.temperature.map(Self.number))
        add(.topP, parameters.topP.map(Self.number))
        add(.seed, parameters.seed.map(String.init))
        add(.reasoningEffort, parameters.reasoningEffort.map(Self.string))
        add(.logprobs, parameters.logprobs.map { _ in "true" })
        add(.topLogprobs, parameters.logprobs.map(String.init))
        add(.responseFormat, prompt.replySchema.map(Self.responseFormat))
    }

    /// The members without the schema's text, which the prompt holds.
    var summary: String {
        var parts = members.map { member in
            guard member.parameter == .responseFormat, let schemaName else { return member.json }
            return "\"response_format\":{\"type\":\"json_schema\",\"name\":\(Self.string(schemaName))}"
        }
        if let detail { parts.append("\"detail\":\(Self.string(detail))") }
        return "{\(parts.joined(separator: ","))}"
    }

    private static func responseFormat(_ schema: ReplySchema) -> String {
        let name = string(schema.name)
        return "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\(name),\"strict\":true,\"schema\":\(schema.json)}}"
    }

    private static func number(_ value: Double) -> String { written { $0.number(value) } }
    private static func string(_ text: String) -> String { written { $0.string(text) } }

    private static func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(capacity: 32)
        write(&writer)
        return String(buffer: writer.buffer)
    }
}
