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
        var escaped = String.UnicodeScalarView()
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        description = String(escaped)
    }

    /// Markup of our own that holds nothing but numbers and our own words.
    init(markup: String) {
        description = markup
    }
}
