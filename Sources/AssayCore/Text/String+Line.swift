import Foundation

extension String {
    /// The text in one line: a space for each run of line breaks.
    public var inOneLine: String {
        split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// The inside of a Markdown fence that is the whole text, else the text; without white space at its ends.
    public var withoutFence: String {
        let text = trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("```"), text.hasSuffix("```"), let firstBreak = text.firstIndex(of: "\n") else {
            return text
        }
        let inner = text[firstBreak...].dropLast(3)
        return inner.contains("```") ? text : inner.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
