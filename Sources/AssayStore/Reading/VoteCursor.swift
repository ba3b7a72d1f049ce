import AssayCore
import GRDB

/// The votes of a run in the order in which its records are read, record by record.
struct VoteCursor<Label: VerdictLabel> {
    private let rows: RowCursor?
    private let label: (String) throws -> Label
    private var next: Row?

    /// Nothing is read from a file of a program that knew no juries.
    ///
    /// `label`: the label of a stored name.
    init(_ database: Database, label: @escaping (String) throws -> Label) throws {
        self.label = label
        guard try database.tableExists("vote"),
            try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM vote)") ?? false
        else {
            rows = nil
            return
        }
        rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sample.ordinal, trial, question, round, juror, label, reason, rating, carried, contradicts
                FROM sample JOIN vote ON vote.sample = sample.id
                ORDER BY sample.ordinal, trial, question, round, juror
                """)
        next = try rows?.next()
    }

    /// The votes on a record; records are asked for in the order of their samples and trials.
    mutating func votes(onSample ordinal: Int, trial: Int) throws -> [Vote<Label>] {
        var votes: [Vote<Label>] = []
        while let row = next, row[0] == ordinal, row[1] == trial {
            votes.append(try vote(row))
            next = try rows?.next()
        }
        return votes
    }

    private func vote(_ row: Row) throws -> Vote<Label> {
        var ruling = Ruling<Label>.unresolved(.unreadable, isResumable: false)
        if let name = row[5] as String? {
            ruling = .label(try label(name))
        } else if let reason = (row[6] as String?).flatMap(UnjudgedReason.init) {
            ruling = .unresolved(reason, isResumable: false)
        }
        return Vote(
            question: Question(rawValue: row[2]), juror: row[4], round: row[3], ruling: ruling, rating: row[7],
            isCarried: row[8], contradicts: row[9])
    }
}
