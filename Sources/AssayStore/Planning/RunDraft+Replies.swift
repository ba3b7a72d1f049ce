public import AssayCore
import Foundation
import GRDB

extension RunDraft {
    /// Adds replies that were made before the run, after `seal` and before `publish`.
    ///
    /// `replies`: each with its place, and a prompt that says where it comes from.
    public func keep(
        _ replies: [(reply: Result<AssayCore.Response, ModelError>, call: Call)]
    ) throws(StoreError) {
        hasReplies = true
        let rows = replies.map { JournalRow.reply($0.reply, to: $0.call, Date()) }
        try perform { try JournalRow.store(rows, in: $0) }
    }

    /// Whose replies are taken over from another run.
    public enum RolesTaken: Sendable {
        /// Those of the target, and what was searched for it: its answers are ruled on anew.
        case target
        /// Those of every role: the verdicts are read again.
        case all

        fileprivate var condition: String {
            switch self {
            case .target: "role IN ('target', 'retriever')"
            case .all: "TRUE"
            }
        }
    }

    /// Takes over the plan of another run and its replies, with what was asked and what came back.
    ///
    /// The draft has no samples of its own and needs no `seal` any more. The other run's file is only read.
    ///
    /// `source` is the other run; `roles` are those whose replies are taken over.
    public func copy(_ source: RunReader, roles: RolesTaken) throws(StoreError) {
        hasReplies = true
        try perform { draft in
            try draft.inTransaction {
                try source.read { original in
                    for table in ["media", "sample"] { try Self.copy(table, "", from: original, to: draft) }
                    for table in ["reply", "attempt"] {
                        try Self.copy(table, "WHERE \(roles.condition) ORDER BY id", from: original, to: draft)
                    }
                    let used = """
                        WHERE digest IN (SELECT prompt FROM reply WHERE \(roles.condition)
                          UNION SELECT prompt FROM attempt WHERE \(roles.condition))
                        """
                    try Self.copy("prompt", used, from: original, to: draft)
                    // What was given no answer elsewhere has none; what was never asked is not among these.
                    let missing = "WHERE outcome = '\(UnansweredReason.missing.rawValue)'"
                    try Self.copy("record", missing, from: original, to: draft)
                }
                try draft.execute(sql: "DROP TABLE draft")
                return .commit
            }
        }
        markSealed()
    }

    /// Copies rows with every column as it is, one at a time.
    ///
    /// Texts go as bytes: GRDB reads a text up to its first NUL, and a model's text may hold one.
    private static func copy(
        _ table: String, _ condition: String, from original: Database, to draft: Database
    ) throws {
        let columns = try original.columns(in: table)
        let read = columns.map { $0.type == "TEXT" ? "CAST(\($0.name) AS BLOB)" : $0.name }.joined(separator: ", ")
        let places = columns.map { $0.type == "TEXT" ? "CAST(? AS TEXT)" : "?" }.joined(separator: ", ")
        let names = columns.map(\.name).joined(separator: ", ")
        let rows = try Row.fetchCursor(original, sql: "SELECT \(read) FROM \(table) \(condition)")
        let insertion = try draft.makeStatement(sql: "INSERT INTO \(table) (\(names)) VALUES (\(places))")
        while let row = try rows.next() {
            try insertion.execute(arguments: StatementArguments(row.databaseValues))
        }
    }
}
