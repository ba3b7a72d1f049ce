import AssayCore
import Foundation
import GRDB

/// One thing that a run writes while it goes.
enum JournalRow: Sendable {
    /// One HTTP exchange of a call.
    case attempt(Attempt, of: Call)
    /// How a call ended, and when.
    case reply(Result<AssayCore.Response, ModelError>, to: Call, Date)
    /// How a trial ended.
    case record(FinishedRecord)
    /// What befell the run.
    case event(name: String, detail: String, Date)

    /// Whether the row is a reply: what was paid for.
    var isReply: Bool {
        if case .reply = self { true } else { false }
    }

    /// Writes rows in one transaction.
    static func store(_ rows: [JournalRow], in database: Database) throws {
        try database.inTransaction(.immediate) {
            try write(rows, in: database)
            return .commit
        }
    }

    /// Writes rows within its caller's transaction.
    static func write(_ rows: [JournalRow], in database: Database) throws {
        var prompts: Set<Digest> = []
        for row in rows { try row.store(in: database, knowing: &prompts) }
    }

    /// `prompts`: those that this transaction has already put in place.
    private func store(in database: Database, knowing prompts: inout Set<Digest>) throws {
        switch self {
        case .attempt(let attempt, let call):
            try Self.storePrompt(of: call, in: database, knowing: &prompts)
            try Self.store(attempt, of: call, in: database)
        case .reply(let reply, let call, let finished):
            try Self.storePrompt(of: call, in: database, knowing: &prompts)
            try ReplyRow(place: call.place, prompt: call.digest, reply: reply, finished: finished).store(in: database)
        case .record(let record):
            try record.store(in: database)
        case .event(let name, let detail, let at):
            try database.cachedStatement(sql: "INSERT INTO event (at, name, detail) VALUES (?, ?, ?)")
                .execute(arguments: [at.timeIntervalSince1970, name, detail])
        }
    }

    private static func storePrompt(
        of call: Call, in database: Database, knowing prompts: inout Set<Digest>
    ) throws {
        guard prompts.insert(call.digest).inserted else { return }
        try database.cachedStatement(sql: "INSERT OR IGNORE INTO prompt (digest, json) VALUES (?, ?)")
            .execute(arguments: [call.digest.hex, call.promptJSON])
    }

    private static func store(_ attempt: Attempt, of call: Call, in database: Database) throws {
        let place = call.place
        // Bytes of no length reach SQLite as null.
        try database.cachedStatement(
            sql: """
                INSERT INTO attempt (sample, trial, role, juror, round, prompt, number, started_at, elapsed, status,
                  headers, sent, dropped, failure, body, prompt_tokens, answer_tokens)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, x''), ?, ?)
                """
        )
        .execute(arguments: [
            place.sample, place.trial, place.role.name, place.juror, place.round, call.digest.hex,
            attempt.number, attempt.started.timeIntervalSince1970, attempt.elapsed / .seconds(1), attempt.status,
            JSONText.encode(attempt.headers), attempt.sentParameters, JSONText.encode(attempt.dropped),
            attempt.failure.map { JSONText.encode($0) }, Data(attempt.body), attempt.usage?.promptTokens,
            attempt.usage?.answerTokens,
        ])
    }
}

extension FinishedRecord {
    /// Writes the record and its rulings; a stored one is replaced only where a resumed run asks again.
    func store(in database: Database) throws {
        guard try insert(in: database) || replace(in: database) else { return }
        for (question, ruling) in rulings.sorted(by: { $0.key < $1.key }) {
            let (label, reason) = ruling.columns
            try database.cachedStatement(
                sql: "INSERT INTO verdict (sample, trial, question, label, reason) VALUES (?, ?, ?, ?, ?)"
            )
            .execute(arguments: [sample, trial, question.rawValue, label, reason])
        }
        for vote in votes { try store(vote, in: database) }
    }

    /// Writes the record where the trial has none; false where it has one.
    private func insert(in database: Database) throws -> Bool {
        try database.cachedStatement(
            sql: """
                INSERT INTO record (sample, trial, outcome, truncated, resumable, rating, confidence, searches)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (sample, trial) DO NOTHING
                """
        )
        .execute(arguments: [
            sample, trial, outcome.name, isTruncated, isResumable, rating, confidence.map { JSONText.encode($0) },
            searches,
        ])
        return database.changesCount > 0
    }

    /// Writes the record over one that a resumed run asks for again, whose rulings go; false where it is no such one.
    private func replace(in database: Database) throws -> Bool {
        try database.cachedStatement(
            sql: """
                UPDATE record SET outcome = ?, truncated = ?, resumable = ?, rating = ?, confidence = ?, searches = ?
                WHERE sample = ? AND trial = ? AND resumable
                """
        )
        .execute(arguments: [
            outcome.name, isTruncated, isResumable, rating, confidence.map { JSONText.encode($0) }, searches, sample,
            trial,
        ])
        guard database.changesCount > 0 else { return false }
        for table in ["verdict", "vote"] {
            try database.cachedStatement(sql: "DELETE FROM \(table) WHERE sample = ? AND trial = ?")
                .execute(arguments: [sample, trial])
        }
        return true
    }

    private func store(_ vote: StoredVote, in database: Database) throws {
        let (label, reason) = vote.ruling.columns
        try database.cachedStatement(
            sql: """
                INSERT INTO vote (sample, trial, question, round, juror, label, reason, rating, carried, contradicts)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        .execute(arguments: [
            sample, trial, vote.question.rawValue, vote.round, vote.juror, label, reason, vote.rating, vote.isCarried,
            vote.contradicts,
        ])
    }
}
