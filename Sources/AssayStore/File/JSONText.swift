import AssayCore
import Foundation

/// How values stand in the JSON columns of a run file.
///
/// Keys are sorted, slashes are not escaped, times are ISO 8601 in UTC with milliseconds, numbers that are none are
/// words.
enum JSONText {
    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(time))
        }
        return encoder
    }()

    private static let decoder: JSONDecoder = {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        decoder.dateDecodingStrategy = .custom { decoder in
            try time.parse(decoder.singleValueContainer().decode(String.self))
        }
        return decoder
    }()

    private static let time = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// A value as JSON text.
    static func encode(_ value: some Encodable) -> String {
        text(value)
    }

    private static func text(_ value: some Encodable) -> String {
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            preconditionFailure("what a run file holds is strings, numbers, booleans and times, which always encode")
        }
    }

    /// A list of words; most lists are empty.
    static func encode(_ words: [String]) -> String {
        var json = CanonicalJSON()
        json.array(words) { $0.string($1) }
        return json.text
    }

    /// Words, and places where there is none.
    static func encode(_ words: [String?]) -> String {
        var json = CanonicalJSON()
        json.array(words) { json, word in
            if let word { json.string(word) } else { json.null() }
        }
        return json.text
    }

    /// Words by name; most are none.
    static func encode(_ words: [String: String]) -> String {
        var json = CanonicalJSON()
        json.words(words)
        return json.text
    }

    /// A value read back.
    static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from text: String) throws -> Value {
        try decoder.decode(type, from: Data(text.utf8))
    }
}
