public import AssayCore
import Foundation
import GRDB

extension RunReader {
    /// Sessions, and what each role cost.
    public func facts() throws(StoreError) -> RunFacts {
        try read { try Self.facts(in: $0) }
    }

    static func facts(in database: Database) throws -> RunFacts {
        var facts = try Self.sessions(in: database)
        facts.retriedUnjudged = try Int.fetchOne(
            database, sql: "SELECT sum(CAST(detail AS INTEGER)) FROM event WHERE name = ?",
            arguments: [RunWriter.retriedUnjudged])
        facts.connections = try Self.connections(in: database)
        facts.blocked = try Self.blocks(in: database)
        facts.jury = try Self.jury(in: database)
        facts.reduction = try Self.reduction(in: database)
        facts.searches = try Self.searches(in: database)
        for role in try Self.roles(in: database) {
            if let cost = try Self.cost(of: role, in: database) { facts.roles[role] = cost }
        }
        return facts
    }

    /// The roles that made a call, in order.
    static func roles(in database: Database) throws -> [Role] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT DISTINCT role, juror FROM reply UNION SELECT DISTINCT role, juror FROM attempt")
        return rows.compactMap { Role(name: $0[0], juror: $0[1]) }.sorted()
    }

    /// Nil where no limit was noted.
    private static func connections(in database: Database) throws -> [RunFacts.ConnectionLimit]? {
        let rows = try Row.fetchAll(
            database, sql: "SELECT at, detail FROM event WHERE name = ? ORDER BY id",
            arguments: [RunWriter.connectionLimit])
        let steps = try rows.map { row in
            let step = try JSONText.decode(ConnectionStep.self, from: row[1])
            return RunFacts.ConnectionLimit(
                endpoint: step.endpoint, at: Date(timeIntervalSince1970: row[0]), limit: step.limit)
        }
        return steps.isEmpty ? nil : steps
    }

    /// Nil where nothing was searched for.
    private static func searches(in database: Database) throws -> RunFacts.Searches? {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*), coalesce(sum(stop_reason IS NOT NULL), 0), coalesce(sum(text = '[]'), 0)
                FROM reply WHERE role = 'retriever'
                """)
        guard let row, row[0] as Int > 0 else { return nil }
        let (all, made): (Int, Int) = (row[0], row[1])
        return RunFacts.Searches(made: made, foundNothing: row[2], failed: all - made)
    }

    private static func sessions(in database: Database) throws -> RunFacts {
        let events = try Row.fetchAll(
            database, sql: "SELECT name, at FROM event WHERE name IN (?, ?) ORDER BY id",
            arguments: [RunWriter.sessionStarted, RunWriter.sessionEnded])
        let starts = events.filter { $0[0] == RunWriter.sessionStarted }
        // Only where the last session ended: a session that was killed has a start alone.
        let end = events.last.flatMap { $0[0] == RunWriter.sessionEnded ? $0 : nil }
        return RunFacts(
            started: starts.first.map { Date(timeIntervalSince1970: $0[1]) },
            finished: end.map { Date(timeIntervalSince1970: $0[1]) }, sessions: starts.count, roles: [:])
    }

    private static func cost(of role: Role, in database: Database) throws -> RunFacts.RoleFacts? {
        let attempts =
            try Int.fetchOne(
                database, sql: "SELECT count(*) FROM attempt WHERE role = ? AND juror = ?",
                arguments: [role.name, role.juror]) ?? 0
        let replies = try Row.fetchAll(
            database,
            sql: """
                SELECT served_by, count(*), coalesce(sum(prompt_tokens), 0), coalesce(sum(answer_tokens), 0),
                  coalesce(sum(stop_reason IS NOT NULL AND prompt_tokens IS NULL), 0),
                  \(try knowsCache(database) ? "cached" : "0") AS from_cache
                FROM reply WHERE role = ? AND juror = ? GROUP BY served_by, from_cache
                """, arguments: [role.name, role.juror])
        guard attempts > 0 || !replies.isEmpty else { return nil }
        var facts = RunFacts.RoleFacts(
            calls: 0, attempts: attempts, promptTokens: 0, answerTokens: 0, repliesWithoutUsage: 0, servedBy: [:],
            dropped: try dropped(by: role, in: database))
        facts.withoutAnswer = try withoutAnswer(by: role, in: database)
        facts.attemptsWithoutReply = try attemptsWithoutReply(by: role, in: database)
        for row in replies {
            facts.calls += row[1] as Int
            if let model = row[0] as String? { facts.servedBy[model, default: 0] += row[1] as Int }
            if row[5] as Bool {
                // Whoever asked has paid for them.
                facts.cached += row[1] as Int
                facts.cachedPromptTokens += row[2] as Int
                facts.cachedAnswerTokens += row[3] as Int
            } else {
                facts.promptTokens += row[2] as Int
                facts.answerTokens += row[3] as Int
                facts.repliesWithoutUsage += row[4] as Int
            }
        }
        if facts.cached > 0 {
            facts.dropped = try Set(facts.dropped).union(droppedBefore(by: role, in: database)).sorted()
        }
        return facts
    }

    /// Nil where every reply with status 200 was an answer, or the file was made before they were counted.
    private static func withoutAnswer(
        by role: Role, in database: Database
    ) throws -> RunFacts.RoleFacts.RepliesWithoutAnswer? {
        guard try database.columns(in: "attempt").contains(where: { $0.name == "prompt_tokens" }) else { return nil }
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*), count(*) - count(prompt_tokens), coalesce(sum(prompt_tokens), 0),
                  coalesce(sum(answer_tokens), 0)
                FROM attempt WHERE role = ? AND juror = ? AND failure IS NOT NULL AND status = 200
                """, arguments: [role.name, role.juror])
        guard let row, row[0] as Int > 0 else { return nil }
        return .init(count: row[0], withoutUsage: row[1], promptTokens: row[2], answerTokens: row[3])
    }

    private static func attemptsWithoutReply(by role: Role, in database: Database) throws -> Int? {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM attempt WHERE role = ? AND juror = ? AND status IS NULL",
            arguments: [role.name, role.juror]
        ).flatMap { $0 > 0 ? $0 : nil }
    }

    /// Whether the file was made by a program that has juries; a reader changes no file.
    static func knowsJuries(_ database: Database) throws -> Bool {
        try database.columns(in: "record").contains { $0.name == "rating" }
    }

    /// Whether the file was made by a program that asks for confidence; a reader changes no file.
    static func knowsConfidence(_ database: Database) throws -> Bool {
        try database.columns(in: "record").contains { $0.name == "confidence" }
    }

    /// Whether the file was made by a program that has a response cache; a reader changes no file.
    static func knowsCache(_ database: Database) throws -> Bool {
        try database.columns(in: "reply").contains { $0.name == "cached" }
    }

    /// What was left out of the requests whose answers came from the cache.
    private static func droppedBefore(by role: Role, in database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT part.value
                FROM (SELECT DISTINCT json_extract(cache_mark, '$.dropped') AS dropped FROM reply
                  WHERE role = ? AND juror = ? AND cached) AS lists,
                  json_each(lists.dropped) AS part
                """, arguments: [role.name, role.juror])
    }

    private static func dropped(by role: Role, in database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT part.value FROM (SELECT DISTINCT dropped FROM attempt WHERE role = ? AND juror = ?) AS lists,
                  json_each(lists.dropped) AS part ORDER BY part.value
                """, arguments: [role.name, role.juror])
    }
}

extension RunWriter {
    /// Sessions, and what each role cost so far.
    public func facts() throws(StoreError) -> RunFacts {
        try expectOpen()
        do {
            return try database.read { try RunReader.facts(in: $0) }
        } catch {
            throw StoreError(error, at: path, writing: false)
        }
    }
}
