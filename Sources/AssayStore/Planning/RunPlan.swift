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

/// Puts the samples of a draft in the order of the run, and leaves out what a limit leaves out.
struct RunPlan {
    let seed: Int
    let limit: Int?

    /// What is to be written of the order, with the figures that a manifest needs before it is.
    struct Ordered: Sendable {
        let sealed: SealedPlan
        fileprivate let order: RunOrder
    }

    /// Finds the order; the draft stays as it is.
    func order(_ database: Database) throws -> Ordered {
        var strata = Strata()
        var samples: [RunOrder.Sample] = []
        let rows = try Row.fetchCursor(database, sql: "SELECT number, id, stratum FROM sample ORDER BY id")
        while let row = try rows.next() {
            let hash = StableHash(of: row[1] as String, seed: UInt64(bitPattern: Int64(seed))).mixed
            samples.append(.init(number: row[0], hash: hash, stratum: strata.index(of: row[2])))
        }
        let quotas = Quotas(of: strata.all, limit: limit)
        let order = RunOrder(of: samples, sizes: strata.sizes, quotas: strata.all.map { quotas.planned[$0.name] ?? 0 })
        let (digest, planned) = try Self.datasetDigest(database) { order.ordinal(of: $0) != nil }
        return Ordered(
            sealed: SealedPlan(digest: digest, samples: planned, available: samples.count), order: order)
    }

    /// Writes the order into the draft, with clusters and weights; in its caller's transaction.
    static func write(_ ordered: Ordered, in database: Database) throws {
        let order = ordered.order
        let clusters = try clusters(of: order, in: database)
        let statement = try database.makeStatement(
            sql: "UPDATE sample SET ordinal = ?, cluster = ?, weight = ? WHERE number = ?")
        for number in order.numbers {
            guard let ordinal = order.ordinal(of: number) else { continue }
            try statement.execute(arguments: [
                ordinal, clusters[number - 1] > 0 ? Int(clusters[number - 1]) : ordinal, order.weight(of: number),
                number,
            ])
        }
        if ordered.sealed.samples < ordered.sealed.available { try removeUnplanned(database) }
        try database.execute(sql: "DROP TABLE draft")
    }

    /// The strata by their names, in the order in which they are met.
    private struct Strata {
        private var places: [String: Int] = [:]
        private(set) var sizes: [Int] = []

        mutating func index(of name: String) -> Int {
            let place = places[name] ?? sizes.count
            if place == sizes.count {
                places[name] = place
                sizes.append(0)
            }
            sizes[place] += 1
            return place
        }

        /// In the order of their places.
        var all: [Quotas.Stratum] {
            places.sorted { $0.value < $1.value }.map { .init(name: $0.key, size: sizes[$0.value]) }
        }
    }

    /// SHA-256 over the digests of the samples, 64 characters each, in order of the ids; and the number of samples.
    ///
    /// `isPlanned`: by a sample's number in the dataset, whether it is in the run.
    static func datasetDigest(
        _ database: Database, of isPlanned: (Int) -> Bool = { _ in true }
    ) throws -> (Digest, samples: Int) {
        var accumulator = Digest.Accumulator()
        var samples = 0
        let rows = try Row.fetchCursor(database, sql: "SELECT number, digest FROM sample ORDER BY id")
        while let row = try rows.next() {
            guard isPlanned(row[0]) else { continue }
            accumulator.update((row[1] as String).utf8)
            samples += 1
        }
        return (accumulator.finish(), samples)
    }

    private static func removeUnplanned(_ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM sample WHERE ordinal < 0;
                DELETE FROM media WHERE digest NOT IN (
                  SELECT json_extract(part.value, '$.digest') FROM sample, json_each(sample.content) AS part
                  WHERE json_extract(part.value, '$.digest') IS NOT NULL)
                """)
    }

    /// The clusters of samples that share a key with others, by the number of the sample less one: the ordinal of the
    /// first; 0 for a sample that shares nothing.
    ///
    /// Only keys that several samples have are read, under short names: memory grows by a few bytes a sample.
    private static func clusters(of order: RunOrder, in database: Database) throws -> [Int32] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT number, json_group_array(CAST(name AS TEXT)) FROM draft JOIN (
                  SELECT key, row_number() OVER () AS name FROM draft GROUP BY key HAVING count(*) > 1
                ) USING (key)
                GROUP BY number
                """)
        var clusters = Clusters()
        var members: [Int] = []
        while let row = try rows.next() {
            // What the limit left out joins nothing.
            guard order.ordinal(of: row[0]) != nil else { continue }
            clusters.append(keys: try JSONText.decode(from: row[1]))
            members.append(row[0])
        }
        let roots = clusters.finish()
        var first = Array(repeating: Int32.max, count: members.count)
        for (root, number) in zip(roots, members) {
            first[root] = min(first[root], Int32(order.ordinal(of: number) ?? 0))
        }
        var found = Array(repeating: Int32(0), count: order.numbers.count)
        for (root, number) in zip(roots, members) { found[number - 1] = first[root] }
        return found
    }
}
