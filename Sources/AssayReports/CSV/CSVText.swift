/// Rows as comma-separated values (RFC 4180), made so that a spreadsheet takes no text for a formula.
struct CSVText {
    private(set) var text = ""

    /// One cell.
    enum Cell {
        /// Words, which nobody may have checked.
        case text(String)
        /// A number at full precision; empty where there is none.
        case number(Double?)
    }

    /// Adds a row, ended as RFC 4180 says.
    mutating func append(_ cells: [Cell]) {
        text += cells.map(Self.written).joined(separator: ",") + "\r\n"
    }

    private static func written(_ cell: Cell) -> String {
        switch cell {
        case .number(nil): ""
        case .number(let value?):
            value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
        case .text(let text): quoted(harmless(text))
        }
    }

    /// A text that begins like a formula begins with an apostrophe instead, which spreadsheets take as the sign of a text.
    private static func harmless(_ text: String) -> String {
        let text = text.printable
        guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
        return ["=", "+", "-", "@", "＝", "＋", "－", "＠"].contains(first) ? "'\(text)" : text
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [UInt8(ascii: "\""), UInt8(ascii: ","), 0x0A, 0x0D].contains($0) }) else {
            return text
        }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
