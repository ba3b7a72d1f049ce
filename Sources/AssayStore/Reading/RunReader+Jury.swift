public import AssayCore
import Foundation
import GRDB

extension RunReader {
    /// What each seat of a jury took in each round; nil for a run without a jury.
    static func jury(in database: Database) throws -> [RunFacts.JuryPart]? {
        guard try knowsJuries(database) else { return nil }
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT role, juror, round, count(*), coalesce(sum(prompt_tokens), 0), coalesce(sum(answer_tokens), 0)
                FROM reply WHERE role IN ('juror', 'foreman') GROUP BY role, juror, round
                """)
        let votes = try Row.fetchAll(
            database, sql: "SELECT juror, round, count(*) FROM vote GROUP BY juror, round")
        let counts = Dictionary(
            uniqueKeysWithValues: votes.map { row -> ([Int], Int) in ([row[0], row[1]], row[2]) })
        let parts = rows.compactMap { row -> RunFacts.JuryPart? in
            guard let role = Role(name: row[0], juror: row[1]) else { return nil }
            let round: Int = row[2]
            return RunFacts.JuryPart(
                role: role, round: round, calls: row[3], votes: counts[[role.juror, round]] ?? 0, promptTokens: row[4],
                answerTokens: row[5])
        }
        return parts.isEmpty ? nil : parts.sorted { ($0.round, $0.role) < ($1.round, $1.role) }
    }

    /// How a second reduction differs from the first, as a run noted it; nil where none did.
    static func reduction(in database: Database) throws -> RunFacts.Reduction? {
        try String.fetchOne(
            database, sql: "SELECT detail FROM event WHERE name = ? ORDER BY id DESC LIMIT 1",
            arguments: [RunWriter.reducedAgain]
        ).map { try JSONText.decode(RunFacts.Reduction.self, from: $0) }
    }
}

extension RunWriter {
    /// The name of the event by which a run file says how its votes, reduced again, differ from what they gave before.
    static let reducedAgain = "reduced_again"

    /// Notes how stored votes that were reduced again differ from the verdicts that they gave before.
    public func note(_ reduction: RunFacts.Reduction) {
        note(Self.reducedAgain, detail: JSONText.encode(reduction))
    }
}
