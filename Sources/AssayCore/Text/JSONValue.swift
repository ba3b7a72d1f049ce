/// A JSON text as a tree: for texts whose writers do not keep to a form, such as models and their endpoints.
///
/// A field of another type than expected is simply not there, where a decoder would fail or would have to be told so
/// field by field. A key that stands twice can be seen. Reading a reply of some hundred bytes takes a tenth of the
/// instructions of Foundation's decoder (docs/decisions/0013).
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without fraction and exponent that fits.
    case integer(Int)
    /// Any other number.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// The members in their order, a key that stands twice included.
    case object([Member])

    /// A key with its value.
    public struct Member: Sendable, Hashable {
        /// The key, its escapes undone.
        public let key: String
        /// Its value.
        public let value: JSONValue

        /// A member of an object.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The value of a key of an object, the first where it stands twice; nil where it is absent or null.
    public subscript(key: String) -> JSONValue? {
        guard let value = members?.first(where: { $0.key == key })?.value, value != .null else { return nil }
        return value
    }

    /// The members; nil for anything but an object.
    public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
    /// The elements; nil for anything but a list.
    public var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    /// The text; nil for anything but a string.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The truth value; nil for anything else.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The whole number, also where it is written as 1.0; nil for anything else.
    public var integer: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }
    /// The number, whole or not; nil for anything else.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}

/// Where a text is not JSON.
public struct JSONFault: Error, Sendable, Hashable {
    /// The byte, from 0.
    public let offset: Int
    /// What is wrong there, in our words; never the text itself.
    public let problem: String
}
