public import AssayCore
import GRDB

extension RunWriter {
    /// How this run's verdicts differ from those of the run whose stored votes it reduced again.
    ///
    /// Both files are read side by side in the order of samples, trials and questions, one row at a time.
    public func reduction(beside earlier: RunReader) throws(StoreError) -> RunFacts.Reduction {
        try expectOpen()
        do {
            return try database.read { ours in
                try earlier.read { theirs in
                    var reduction = RunFacts.Reduction(compared: 0, labels: 0, rated: 0, ratings: 0, distance: 0)
                    try Self.pairs(Self.labels, ours, theirs) { one, other in
                        let (one, other): (String, String) = (one, other)
                        reduction.compared += 1
                        if one != other { reduction.labels += 1 }
                    }
                    try Self.pairs(Self.ratings, ours, theirs) { one, other in
                        let (one, other): (Int, Int) = (one, other)
                        reduction.rated += 1
                        if one != other { reduction.ratings += 1 }
                        reduction.distance += abs(one - other)
                    }
                    return reduction
                }
            }
        } catch {
            throw StoreError(error, at: path, writing: false)
        }
    }

    private static let labels =
        "SELECT sample, trial, question, label FROM verdict WHERE label IS NOT NULL ORDER BY sample, trial, question"
    private static let ratings =
        "SELECT sample, trial, '', rating FROM record WHERE rating IS NOT NULL ORDER BY sample, trial"

    /// Hands over what stands at the same place in both.
    private static func pairs<Value: DatabaseValueConvertible>(
        _ sql: String, _ ours: Database, _ theirs: Database, _ take: (Value, Value) -> Void
    ) throws {
        let (first, second) = (try Row.fetchCursor(ours, sql: sql), try Row.fetchCursor(theirs, sql: sql))
        var (one, other) = (try first.next(), try second.next())
        while let left = one, let right = other {
            let (place, beside) = (Place(left), Place(right))
            if place == beside { take(left[3], right[3]) }
            if place <= beside { one = try first.next() }
            if beside <= place { other = try second.next() }
        }
    }

    /// A row's place, in the order in which SQLite sorts: texts by their bytes.
    private struct Place: Comparable {
        private let sample: String
        private let trial: Int
        private let question: String

        init(_ row: Row) {
            (sample, trial, question) = (row[0], row[1], row[2])
        }

        static func < (left: Place, right: Place) -> Bool {
            guard left.sample == right.sample else {
                return left.sample.utf8.lexicographicallyPrecedes(right.sample.utf8)
            }
            guard left.trial == right.trial else { return left.trial < right.trial }
            return left.question.utf8.lexicographicallyPrecedes(right.question.utf8)
        }
    }
}
