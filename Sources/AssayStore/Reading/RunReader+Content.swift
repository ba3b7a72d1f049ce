import AssayCore
import Foundation
import GRDB
import SystemPackage

extension RunReader {
    /// Hands over every sample with its prompts, answers and verdicts in the order of the run; one sample is in memory.
    ///
    /// - Parameter take: whether to go on.
    /// - Throws: where the file cannot be read.
    public func contents(_ take: (SampleContent) -> Bool) throws(StoreError) {
        try read { database in
            let confidence = try Self.knowsConfidence(database) ? "confidence" : "NULL"
            let records = "SELECT trial, outcome, truncated, \(confidence) FROM record WHERE sample = ? ORDER BY trial"
            let rows = try Row.fetchCursor(
                database, sql: "SELECT \(SampleRow.columns) FROM sample ORDER BY ordinal")
            while let row = try rows.next() {
                guard
                    let sample = try SampleRow(row).sample(media: { try Media.stored($0, in: database) })
                else {
                    throw StoreError.unreadableRow(path.string, table: "sample", key: row[0])
                }
                guard take(SampleContent(sample: sample, trials: try trials(of: sample.id, by: records, in: database)))
                else {
                    return
                }
            }
        }
    }

    private func trials(
        of sample: String, by records: String, in database: Database
    ) throws -> [SampleContent.Trial] {
        var calls: [Int: [SampleContent.Call]] = [:]
        for row in try Row.fetchCursor(database.cachedStatement(sql: Self.replies), arguments: [sample]).elements() {
            guard let role = Role(name: row[1], juror: row[5]) else { continue }
            calls[row[0], default: []].append(
                .init(
                    role: role, round: row[6], prompt: Self.text(row[2]) ?? "", text: Self.text(row[3]),
                    reasoning: Self.text(row[4])))
        }
        var rulings: [Int: [(question: String, label: String)]] = [:]
        for row in try Row.fetchCursor(database.cachedStatement(sql: Self.verdicts), arguments: [sample]).elements() {
            rulings[row[0], default: []].append((question: row[1], label: row[2]))
        }
        var trials: [SampleContent.Trial] = []
        for row in try Row.fetchCursor(database.cachedStatement(sql: records), arguments: [sample]).elements() {
            let number: Int = row[0]
            trials.append(
                .init(
                    number: number, outcome: Outcome(name: row[1]) ?? .pending, isTruncated: row[2],
                    rulings: rulings[number] ?? [],
                    confidence: try Confidence.stored(row[3], of: sample, trial: number, at: path),
                    calls: calls.removeValue(forKey: number) ?? []))
        }
        // Calls of trials that have no record yet.
        for (number, calls) in calls {
            trials.append(.init(number: number, outcome: .pending, isTruncated: false, rulings: [], calls: calls))
        }
        return trials.sorted { $0.number < $1.number }
    }

    /// A text that was cast to bytes, since it may hold a NUL.
    private static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .string(let text): text
        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
        case .null, .int64, .double: nil
        }
    }

    private static let replies = """
        SELECT trial, role, CAST(prompt.json AS BLOB), CAST(text AS BLOB), CAST(reasoning AS BLOB),
          juror, round
        FROM reply JOIN prompt ON prompt.digest = reply.prompt WHERE sample = ? 
        ORDER BY trial,
          CASE role WHEN 'target' THEN 0 WHEN 'retriever' THEN 0 WHEN 'juror' THEN 2 WHEN 'foreman' THEN 3 ELSE 1 END,
          round, juror, reply.id
        """
    private static let verdicts =
        "SELECT trial, question, coalesce(label, reason) FROM verdict WHERE sample = ? ORDER BY trial, question"
}

extension RowCursor {
    /// All rows of one sample.
    fileprivate func elements() throws -> [Row] {
        var rows: [Row] = []
        while let row = try next() { rows.append(row.copy()) }
        return rows
    }
}
