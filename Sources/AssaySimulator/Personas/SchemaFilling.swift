import AssayCore

/// The simplest value that fits a JSON schema, also one in Gemini's upper-case spelling.
enum SchemaFilling {
    /// The text that stands wherever any would do.
    static let word = "simulated"
    private static let greatestDepth = 16

    /// The value as JSON text; nil where the schema is no JSON object.
    static func text(for schema: String) -> String? {
        // A schema that is no JSON asks for nothing that could be given.
        guard let schema = try? JSONValue(schema.utf8), schema.members != nil else { return nil }
        return value(for: schema, depth: 0).text
    }

    private static func value(for schema: JSONValue, depth: Int) -> ReplyJSON {
        guard depth < greatestDepth else { return .null }
        if let choice = schema["enum"]?.elements?.first ?? schema["const"] { return ReplyJSON(choice) }
        for key in ["anyOf", "oneOf", "allOf"] {
            if let first = schema[key]?.elements?.first { return value(for: first, depth: depth + 1) }
        }
        switch type(of: schema) {
        case "object": return object(for: schema, depth: depth)
        case "array":
            let count = schema["minItems"]?.integer ?? 1
            let element = schema["items"].map { value(for: $0, depth: depth + 1) } ?? .string(word)
            return .array(Array(repeating: element, count: max(0, min(count, 16))))
        case "integer": return .integer(schema["minimum"]?.integer ?? min(1, schema["maximum"]?.integer ?? 1))
        case "number": return .number(schema["minimum"]?.number ?? min(1, schema["maximum"]?.number ?? 1))
        case "boolean": return true
        case "null": return .null
        default: return .string(text(for: schema))
        }
    }

    /// Members in the order in which the schema has them; all of them, since strict schemas require all.
    private static func object(for schema: JSONValue, depth: Int) -> ReplyJSON {
        .object(
            (schema["properties"]?.members ?? []).map {
                ReplyJSON.Member(key: $0.key, value: value(for: $0.value, depth: depth + 1))
            })
    }

    private static func type(of schema: JSONValue) -> String {
        let named = schema["type"]?.string ?? schema["type"]?.elements?.lazy.compactMap(\.string).first { $0 != "null" }
        return named?.lowercased() ?? (schema["properties"] == nil ? "string" : "object")
    }

    private static func text(for schema: JSONValue) -> String {
        let most = max(0, schema["maxLength"]?.integer ?? .max)
        let least = min(schema["minLength"]?.integer ?? 0, 1024)
        let repeated = String(repeating: word, count: max(1, (least + word.count - 1) / word.count))
        return String(repeated.prefix(max(least, word.count)).prefix(most))
    }
}
