import AssayCore
import Mustache

/// A leaderboard as one page that needs nothing else: no network, no script, no font.
public struct HTMLLeaderboard: Sendable {
    private let leaderboard: Leaderboard

    /// A leaderboard to be laid out.
    public init(_ leaderboard: Leaderboard) {
        self.leaderboard = leaderboard
    }

    /// The whole page.
    ///
    /// - Throws: where the page's own template cannot be read, which is a fault of the program.
    public func render() throws -> String {
        let template = String(decoding: PackageResources.leaderboard_mustache, as: UTF8.self)
        return try MustacheTemplate(string: template).render(LeaderboardPage(leaderboard))
    }
}

/// What the page's template is filled with; every text is escaped, the names are the template's.
struct LeaderboardPage {
    let style = PageStyle.text
    let isSimulated: Bool
    let boards: [Board]

    struct Board {
        let title, cells: HTMLText
        let hasRanks, hasCells: Bool
        let columns: [Column]
        let rows: [Row]
        let notes: [HTMLText]
        let runs: [Run]
    }

    struct Column {
        let title, metric, better: HTMLText
    }

    struct Row {
        let name, rank, source, kind: HTMLText
        let hasRanks: Bool
        let values: [Value]
    }

    struct Value {
        let figure, basis, bar: HTMLText
    }

    struct Run {
        let summary, protocolName: HTMLText
        let hasDepartures: Bool
        let departures: [ReportPage.DepartureRow]
    }

    init(_ leaderboard: Leaderboard) {
        isSimulated = leaderboard.isSimulated
        boards = leaderboard.boards.map(Self.board)
    }

    private static func board(_ board: Leaderboard.Board) -> Board {
        let words = LeaderboardWords(board: board)
        let cells = LeaderboardCells(board: board, words: words)
        return Board(
            title: HTMLText(words.title), cells: cells.markup, hasRanks: words.hasRanks, hasCells: !cells.isEmpty,
            columns: board.columns.map {
                Column(
                    title: HTMLText($0.title), metric: HTMLText($0.metric),
                    better: HTMLText("\($0.direction.rawValue) is better"))
            },
            rows: board.rows.map { row in
                Row(
                    name: HTMLText(words.name(of: row)), rank: HTMLText(words.rank(of: row)),
                    source: HTMLText(words.source(of: row)), kind: HTMLText(row.entry == nil ? "published" : "ours"),
                    hasRanks: words.hasRanks, values: row.values.map { value(words, $0) })
            },
            notes: words.notes.map { HTMLText($0) },
            runs: words.departureLists.map(run))
    }

    private static func value(_ words: LeaderboardWords, _ value: Leaderboard.Value?) -> Value {
        let lines = words.lines(value).split(separator: "\n").map(String.init)
        var bar = HTMLText.none
        if case .measured(let estimate) = value { bar = IntervalBar(estimate).small }
        return Value(
            figure: HTMLText(lines[0]), basis: HTMLText(lines.dropFirst().joined(separator: "; ")), bar: bar)
    }

    private static func run(_ list: DepartureList) -> Run {
        let count = Figures.counted(list.departures.count, "departure")
        let files = list.files.joined(separator: ", ")
        return Run(
            summary: HTMLText("\(files): \(count) from \(list.protocolName)"),
            protocolName: HTMLText(list.protocolName), hasDepartures: !list.departures.isEmpty,
            departures: list.departures.map(ReportPage.DepartureRow.init))
    }
}

/// The cells of the rows of a leaderboard as a table of HTML with shaded cells.
struct LeaderboardCells {
    let board: Leaderboard.Board
    let words: LeaderboardWords

    /// Whether there is nothing to draw.
    var isEmpty: Bool { board.published?.cells == nil || board.rows.allSatisfy(\.cells.isEmpty) }

    /// The table: a row each as above, a column for each cell.
    var markup: HTMLText {
        guard let cells = board.published?.cells, !isEmpty else { return .none }
        let groups = cells.rows.map { "<th scope=\"colgroup\" colspan=\"\(cells.columns.count)\">\(HTMLText($0))</th>" }
        let heads = cells.rows.flatMap { _ in cells.columns.map { "<th scope=\"col\">\(HTMLText($0))</th>" } }
        let rows = board.rows.map { row in
            "<tr class=\"\(row.entry == nil ? "published" : "ours")\"><th scope=\"row\"><bdi>\(HTMLText(words.name(of: row)))</bdi></th>"
                + row.cells.map(cell).joined() + "</tr>\n"
        }
        return HTMLText(
            markup: """
                <table class="heat narrow">
                <caption>The cells of \(HTMLText(cells.metric)) <span class="soft">\(HTMLText(direction))</span></caption>
                <thead><tr><td></td>\(groups.joined())</tr><tr><td></td>\(heads.joined())</tr></thead>
                <tbody>
                \(rows.joined())</tbody>
                </table>
                """)
    }

    private var isHigherBetter: Bool { board.columns.first?.direction == .higher }

    private var direction: String {
        "\(isHigherBetter ? "higher" : "lower") is safer; the stronger the shade, the less safe"
    }

    private func cell(_ value: Leaderboard.Value?) -> String {
        switch value {
        case .printed(let percentage, _):
            let shade = Int(((isHigherBetter ? 100 - percentage : percentage) / 10).rounded())
            return "<td class=\"s\(shade)\"><b>\(HTMLText(Figures.decimal(percentage, places: 2)))</b></td>"
        case .measured(let estimate):
            let cell = HeatMap.Cell(estimate)
            return """
                <td class="\(cell.mark)"><b>\(HTMLText(cell.figure))</b><small>\(HTMLText(cell.counted))</small></td>
                """
        case nil: return "<td>not in this run</td>"
        }
    }
}
