/// Writes JSON whose bytes are always the same for the same value: no white space, members in the order in which they come.
///
/// A prompt is written for each call; Foundation's encoder takes ten times as long for it.
public struct CanonicalJSON {
    /// The UTF-8 of what has been written.
    public private(set) var bytes: [UInt8] = []
    /// Whether the next member or element is the first.
    private var isFirst = true

    /// Nothing written yet.
    public init() {}

    /// What has been written.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes an object.
    public mutating func object(_ members: (inout CanonicalJSON) -> Void) {
        nested("{", "}", members)
    }

    /// Writes one member of an object; the name needs no escaping.
    public mutating func member(_ name: StaticString, _ value: (inout CanonicalJSON) -> Void) {
        separate()
        append("\"")
        append(name)
        append("\":")
        value(&self)
    }

    /// Writes one member of an object, its name as a text.
    public mutating func member(named name: String, _ value: (inout CanonicalJSON) -> Void) {
        separate()
        string(name)
        append(":")
        value(&self)
    }

    /// Writes an array.
    public mutating func array<Element>(_ elements: [Element], _ write: (inout CanonicalJSON, Element) -> Void) {
        nested("[", "]") { json in
            for element in elements {
                json.separate()
                write(&json, element)
            }
        }
    }

    /// Writes a text: quotation marks, backslashes and control characters are escaped, everything else stands as it is.
    public mutating func string(_ text: String) {
        var text = text
        append("\"")
        text.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices where Self.needsEscape(utf8[index]) {
                bytes.append(contentsOf: utf8[start..<index])
                escape(utf8[index])
                start = index + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        append("\"")
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x09: append("\\t")
        case 0x0A: append("\\n")
        case 0x0C: append("\\f")
        case 0x0D: append("\\r")
        default:
            append(byte < 0x10 ? "\\u000" : "\\u00")
            bytes += String(byte, radix: 16).utf8
        }
    }

    /// Writes `null`.
    public mutating func null() {
        append("null")
    }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) {
        append(value ? "true" : "false")
    }

    /// Writes a text that is JSON already.
    public mutating func verbatim(_ json: String) {
        bytes += json.utf8
    }

    /// Writes an object of texts, its members in order of their names.
    public mutating func words(_ words: [String: String]) {
        nested("{", "}") { json in
            for (name, word) in words.sorted(by: { $0.key < $1.key }) {
                json.member(named: name) { $0.string(word) }
            }
        }
    }

    /// Writes a whole number.
    public mutating func number(_ value: Int) {
        bytes += String(value).utf8
    }

    /// Writes a number in its shortest form; a whole one without a point.
    ///
    /// - Precondition: the number is finite; JSON has no others.
    public mutating func number(_ value: Double) {
        precondition(value.isFinite, "JSON has no infinities, and parameters are checked where they are read")
        if value == value.rounded(), abs(value) < 1e15 {
            number(Int(value))
        } else {
            bytes += String(value).utf8
        }
    }

    private mutating func nested(
        _ open: StaticString, _ close: StaticString, _ inside: (inout CanonicalJSON) -> Void
    ) {
        append(open)
        isFirst = true
        inside(&self)
        append(close)
        isFirst = false
    }

    private mutating func separate() {
        if !isFirst { append(",") }
        isFirst = false
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes += $0 }
    }
}
