import AssayCore
import AssayStore

/// The unfinished records of a run file in the run's order, read a page at a time.
struct Agenda {
    /// One record to ask for.
    struct Item {
        let ordinal: Int
        let sample: Sample
        let trial: Int
    }

    private let file: RunWriter
    private let pageSize: Int
    private var page: [RunWriter.Unfinished] = []
    private var sample = 0
    private var trial = 0
    private var lastOrdinal = 0
    private var isExhausted = false

    init(file: RunWriter, pageSize: Int) {
        self.file = file
        self.pageSize = pageSize
    }

    /// The next record; nil at the end.
    mutating func next() throws -> Item? {
        while sample == page.count || trial == page[sample].trials.count {
            if sample < page.count {
                sample += 1
                trial = 0
            }
            if sample == page.count, try !turn() { return nil }
        }
        defer { trial += 1 }
        return Item(ordinal: page[sample].ordinal, sample: page[sample].sample, trial: page[sample].trials[trial])
    }

    private mutating func turn() throws -> Bool {
        guard !isExhausted else { return false }
        page = try file.unfinished(after: lastOrdinal, limit: pageSize)
        (sample, trial) = (0, 0)
        guard let last = page.last else {
            isExhausted = true
            return false
        }
        lastOrdinal = last.ordinal
        return true
    }
}
