import Foundation

/// Documents as JSON: equal ones give equal bytes.
enum JSONText {
    /// A document with its keys sorted, ended by a line break, that steers no terminal.
    static func of(_ document: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        do {
            return escaped(String(decoding: try encoder.encode(document), as: UTF8.self)) + "\n"
        } catch {
            preconditionFailure("a report holds only strings, booleans and finite numbers, which always encode")
        }
    }

    private static func escaped(_ json: String) -> String {
        var text = String.UnicodeScalarView()
        // The line breaks of the layout are the only control characters that an encoder leaves as they are on purpose.
        for scalar in json.unicodeScalars {
            guard scalar != "\n", String.isUnprintable(scalar) else {
                text.append(scalar)
                continue
            }
            for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
                let digits = String(unit, radix: 16)
                text.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
            }
        }
        return String(text)
    }
}
