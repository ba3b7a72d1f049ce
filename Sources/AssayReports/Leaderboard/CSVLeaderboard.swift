import AssayCore

/// A leaderboard as comma-separated values, one row a value.
///
/// The columns are those of `columns`. Rates are fractions; what a publication does not print is empty.
public struct CSVLeaderboard: Sendable {
    /// The columns in their order.
    public static let columns = [
        "suite", "published_table", "kind", "model", "file", "simulated", "judge", "protocol", "departures_from",
        "departures", "rank_best", "rank_worst", "metric", "group", "value", "numerator", "denominator", "excluded",
        "interval_low", "interval_high", "bounds_low", "bounds_high", "total_is_mean_of_cells",
    ]

    private let leaderboard: Leaderboard

    /// A leaderboard to be written.
    public init(_ leaderboard: Leaderboard) {
        self.leaderboard = leaderboard
    }

    /// A line of headings, then the values.
    public func render() -> String {
        var text = CSVText()
        text.append(Self.columns.map { .text($0) })
        for board in leaderboard.boards {
            let words = LeaderboardWords(board: board)
            for row in board.rows {
                let start = Self.identity(of: row, words)
                for entry in row.labelled(in: board) {
                    let groups = entry.group.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value)" }
                    let label: [CSVText.Cell] = [.text(entry.metric), .text(groups.joined(separator: ";"))]
                    let isTotal = entry.group.isEmpty && entry.metric == board.columns.first?.metric
                    text.append(start + label + Self.cells(of: entry.value) + [Self.mark(row, board, isTotal)])
                }
            }
        }
        return text.text
    }

    private static func identity(of row: Leaderboard.Row, _ words: LeaderboardWords) -> [CSVText.Cell] {
        let entry = row.entry
        let manifest = entry?.run.report.manifest
        return [
            .text(words.board.suite), .text(words.board.published?.name ?? ""),
            .text(entry == nil ? "published" : "run"), .text(row.model), .text(entry?.run.file ?? ""),
            .text(row.isSimulated ? "yes" : "no"), .text(manifest?.judgeName ?? ""),
            .text(manifest?.protocolUse.name ?? ""), .text(entry.map(words.protocolName) ?? ""),
            .number(entry.map { Double(words.departures(of: $0).count) }),
            .number(row.rank.map { Double($0.lowerBound) }), .number(row.rank.map { Double($0.upperBound) }),
        ]
    }

    private static func cells(of value: Leaderboard.Value) -> [CSVText.Cell] {
        guard case .measured(let estimate) = value else {
            return [.number(value.number)] + Array(repeating: .number(nil), count: 7)
        }
        return [
            .number(estimate.value), .number(estimate.numerator), .number(estimate.denominator),
            .number(Double(estimate.excluded)), .number(estimate.interval?.low), .number(estimate.interval?.high),
            .number(estimate.bounds?.low), .number(estimate.bounds?.high),
        ]
    }

    private static func mark(_ row: Leaderboard.Row, _ board: Leaderboard.Board, _ isTotal: Bool) -> CSVText.Cell {
        guard isTotal, row.entry == nil, board.published?.cells?.headlineIsMean == true else { return .text("") }
        return .text(row.meanOfCells == nil ? "yes" : "no")
    }
}
