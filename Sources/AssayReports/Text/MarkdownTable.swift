/// A table in GitHub's Markdown.
///
/// Every cell is made printable and loses whatever Markdown or HTML could make of it.
struct MarkdownTable {
    private let columns: [(title: String, isNumber: Bool)]
    private var rows: [[String]] = []

    /// A table without rows; numbers stand at the right.
    init(_ columns: [(title: String, isNumber: Bool)]) {
        self.columns = columns
    }

    /// Adds a row with one cell for each column; a line break in a cell becomes one of HTML's.
    mutating func append(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row has one cell for each column")
        rows.append(cells)
    }

    /// The table, its last line ended; nothing where it has no rows.
    func render() -> String {
        guard !rows.isEmpty else { return "" }
        let ruler = columns.map { $0.isNumber ? "---:" : "---" }
        let lines = [columns.map { Self.cell($0.title) }, ruler] + rows.map { $0.map(Self.cell) }
        return lines.map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { MarkdownTable.plain(String($0)) }
            .joined(separator: "<br>")
    }

    /// A text that Markdown shows as it is.
    static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "<": plain.append(contentsOf: "&lt;".unicodeScalars)
            case ">": plain.append(contentsOf: "&gt;".unicodeScalars)
            case "&": plain.append(contentsOf: "&amp;".unicodeScalars)
            case "|", "`", "*", "_", "[", "]", "#", "\\", "~", "!", "$", "@":
                plain.append("\\")
                plain.append(scalar)
            default: plain.append(scalar)
            }
        }
        return String(plain)
    }
}
