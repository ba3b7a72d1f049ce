import AssayCore

/// JSON that is written member by member in the order in which it stands; a key may stand twice, as in bad replies.
enum ReplyJSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([ReplyJSON])
    case object([Member])
    /// Text that is JSON already.
    case verbatim(String)

    struct Member: Sendable, Hashable {
        let key: String
        let value: ReplyJSON
    }

    /// The text as it is sent.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The UTF-8 of the text.
    var bytes: [UInt8] {
        var json = CanonicalJSON()
        write(to: &json)
        return json.bytes
    }

    /// The same object with further members at its end; anything else stays as it is.
    func adding(_ further: KeyValuePairs<String, ReplyJSON>) -> ReplyJSON {
        guard case .object(let members) = self else { return self }
        return .object(members + further.map { Member(key: $0.key, value: $0.value) })
    }

    /// The same object without some members.
    func removing(_ keys: String...) -> ReplyJSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !keys.contains($0.key) })
    }

    /// The same object with another value for a key that it has.
    func replacing(_ key: String, with value: ReplyJSON) -> ReplyJSON {
        guard case .object(let members) = self else { return self }
        return .object(members.map { $0.key == key ? Member(key: key, value: value) : $0 })
    }

    private func write(to json: inout CanonicalJSON) {
        switch self {
        case .null: json.null()
        case .bool(let value): json.bool(value)
        case .integer(let value): json.number(value)
        case .number(let value): json.number(value)
        case .string(let text): json.string(text)
        case .verbatim(let text): json.verbatim(text)
        case .array(let elements): json.array(elements) { $1.write(to: &$0) }
        case .object(let members):
            json.object { json in
                for member in members { json.member(named: member.key) { member.value.write(to: &$0) } }
            }
        }
    }
}

extension ReplyJSON {
    /// A tree that was read.
    init(_ value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .number(let value): .number(value)
            case .string(let text): .string(text)
            case .array(let elements): .array(elements.map { ReplyJSON($0) })
            case .object(let members): .object(members.map { Member(key: $0.key, value: ReplyJSON($0.value)) })
            }
    }

    /// A text, or null where there is none.
    init(_ text: String?) {
        self = text.map { .string($0) } ?? .null
    }
}

extension ReplyJSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(nilLiteral: ()) { self = .null }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(stringLiteral value: String) { self = .string(value) }
    init(arrayLiteral elements: ReplyJSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, ReplyJSON)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
}
