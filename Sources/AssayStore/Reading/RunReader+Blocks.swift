import AssayCore
import GRDB

extension RunReader {
    /// What the filters of each role's provider stopped, from the stored replies.
    static func blocks(in database: Database) throws -> [Role: BlockFacts] {
        var blocks: [Role: BlockFacts] = [:]
        for role in try roles(in: database) {
            // The index of costs holds the stop reason: only replies that failed or were filtered are looked at.
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT stop_reason IS NULL,
                      coalesce(json_extract(error, '$.blockedInput.categories'), categories), count(*)
                    FROM reply
                    WHERE role = ? AND juror = ? AND (stop_reason = 'filtered'
                      OR (stop_reason IS NULL AND json_type(error, '$.blockedInput') IS NOT NULL))
                    GROUP BY 1, 2
                    """, arguments: [role.name, role.juror])
            guard !rows.isEmpty else { continue }
            var facts = BlockFacts()
            for row in rows {
                let (isInput, categories, count): (Bool, String, Int) = (row[0], row[1], row[2])
                if isInput { facts.input += count } else { facts.output += count }
                for category in try JSONText.decode([String].self, from: categories) {
                    facts.categories[category, default: 0] += count
                }
            }
            blocks[role] = facts
        }
        return blocks
    }
}
