/// A table for a terminal: aligned columns, two spaces apart, cells that wrap where the width asks for it.
///
/// Every cell is made printable, so a table may be given names that no one has checked.
public struct TextTable: Sendable {
    /// To which side of a column its cells lean.
    public enum Alignment: Sendable {
        /// Words.
        case left
        /// Numbers.
        case right
    }

    /// One column.
    public struct Column: Sendable {
        /// Its heading; a line break in it is kept.
        public let title: String
        /// To which side its cells lean.
        public let alignment: Alignment
        /// Whether it may get narrower than its cells, which then wrap.
        public let wraps: Bool

        /// A column of words that stay on one line, unless told otherwise.
        public init(_ title: String, _ alignment: Alignment = .left, wraps: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.wraps = wraps
        }
    }

    private enum Row {
        case cells([[String]])
        case heading(String)
        case remark(String)
    }

    private static let gap = 2
    private static let leastWidth = 8
    private let columns: [Column]
    private var rows: [Row] = []

    /// A table without rows.
    public init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row with one cell for each column; a line break in a cell is kept.
    public mutating func append(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row has one cell for each column")
        rows.append(.cells(cells.map(Self.lines)))
    }

    /// Adds a line that stands over the rows that follow.
    public mutating func append(heading: String) {
        rows.append(.heading(heading.printable))
    }

    /// Adds a line about the row before it.
    public mutating func append(remark: String) {
        rows.append(.remark(remark.printable))
    }

    /// Whether no row was added.
    public var isEmpty: Bool { rows.isEmpty }

    /// The columns that the table takes where nothing has to wrap.
    public var naturalWidth: Int {
        naturalWidths.reduce(0, +) + Self.gap * (columns.count - 1)
    }

    /// The table within `width` columns, where its wrapping columns allow it.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - styled: whether signs for bold and dim may be used.
    /// - Returns: lines, each ended by a line break.
    public func render(width: Int, styled: Bool = false) -> String {
        let widths = fitted(to: width)
        var lines: [String] = []
        if columns.contains(where: { !$0.title.isEmpty }) {
            lines += laid(columns.map { Self.lines($0.title) }, widths).map {
                TextStyle.bold.applied(to: $0, styled: styled)
            }
            let rule = zip(columns, widths).map { String(repeating: "-", count: $1) }.joined(separator: "  ")
            lines.append(TextStyle.dim.applied(to: rule, styled: styled))
        }
        for row in rows {
            switch row {
            case .cells(let cells): lines += laid(cells, widths)
            case .heading(let text):
                lines += text.wrapped(to: width).map { TextStyle.bold.applied(to: $0, styled: styled) }
            case .remark(let text):
                lines += text.wrapped(to: width - 4).map { TextStyle.dim.applied(to: "    " + $0, styled: styled) }
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(_ cell: String) -> [String] {
        cell.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
    }

    private var naturalWidths: [Int] {
        var widths = columns.map { Self.lines($0.title).map(\.columns).max() ?? 0 }
        for case .cells(let cells) in rows {
            for (column, lines) in cells.enumerated() {
                for line in lines { widths[column] = max(widths[column], line.columns) }
            }
        }
        return widths
    }

    /// The widths within the line: the widest wrapping column gives way first.
    private func fitted(to width: Int) -> [Int] {
        var widths = naturalWidths
        var excess = naturalWidth - width
        while excess > 0 {
            let open = widths.indices.filter { columns[$0].wraps && widths[$0] > Self.leastWidth }
            guard let widest = open.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func laid(_ cells: [[String]], _ widths: [Int]) -> [String] {
        let wrapped = zip(cells, widths).map { lines, width in
            lines.flatMap { $0.columns <= width ? [$0] : $0.wrapped(to: width) }
        }
        return (0..<(wrapped.map(\.count).max() ?? 0)).map { number in
            let parts = columns.indices.map { column in
                let text = number < wrapped[column].count ? wrapped[column][number] : ""
                return text.padded(to: widths[column], leading: columns[column].alignment == .right)
            }
            let line = parts.joined(separator: String(repeating: " ", count: Self.gap))
            return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
        }
    }
}
