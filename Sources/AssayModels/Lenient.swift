/// A field that counts as not stated where it is of another type than documented.
///
/// Endpoints differ in what surrounds an answer; none of it is worth losing the answer for.
struct Lenient<Value: Decodable>: Decodable {
    let value: Value?

    init(from decoder: any Decoder) {
        // What is lost is a field of a wrong type, which is the meaning of this type.
        value = try? Value(from: decoder)
    }
}

extension Lenient: Sendable where Value: Sendable {}

extension KeyedDecodingContainer {
    /// The value of a field; nil where it is absent, null or of another type.
    func lenient<Value: Decodable>(_ key: Key, as type: Value.Type = Value.self) throws -> Value? {
        try decodeIfPresent(Lenient<Value>.self, forKey: key)?.value
    }
}

/// A string, or an integer written as one: providers give codes both ways.
struct Code: Decodable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            text = try container.decode(String.self)
        } catch {
            text = String(try container.decode(Int.self))
        }
    }

    /// The text where it is a short code and nothing else; a provider's own words may quote the prompt.
    var safe: String? { Self.safe(text) }

    /// A text of at most 64 letters, digits, `_`, `-` and `.`; nil for any other.
    static func safe(_ text: String) -> String? {
        let isSafe = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        return isSafe && (1...64).contains(text.utf8.count) ? text : nil
    }
}

/// What a filter says about one category.
struct FilterResult: Decodable, Sendable {
    let isFiltered: Bool

    private enum CodingKeys: String, CodingKey {
        case filtered
    }

    init(from decoder: any Decoder) throws {
        isFiltered = try decoder.container(keyedBy: CodingKeys.self).lenient(.filtered) ?? false
    }

    /// The categories that were filtered, not only detected, in alphabetical order.
    static func filtered(_ results: [String: Lenient<FilterResult>]) -> [String] {
        results.filter { $0.value.value?.isFiltered == true }.keys.compactMap(Code.safe).sorted()
    }
}
