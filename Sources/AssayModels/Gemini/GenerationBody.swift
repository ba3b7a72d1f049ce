import AssayCore
import NIOCore

/// The body of a generateContent request; the model stands in the address.
enum GenerationBody {
    /// Whether there is a place for media of a type: of pictures, Gemini documents PNG, JPEG, WebP, HEIC and HEIF.
    static func takes(_ type: MediaType) -> Bool { type != .gif }

    /// Reads and encodes the media of a prompt, and everything else.
    static func write(
        _ prompt: Prompt, adaptation: Adaptation, media: EncodedMedia
    ) throws(ModelError) -> WireBody {
        if let medium = prompt.media.first(where: { !takes($0.type) }) {
            throw .unsupported(what: "\(medium.type.rawValue): Gemini takes PNG, JPEG and WebP pictures")
        }
        var json = JSONWriter(capacity: prompt.roomOnTheWire)
        json.raw("{\"contents\":[")
        for (index, turn) in prompt.turns.enumerated() {
            json.raw(index == 0 ? "{\"role\":\"" : ",{\"role\":\"")
            json.raw(turn.speaker == .user ? "user" : "model")
            json.raw("\",\"parts\":[")
            try write(turn.content, to: &json, media: media)
            json.raw("]}")
        }
        json.raw("]")
        if let system = prompt.system {
            json.raw(",\"systemInstruction\":{\"parts\":[{\"text\":")
            json.string(system)
            json.raw("}]}")
        }
        let wire = parameters(of: prompt, adaptation: adaptation)
        if !wire.members.isEmpty {
            json.raw(",\"generationConfig\":{\(wire.members.joined(separator: ","))}")
        }
        if !prompt.tools.isEmpty {
            let tools = prompt.tools.map(tool).joined(separator: ",")
            json.raw(",\"tools\":[{\"functionDeclarations\":[\(tools)]}]")
        }
        json.raw("}")
        return WireBody(
            parts: json.parts, parameters: wire.summary, sent: wire.sent, hasMedia: !prompt.media.isEmpty)
    }

    private static func write(
        _ parts: [Content], to json: inout JSONWriter, media: EncodedMedia
    ) throws(ModelError) {
        for (index, part) in parts.enumerated() {
            if index > 0 { json.raw(",") }
            switch part {
            case .text(let text):
                json.raw("{\"text\":")
                json.string(text)
                json.raw("}")
            case .image(let medium), .audio(let medium):
                json.raw("{\"inline_data\":{\"mime_type\":\"\(mimeType(of: medium.type))\",\"data\":\"")
                json.encoded(try media.base64(of: medium))
                json.raw("\"}}")
            }
        }
    }

    /// Gemini has its own name for one type.
    private static func mimeType(of type: MediaType) -> String {
        type == .mp3 ? "audio/mp3" : type.rawValue
    }

    private static func parameters(of prompt: Prompt, adaptation: Adaptation) -> WireParameters {
        let asked = prompt.parameters
        var wire = WireParameters(adaptation)
        if let limit = asked.answerTokens { wire.addAlways("\"maxOutputTokens\":\(limit)") }
        wire.add(.temperature, asked.temperature.map(WireParameters.number))
        wire.add(.nucleus, asked.topP.map(WireParameters.number))
        wire.add(.seed, asked.seed.map(String.init))
        if let count = asked.logprobs {
            // Without alternatives the number is left out: the form counts them from 1.
            let alternatives = count > 0 ? ",\"logprobs\":\(count)" : ""
            wire.add([.responseLogprobs], "\"responseLogprobs\":true\(alternatives)")
        }
        if let detail = asked.imageDetail, detail != "auto", !prompt.media.isEmpty {
            wire.add(.mediaResolution, "\"MEDIA_RESOLUTION_\(detail.uppercased())\"")
        }
        addThinking(asked.reasoningEffort, adaptation: adaptation, to: &wire)
        addSchema(prompt.replySchema, adaptation: adaptation, to: &wire)
        return wire
    }

    /// Newer models take a level, older ones a number of tokens.
    private static func addThinking(_ effort: String?, adaptation: Adaptation, to wire: inout WireParameters) {
        guard let effort, let parameter = adaptation.current(.thinkingLevel) else { return }
        if parameter == .thinkingLevel {
            wire.add([parameter], "\"thinkingConfig\":{\"thinkingLevel\":\(WireParameters.string(effort))}")
        } else if let budget = budgets[effort] {
            wire.add([parameter], "\"thinkingConfig\":{\"thinkingBudget\":\(budget)}")
        }
    }

    /// The numbers by which Google's own OpenAI-compatible endpoint reads an effort.
    private static let budgets = ["minimal": 1024, "low": 1024, "medium": 8192, "high": 24576]

    /// The newer member takes a JSON schema as it is, the older one only a part of what one may say.
    private static func addSchema(_ schema: ReplySchema?, adaptation: Adaptation, to wire: inout WireParameters) {
        guard let schema, let parameter = adaptation.current(.responseJSONSchema) else { return }
        var json = schema.json
        if parameter == .responseSchema, let tree = try? JSONValue(Array(json.utf8)) {
            json = tree.removing(["additionalProperties", "$schema"]).text
        }
        let type = "\"responseMimeType\":\"application/json\""
        let name = WireParameters.string(schema.name)
        wire.add(
            [parameter], "\(type),\"\(parameter.rawValue)\":\(json)",
            summary: "\(type),\"\(parameter.rawValue)\":{\"name\":\(name)}")
    }

    private static func tool(_ tool: Tool) -> String {
        "{\"name\":\(WireParameters.string(tool.name)),\"description\":\(WireParameters.string(tool.description)),"
            + "\"parameters\":\(tool.parameters)}"
    }
}
