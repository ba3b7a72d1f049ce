public import AssayCore
import GRDB

/// What was sealed: the figures of a manifest.
public struct SealedPlan: Sendable, Hashable {
    /// SHA-256 over the digests of the planned samples in order of their ids.
    public let digest: Digest
    /// Samples planned.
    public let samples: Int
    /// Samples that were added.
    public let available: Int
}

/// The order of a run, and which samples a limit leaves in it.
///
/// Within a stratum samples are ordered by a hash of seed and id. Over the strata each sample stands at
/// (rank - 1/2) / (samples planned in its stratum), ties by hash: any prefix of the order has nearly the run's own
/// proportions. SQLite does the sorting, so memory does not depend on the texts.
struct RunPlan {
    let seed: Int
    let limit: Int?

    /// Orders the samples of a draft within its caller's transaction.
    func seal(_ database: Database) throws -> SealedPlan {
        let available = try Int.fetchOne(database, sql: "SELECT count(*) FROM sample") ?? 0
        try plan(database)
        try order(database)
        if try database.makeStatement(sql: "SELECT 1 FROM sample WHERE ordinal < 0").isNotEmpty() {
            try removeUnplanned(database)
        }
        try cluster(database)
        try database.execute(sql: "DROP TABLE draft; DROP TABLE temp.quota; DROP TABLE temp.shared")
        let (digest, samples) = try Self.datasetDigest(database)
        return SealedPlan(digest: digest, samples: samples, available: available)
    }

    /// SHA-256 over the digests of the samples, 64 characters each, in order of the ids; and the number of samples.
    static func datasetDigest(_ database: Database) throws -> (Digest, samples: Int) {
        var accumulator = Digest.Accumulator()
        var samples = 0
        let digests = try String.fetchCursor(database, sql: "SELECT digest FROM sample ORDER BY id")
        while let digest = try digests.next() {
            accumulator.update(digest.utf8)
            samples += 1
        }
        return (accumulator.finish(), samples)
    }

    private func plan(_ database: Database) throws {
        let rows = try Row.fetchAll(database, sql: "SELECT stratum, count(*) FROM sample GROUP BY stratum")
        let quotas = Quotas(of: rows.map { .init(name: $0[0], size: $0[1]) }, limit: limit)
        try database.execute(
            sql: "CREATE TEMP TABLE quota (stratum TEXT PRIMARY KEY, planned INTEGER, weight REAL) WITHOUT ROWID")
        for row in rows {
            let (name, size): (String, Int) = (row[0], row[1])
            guard let planned = quotas.planned[name] else { continue }
            try database.execute(
                sql: "INSERT INTO temp.quota VALUES (?, ?, ?)",
                arguments: [name, planned, Double(size) / Double(planned)])
        }
    }

    private func order(_ database: Database) throws {
        let seed = UInt64(bitPattern: Int64(seed))
        let hash = DatabaseFunction("stable_hash", argumentCount: 1, pure: true) { values in
            let id = String.fromDatabaseValue(values[0]) ?? ""
            // The top bit is turned, so that SQLite's signed order is the hash's unsigned one.
            return Int64(bitPattern: StableHash(of: id, seed: seed).mixed ^ (1 << 63))
        }
        database.add(function: hash)
        defer { database.remove(function: hash) }
        try database.execute(
            sql: """
                WITH hashed AS MATERIALIZED (
                  SELECT number, id, stratum, stable_hash(id) AS hash FROM sample
                ), ranked AS (
                  SELECT number, id, stratum, hash, row_number() OVER (PARTITION BY stratum ORDER BY hash, id) AS rank
                  FROM hashed
                ), placed AS (
                  SELECT number, weight,
                    row_number() OVER (ORDER BY (2 * rank - 1.0) / (2 * planned), hash, id) AS ordinal
                  FROM ranked JOIN temp.quota USING (stratum) WHERE rank <= planned
                )
                UPDATE sample SET ordinal = placed.ordinal, cluster = placed.ordinal, weight = placed.weight
                FROM placed WHERE placed.number = sample.number
                """)
    }

    private func removeUnplanned(_ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM sample WHERE ordinal < 0;
                DELETE FROM media WHERE digest NOT IN (
                  SELECT json_extract(part.value, '$.digest') FROM sample, json_each(sample.content) AS part
                  WHERE json_extract(part.value, '$.digest') IS NOT NULL)
                """)
    }

    /// Only keys that several samples have are read, under short names: memory grows by a few bytes a sample.
    private func cluster(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TEMP TABLE shared (key TEXT PRIMARY KEY, name INTEGER) WITHOUT ROWID;
                INSERT INTO temp.shared SELECT key, row_number() OVER () FROM draft JOIN sample USING (number)
                  GROUP BY key HAVING count(*) > 1
                """)
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT ordinal, json_group_array(CAST(name AS TEXT))
                FROM draft JOIN temp.shared USING (key) JOIN sample USING (number)
                GROUP BY ordinal ORDER BY ordinal
                """)
        var clusters = Clusters()
        var last = 0
        while let row = try rows.next() {
            let ordinal: Int = row[0]
            // Those in between share nothing, and are their own clusters already.
            for _ in (last + 1)..<ordinal { clusters.append(keys: []) }
            clusters.append(keys: try JSONText.decode(from: row[1]))
            last = ordinal
        }
        let statement = try database.makeStatement(sql: "UPDATE sample SET cluster = ? WHERE ordinal = ?")
        for (index, first) in clusters.finish().enumerated() where first != index {
            try statement.execute(arguments: [first + 1, index + 1])
        }
    }
}

extension Statement {
    /// Whether the query finds anything.
    fileprivate func isNotEmpty() throws -> Bool {
        try Row.fetchOne(self) != nil
    }
}
