/// Changes a reply into one that is odd or wrong without changing what it says.
enum Disguise {
    /// The size of a reply that is huge.
    static let hugeBytes = 20 << 20
    /// The name under which another model answers.
    static let otherModel = "another-model"

    /// The bytes of a reply under a fault; nil for faults that are not in the bytes.
    static func bytes(of reply: WireReply, under fault: Fault, in form: SimulatedForm) -> [UInt8]? {
        guard case .json(let json) = reply.body else { return nil }
        switch fault {
        case .malformed: return Array(reply.bytes.prefix(reply.bytes.count / 2))
        case .invalidUTF8: return broken(reply.bytes)
        case .errorWithStatus200: return form.spelling.error(.failing(status: 500)).bytes
        case .emptyChoices: return emptied(json, in: form).bytes
        case .huge:
            let padding = String(repeating: "x", count: hugeBytes - reply.bytes.count)
            return json.adding(["padding": .string(padding)]).bytes
        case .duplicateFields:
            guard case .object(let members) = json else { return nil }
            return ReplyJSON.object(members + members).bytes
        case .unknownFields:
            guard case .object(let members) = json else { return nil }
            let unknown: KeyValuePairs<String, ReplyJSON> = [
                "x_unknown": ["nested": [nil, true, 1.5, "text"]], "metadata": "a text where an object may stand",
            ]
            return ReplyJSON.object(unknown.map { .init(key: $0.key, value: $0.value) } + members).bytes
        case .wrongModel:
            return json.replacing("model", with: .string(otherModel))
                .replacing("modelVersion", with: .string(otherModel)).bytes
        default: return nil
        }
    }

    /// Two bytes that are no UTF-8, within the last text.
    private static func broken(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes.insert(contentsOf: [0xC3, 0x28], at: bytes.lastIndex(of: UInt8(ascii: "\"")) ?? bytes.endIndex)
        return bytes
    }

    /// Nothing stands where the answer should be; Anthropic's empty list is an empty answer, so its list is left out.
    private static func emptied(_ json: ReplyJSON, in form: SimulatedForm) -> ReplyJSON {
        switch form {
        case .openAI: json.removing("choices").adding(["choices": []])
        case .anthropic: json.removing("content")
        case .gemini: json.removing("candidates", "promptFeedback").adding(["candidates": []])
        }
    }
}
