import AssayCore

/// Reads a flat dictionary of texts as Python writes it, `{'A': 'text', "B": "it's"}`, or as JSON does.
///
/// Texts stand between single or double quotation marks with Python's escapes; prefixes, joined texts and values of other
/// kinds are refused. One malformation is mended, and said: a value that ends with a quotation mark but does not begin with
/// one, `'B': text', ...`, reaches from its first character to the quotation mark before the next comma or the end.
struct PythonDictionary {
    /// How the text could be read.
    enum Form: Sendable, Hashable {
        /// As JSON.
        case json
        /// As Python's.
        case python
        /// As Python's, with a value's first quotation mark put in.
        case repaired
    }

    /// The members in their order.
    private(set) var members: [(key: String, value: String)] = []
    private(set) var form = Form.python

    private let scalars: [Unicode.Scalar]
    private var position = 0

    /// The most bytes that a text may have; those of options have some hundreds.
    private static let sizeLimit = 1 << 16

    /// Reads a whole text: as JSON, or else as Python's.
    static func read(_ text: String) throws(FieldFault) -> PythonDictionary {
        guard text.utf8.count <= sizeLimit else { throw FieldFault("'options' has more than \(sizeLimit >> 10) KiB") }
        var dictionary = PythonDictionary(scalars: Array(text.unicodeScalars))
        if let members = (try? JSONValue(text.utf8))?.members {
            dictionary.form = .json
            for member in members {
                guard let value = member.value.string else {
                    throw FieldFault("'options' holds a value that is no text")
                }
                dictionary.members.append((member.key, value))
            }
            return dictionary
        }
        try dictionary.readAll()
        return dictionary
    }

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    private mutating func readAll() throws(FieldFault) {
        guard skips("{") else { throw fault("a brace is expected") }
        while !skips("}") {
            guard let mark = quotationMark else { throw fault("a key in quotation marks is expected") }
            let key = try quoted(by: mark)
            guard skips(":") else { throw fault("a colon is expected") }
            members.append((key, try value()))
            guard skips(",") || next == "}" else { throw fault("a comma or the end is expected") }
        }
        skipSpace()
        guard position == scalars.count else { throw fault("something follows the end") }
    }

    private mutating func value() throws(FieldFault) -> String {
        skipSpace()
        if let mark = quotationMark { return try quoted(by: mark) }
        return try withoutFirstMark()
    }

    /// A value whose first quotation mark is missing, up to the mark that a comma or the end follows.
    private mutating func withoutFirstMark() throws(FieldFault) -> String {
        let start = position
        while position < scalars.count {
            let scalar = scalars[position]
            // A value that is another kind, such as a number or a list, has none before its comma.
            guard !",{}[]\n".unicodeScalars.contains(scalar) else { break }
            if scalar == "'" || scalar == "\"" {
                let text = String(String.UnicodeScalarView(scalars[start..<position]))
                position += 1
                guard next == "," || next == "}", !text.isEmpty else { break }
                form = .repaired
                return text
            }
            position += 1
        }
        position = start
        throw fault("a value in quotation marks is expected")
    }

    private mutating func quoted(by mark: Unicode.Scalar) throws(FieldFault) -> String {
        position += 1
        var text = String.UnicodeScalarView()
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if scalar == mark { return String(text) }
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            try escape(into: &text)
        }
        throw fault("a text does not end")
    }

    private mutating func escape(into text: inout String.UnicodeScalarView) throws(FieldFault) {
        guard position < scalars.count else { throw fault("a text does not end") }
        let scalar = scalars[position]
        position += 1
        switch scalar {
        case "\\", "'", "\"": text.append(scalar)
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "x": text.append(try code(digits: 2))
        case "u": text.append(try code(digits: 4))
        case "U": text.append(try code(digits: 8))
        default: throw fault("there is no such escape")
        }
    }

    private mutating func code(digits: Int) throws(FieldFault) -> Unicode.Scalar {
        let end = position + digits
        guard end <= scalars.count else { throw fault("a text does not end") }
        let hex = String(String.UnicodeScalarView(scalars[position..<end]))
        guard hex.allSatisfy(\.isHexDigit), let value = UInt32(hex, radix: 16), let scalar = Unicode.Scalar(value)
        else {
            throw fault("there is no such escape")
        }
        position = end
        return scalar
    }

    /// The quotation mark that comes next; nil where something else does.
    private var quotationMark: Unicode.Scalar? {
        mutating get {
            guard let next, next == "'" || next == "\"" else { return nil }
            return next
        }
    }

    /// What comes next behind white space.
    private var next: Unicode.Scalar? {
        mutating get {
            skipSpace()
            return position < scalars.count ? scalars[position] : nil
        }
    }

    private mutating func skips(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    }

    private func fault(_ problem: String) -> FieldFault {
        FieldFault("'options' is neither a Python dictionary nor JSON (character \(position + 1): \(problem))")
    }
}
