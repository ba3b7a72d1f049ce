public import AssayCore
import GRDB

extension RunReader {
    /// Samples that are one another's translation: of one pair id, one in each of two languages and no third.
    ///
    /// The places are those in `records(labels:)`; in order of the pair ids, byte by byte.
    public func translations(
        from first: Language, to second: Language
    ) throws(StoreError) -> [(pair: String, first: Int, second: Int)] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT pair, max(CASE language WHEN ? THEN place END), max(CASE language WHEN ? THEN place END)
                    FROM (SELECT pair, language, row_number() OVER (ORDER BY ordinal) - 1 AS place FROM sample)
                    WHERE pair IS NOT NULL
                    GROUP BY pair
                    HAVING count(*) = 2 AND sum(language = ?) = 1 AND sum(language = ?) = 1
                    ORDER BY pair
                    """,
                arguments: [first.rawValue, second.rawValue, first.rawValue, second.rawValue])
            var found: [(pair: String, first: Int, second: Int)] = []
            while let row = try rows.next() { found.append((row[0], row[1], row[2])) }
            return found
        }
    }

    /// The samples that alone have their pair id in the run: the pair with the place in `records(labels:)`.
    ///
    /// In order of the pair ids, byte by byte.
    public func pairs() throws(StoreError) -> [(pair: String, index: Int)] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT pair, min(place)
                    FROM (SELECT pair, row_number() OVER (ORDER BY ordinal) - 1 AS place FROM sample)
                    WHERE pair IS NOT NULL GROUP BY pair HAVING count(*) = 1 ORDER BY pair
                    """)
            var found: [(pair: String, index: Int)] = []
            while let row = try rows.next() { found.append((row[0], row[1])) }
            return found
        }
    }
}
