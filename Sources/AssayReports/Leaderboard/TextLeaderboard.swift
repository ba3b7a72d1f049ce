import AssayCore

/// A leaderboard for a terminal, and in GitHub's Markdown.
public struct TextLeaderboard: Sendable {
    private let leaderboard: Leaderboard
    /// Names up to here stand on one line, also where the other columns then wrap.
    private static let longestName = 24

    /// A leaderboard to be printed.
    public init(_ leaderboard: Leaderboard) {
        self.leaderboard = leaderboard
    }

    /// The tables for a terminal; long cells wrap.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - styled: whether signs for bold and dim may be used.
    /// - Returns: lines, each ended by a line break.
    public func render(width: Int = 100, styled: Bool = false) -> String {
        let parts = leaderboard.boards.flatMap { board in
            let words = LeaderboardWords(board: board)
            let title = TextStyle.bold.applied(to: "Leaderboard: \(words.title)".printable, styled: styled) + "\n"
            var table = TextTable(
                [.init("Model", wraps: words.longestName > Self.longestName)]
                    + board.columns.map { .init(words.heading(of: $0), .right, wraps: true) }
                    + (words.hasRanks ? [.init("Rank of\nruns")] : []) + [.init("From", wraps: true)])
            for row in board.rows { table.append(cells(of: row, words)) }
            var notes = TextTable([.init(""), .init("", wraps: true)])
            for note in words.notes { notes.append(["-", note]) }
            return [title + table.render(width: width, styled: styled)]
                + departures(words).map { $0.render(width: width, styled: styled) } + [notes.render(width: width)]
        }
        return parts.joined(separator: "\n")
    }

    /// The tables in Markdown, ended by a line break.
    public func renderMarkdown() -> String {
        let parts = leaderboard.boards.flatMap { board in
            let words = LeaderboardWords(board: board)
            var table = MarkdownTable(
                [("Model", false)] + board.columns.map { (words.heading(of: $0), true) }
                    + (words.hasRanks ? [("Rank of runs", false)] : []) + [("From", false)])
            for row in board.rows { table.append(cells(of: row, words)) }
            let notes = words.notes.map { "- \(MarkdownTable.plain($0))\n" }.joined()
            let departures = words.departureLists.filter { !$0.departures.isEmpty }.map { list in
                var table = MarkdownTable([(list.title, false), ("Published", false), ("Here", false), ("Why", false)])
                for departure in list.departures { table.append(departure.cells) }
                return table.render()
            }
            return ["## \(MarkdownTable.plain("Leaderboard: \(words.title)"))\n", table.render()] + departures + [notes]
        }
        return parts.joined(separator: "\n")
    }

    private func cells(of row: Leaderboard.Row, _ words: LeaderboardWords) -> [String] {
        [words.name(of: row)] + row.values.map(words.lines) + (words.hasRanks ? [words.rank(of: row)] : [])
            + [words.source(of: row)]
    }

    private func departures(_ words: LeaderboardWords) -> [TextTable] {
        words.departureLists.filter { !$0.departures.isEmpty }.map { list in
            var table = TextTable([
                .init(list.title, wraps: true), .init("Published", wraps: true), .init("Here", wraps: true),
                .init("Why", wraps: true),
            ])
            for departure in list.departures { table.append(departure.cells) }
            return table
        }
    }
}

extension Departure {
    /// Field, published, used, why.
    fileprivate var cells: [String] { [field, published, used, why] }
}
