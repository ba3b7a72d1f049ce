extension JSONValue {
    /// Reads a whole text.
    ///
    /// Half of a surrogate pair, which servers leave when a token limit cuts a character, becomes U+FFFD.
    ///
    /// - Parameter bytes: UTF-8, at most 256 levels deep.
    /// - Throws: `JSONFault` where it is not JSON (RFC 8259) or not UTF-8.
    public init(_ bytes: some Sequence<UInt8>) throws(JSONFault) {
        let read = bytes.withContiguousStorageIfAvailable(Self.read) ?? Array(bytes).withUnsafeBufferPointer(Self.read)
        self = try read.get()
    }

    /// Reads a whole text as Python writes it: `NaN`, `Infinity` and `-Infinity`, which JSON has not, become `null`.
    ///
    /// - Parameter bytes: UTF-8, at most 256 levels deep.
    /// - Throws: `JSONFault` where it is not even that.
    public init(fromPython bytes: some Sequence<UInt8>) throws(JSONFault) {
        let read =
            bytes.withContiguousStorageIfAvailable { Self.read($0, takesNaN: true) }
            ?? Array(bytes).withUnsafeBufferPointer { Self.read($0, takesNaN: true) }
        self = try read.get()
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, JSONFault> {
        read(bytes, takesNaN: false)
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, takesNaN: Bool
    ) -> Result<JSONValue, JSONFault> {
        var reader = JSONReader(bytes, takesNaN: takesNaN)
        do throws(JSONFault) {
            return .success(try reader.text())
        } catch {
            return .failure(error)
        }
    }
}

/// Reads JSON from bytes that stay where they are while it reads.
struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0
    private let takesNaN: Bool

    /// Deeper than any reply, and far from the end of the stack.
    private static let greatestDepth = 256

    /// `takesNaN`: whether what Python writes for numbers that are none is taken, as null.
    init(_ bytes: UnsafeBufferPointer<UInt8>, takesNaN: Bool = false) {
        self.bytes = bytes
        self.takesNaN = takesNaN
    }

    /// The one value of the whole text.
    mutating func text() throws(JSONFault) -> JSONValue {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw fault("something follows the value") }
        return value
    }

    private mutating func value() throws(JSONFault) -> JSONValue {
        skipSpace()
        switch try next("a value") {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "N") where takesNaN: return try word("NaN", .null)
        case UInt8(ascii: "I") where takesNaN: return try word("Infinity", .null)
        case UInt8(ascii: "-") where takesNaN && position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "I"):
            return try word("-Infinity", .null)
        default: return try number()
        }
    }

    private mutating func object() throws(JSONFault) -> JSONValue {
        try descend()
        var members: [JSONValue.Member] = []
        if skips(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard try next("a key") == UInt8(ascii: "\"") else { throw fault("a key is expected") }
            let key = try string()
            guard skips(UInt8(ascii: ":")) else { throw fault("a colon is expected") }
            members.append(.init(key: key, value: try value()))
        } while skips(UInt8(ascii: ","))
        guard skips(UInt8(ascii: "}")) else { throw fault("a comma or the end of the object is expected") }
        depth -= 1
        return .object(members)
    }

    private mutating func array() throws(JSONFault) -> JSONValue {
        try descend()
        var elements: [JSONValue] = []
        if skips(UInt8(ascii: "]")) { return .array(elements) }
        repeat { elements.append(try value()) } while skips(UInt8(ascii: ","))
        guard skips(UInt8(ascii: "]")) else { throw fault("a comma or the end of the list is expected") }
        depth -= 1
        return .array(elements)
    }

    /// Steps into an object or a list, past its first byte.
    private mutating func descend() throws(JSONFault) {
        position += 1
        depth += 1
        guard depth <= Self.greatestDepth else { throw fault("it is nested too deeply") }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        let count = word.utf8CodeUnitCount
        guard bytes.count - position >= count,
            (0..<count).allSatisfy({ bytes[position + $0] == word.utf8Start[$0] })
        else { throw fault("a value is expected") }
        position += count
        return value
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = position
        skip(UInt8(ascii: "-"))
        let whole = try digits()
        guard whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else { throw fault("a number begins with 0") }
        var isWhole = true
        if skip(UInt8(ascii: ".")) {
            isWhole = false
            _ = try digits()
        }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            isWhole = false
            if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
            _ = try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw fault("a number is out of range") }
        return .number(number)
    }

    private mutating func digits() throws(JSONFault) -> Int {
        let start = position
        while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] { position += 1 }
        guard position > start else { throw fault("a value is expected") }
        return position - start
    }

    /// A string, from its first quotation mark past its last.
    private mutating func string() throws(JSONFault) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                defer { position += 1 }
                return try valid(UnsafeBufferPointer(rebasing: bytes[start..<position]))
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case ..<0x20: throw fault("a control character stands in a string")
            default: position += 1
            }
        }
        throw fault("a string does not end")
    }

    private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return try text.withUnsafeBufferPointer { text throws(JSONFault) in try valid(text) }
            case UInt8(ascii: "\\"): try escape(into: &text)
            case ..<0x20: throw fault("a control character stands in a string")
            default: text.append(byte)
            }
        }
        throw fault("a string does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
        let byte = try next("an escape")
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += String(Character(try scalar())).utf8
        default: throw fault("there is no such escape")
        }
    }

    /// The scalar of one `\u` escape or of two that are a surrogate pair.
    private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
        let first = try codeUnit()
        guard UTF16.isLeadSurrogate(first), bytes.count - position >= 6, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let end = position
        position += 2
        let second = try codeUnit()
        guard UTF16.isTrailSurrogate(second) else {
            position = end
            return "\u{FFFD}"
        }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func codeUnit() throws(JSONFault) -> UInt16 {
        guard bytes.count - position >= 4 else { throw fault("a string does not end") }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
                throw fault("there is no such escape")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    private func valid(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> String {
        guard let text = String(wellFormed: bytes) else { throw fault("a string is not UTF-8") }
        return text
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// Skips white space and then the byte; false where another stands there.
    private mutating func skips(_ byte: UInt8) -> Bool {
        skipSpace()
        return skip(byte)
    }

    @discardableResult
    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private func next(_ expected: String) throws(JSONFault) -> UInt8 {
        guard position < bytes.count else { throw fault("the text ends where \(expected) is expected") }
        return bytes[position]
    }

    private func fault(_ problem: String) -> JSONFault {
        JSONFault(offset: position, problem: problem)
    }
}
