import AssayCore
import NIOCore

/// The body of a Messages request.
enum MessagesBody {
    /// Whether there is a place for media of a type.
    static func takes(_ type: MediaType) -> Bool { type.isImage }

    /// Reads and encodes the media of a prompt, and everything else.
    static func write(
        _ prompt: Prompt, model: String, adaptation: Adaptation, media: EncodedMedia
    ) throws(ModelError) -> WireBody {
        if let sound = prompt.media.first(where: { !takes($0.type) }) {
            throw .unsupported(what: "sounds (\(sound.type.rawValue)): Anthropic's Messages have no place for them")
        }
        let tail = parameters(of: prompt, adaptation: adaptation)
        var json = JSONWriter(capacity: prompt.roomOnTheWire)
        json.raw("{\"model\":")
        json.string(model)
        for member in tail.members { json.raw(",\(member)") }
        if let system = prompt.system {
            json.raw(",\"system\":")
            json.string(system)
        }
        json.raw(",\"messages\":[")
        for (index, turn) in prompt.turns.enumerated() {
            json.raw(index == 0 ? "{\"role\":\"" : ",{\"role\":\"")
            json.raw(turn.speaker == .user ? "user" : "assistant")
            json.raw("\",\"content\":")
            try write(turn.content, to: &json, media: media)
            json.raw("}")
        }
        json.raw("]}")
        let usesTool = tail.sent.contains(.forcedTool)
        return WireBody(
            parts: json.parts, parameters: tail.summary, sent: tail.sent, absent: tail.absent,
            hasMedia: !prompt.media.isEmpty, replyTool: usesTool ? prompt.replySchema?.name : nil)
    }

    /// A single text goes as a plain string.
    private static func write(
        _ parts: [Content], to json: inout JSONWriter, media: EncodedMedia
    ) throws(ModelError) {
        if parts.count == 1, case .text(let text) = parts[0] { return json.string(text) }
        json.raw("[")
        for (index, part) in parts.enumerated() {
            if index > 0 { json.raw(",") }
            switch part {
            case .text(let text):
                json.raw("{\"type\":\"text\",\"text\":")
                json.string(text)
                json.raw("}")
            case .image(let medium), .audio(let medium):
                json.raw(
                    "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"\(medium.type.rawValue)\"")
                json.raw(",\"data\":\"")
                json.encoded(try media.base64(of: medium))
                json.raw("\"}}")
            }
        }
        json.raw("]")
    }

    private static func parameters(of prompt: Prompt, adaptation: Adaptation) -> WireParameters {
        let asked = prompt.parameters
        var wire = WireParameters(adaptation)
        wire.addAlways("\"max_tokens\":\(asked.answerTokens ?? MessagesForm.defaultAnswerTokens)")
        wire.add(.temperature, asked.temperature.map(WireParameters.number))
        wire.add(.topP, asked.topP.map(WireParameters.number))
        wire.lack("seed", asked.seed != nil)
        wire.lack("logprobs", asked.logprobs != nil)
        wire.lack("image_detail", asked.imageDetail != nil && !prompt.media.isEmpty)
        addOutput(of: prompt, adaptation: adaptation, to: &wire)
        return wire
    }

    /// What shapes the output: effort and schema stand in one member, or the schema in a tool that must be used.
    private static func addOutput(of prompt: Prompt, adaptation: Adaptation, to wire: inout WireParameters) {
        var (parts, summaries, parameters): ([String], [String], Set<OptionalParameter>) = ([], [], [])
        if let effort = prompt.parameters.reasoningEffort, adaptation.sends(.effort) {
            parts.append("\"effort\":\(WireParameters.string(effort))")
            summaries.append(parts[0])
            parameters.insert(.effort)
        }
        let schemaForm = prompt.replySchema == nil ? nil : adaptation.current(.outputFormat)
        if let schema = prompt.replySchema, schemaForm == .outputFormat {
            parts.append("\"format\":{\"type\":\"json_schema\",\"schema\":\(schema.json)}")
            summaries.append("\"format\":{\"type\":\"json_schema\",\"name\":\(WireParameters.string(schema.name))}")
            parameters.insert(.outputFormat)
        }
        if !parts.isEmpty {
            wire.add(
                parameters, "\"output_config\":{\(parts.joined(separator: ","))}",
                summary: "\"output_config\":{\(summaries.joined(separator: ","))}")
        }
        var tools = prompt.tools.map { tool($0.name, $0.description, $0.parameters) }
        if let schema = prompt.replySchema, schemaForm == .forcedTool {
            let name = WireParameters.string(schema.name)
            tools.append(tool(schema.name, "Gives the reply in the form that is asked for.", schema.json))
            wire.add([.forcedTool], "\"tool_choice\":{\"type\":\"tool\",\"name\":\(name)}")
        }
        if !tools.isEmpty { wire.addAlways("\"tools\":[\(tools.joined(separator: ","))]", summary: "") }
    }

    private static func tool(_ name: String, _ description: String, _ schema: String) -> String {
        "{\"name\":\(WireParameters.string(name)),\"description\":\(WireParameters.string(description)),"
            + "\"input_schema\":\(schema)}"
    }
}
