import AssayCore

/// A leaderboard as JSON, `assay.leaderboard/1`: equal leaderboards give equal bytes.
///
/// The keys are listed in docs/leaderboard.md.
public struct JSONLeaderboard: Sendable {
    /// The value of the key `format`.
    public static let format = "assay.leaderboard/1"
    private let leaderboard: Leaderboard

    /// A leaderboard to be written.
    public init(_ leaderboard: Leaderboard) {
        self.leaderboard = leaderboard
    }

    /// The whole leaderboard, keys sorted, ended by a line break.
    public func render() -> String {
        JSONText.of(Document(boards: leaderboard.boards.map(Board.init)))
    }

    private struct Document: Encodable {
        let format = JSONLeaderboard.format
        let boards: [Board]
    }

    private struct Board: Encodable {
        let suite: String
        let published: Published?
        let sorted_by: String
        let columns: [Column]
        let rows: [Row]
        let notes: [String]

        init(_ board: Leaderboard.Board) {
            let words = LeaderboardWords(board: board)
            suite = board.suite
            published = board.published.map(Published.init)
            sorted_by = board.sortedBy
            columns = board.columns.map {
                Column(metric: $0.metric, title: $0.title, direction: $0.direction, estimator: $0.estimator)
            }
            rows = board.rows.map { Row($0, words) }
            notes = words.notes
        }
    }

    private struct Published: Encodable {
        let name, title, source, protocolName: String
        let known: [String]

        init(_ table: PublishedTable) {
            name = table.name
            title = table.title
            source = table.source
            protocolName = table.protocolName
            known = table.known
        }

        enum CodingKeys: String, CodingKey {
            case name, title, source, protocolName = "protocol", known
        }
    }

    private struct Column: Encodable {
        let metric, title: String
        let direction: Estimate.Direction
        let estimator: String?
    }

    private struct Row: Encodable {
        let kind, model: String
        let file, judge, departures_from: String?
        let simulated: Bool
        let protocolUse: Manifest.ProtocolUse?
        let departures: [Departure]?
        let rank: Rank?
        let mean_of_cells: Double?
        let values: [Value]

        init(_ row: Leaderboard.Row, _ words: LeaderboardWords) {
            let entry = row.entry
            let manifest = entry?.run.report.manifest
            kind = entry == nil ? "published" : "run"
            model = row.model
            file = entry?.run.file
            judge = manifest?.judgeName
            departures_from = entry.map(words.protocolName)
            departures = entry.map(words.departures)
            simulated = row.isSimulated
            protocolUse = manifest?.protocolUse
            let ranked = words.board.rows.count { $0.rank != nil }
            rank = row.rank.map { Rank(best: $0.lowerBound, worst: $0.upperBound, of: ranked) }
            mean_of_cells = row.meanOfCells.map { $0 / 100 }
            values = row.labelled(in: words.board).map { Value(metric: $0.metric, group: $0.group, value: $0.value) }
        }

        enum CodingKeys: String, CodingKey {
            case kind, model, file, judge, departures_from, simulated, protocolUse = "protocol", departures, rank
            case mean_of_cells, values
        }
    }

    private struct Rank: Encodable {
        let best, worst, of: Int
    }

    /// A value of a run is written as in a report; a printed one with the number as printed.
    private struct Value: Encodable {
        let metric: String
        let group: [Group: String]
        let value: Leaderboard.Value

        enum CodingKeys: String, CodingKey { case name, value, printed, group }

        func encode(to encoder: any Encoder) throws {
            switch value {
            case .measured(let estimate): try JSONMetric(estimate).encode(to: encoder)
            case .printed(let number, let scale):
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(metric, forKey: .name)
                try container.encode(number / scale.points, forKey: .value)
                try container.encode(number, forKey: .printed)
                try container.encode(group, forKey: .group)
            }
        }
    }
}

extension Leaderboard.Row {
    /// The values that there are, the whole first, then the cells of the published table.
    func labelled(
        in board: Leaderboard.Board
    ) -> [(metric: String, group: [Group: String], value: Leaderboard.Value)] {
        let whole = zip(board.columns, values).compactMap { column, value in
            value.map { (metric: column.metric, group: [Group: String](), value: $0) }
        }
        guard let table = board.published?.cells else { return whole }
        return whole
            + zip(table.groups, cells).compactMap { group, value in
                value.map { (metric: table.metric, group: group, value: $0) }
            }
    }
}
