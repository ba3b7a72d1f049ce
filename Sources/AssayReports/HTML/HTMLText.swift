/// Text that may stand anywhere in a page, in an element or between the quotes of an attribute.
///
/// The template engine's own escaping goes by characters and lets through a `<` that a preceding mark joins to itself
/// (U+0D4E is one); this goes by scalars. The page's values are of this type, so that none can be forgotten.
struct HTMLText: CustomStringConvertible {
    /// The escaped text.
    let description: String

    /// Nothing.
    static let none = HTMLText(markup: "")

    /// Any text, made printable and escaped.
    init(_ text: String) {
        description = Self.escaped(text.printable.unicodeScalars)
    }

    /// A text of many lines: its line breaks and tabs stay, all else is as in a text of one line.
    init(lines text: String) {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let end = line.last == "\r" ? line.dropLast() : line
            let cells = end.split(separator: "\t", omittingEmptySubsequences: false)
            return cells.map { Self.escaped(String($0).printable.unicodeScalars) }.joined(separator: "\t")
        }
        description = lines.joined(separator: "\n")
    }

    private static func escaped(_ scalars: String.UnicodeScalarView) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in scalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// Markup of our own that holds nothing but numbers and our own words.
    init(markup: String) {
        description = markup
    }
}
