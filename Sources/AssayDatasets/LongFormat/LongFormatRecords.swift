public import AssayCore
public import SystemPackage

/// Long-format records of Chinese SafetyQA: a table in CSV with a row for each value of each answer.
///
/// Columns `question`, `cate`, `mode`, `rag`, `model`, `value_type`, `value`, and `trial` where questions were asked several
/// times; docs/long-format.md states what each may hold. A file may hold many runs, of which one is read; memory holds that
/// one and the digests of its rows.
public struct LongFormatRecords: Sendable {
    private let file: FilePath
    private let choice: RecordChoice

    /// The records in a file, and which of its runs is meant.
    public init(at file: FilePath, choosing choice: RecordChoice = RecordChoice()) {
        self.file = file
        self.choice = choice
    }

    /// What a file holds of one run.
    public struct Contents: Sendable {
        /// The run.
        public let run: RecordedRun
        /// What there is on each question, in the order in which they first stand in the file.
        public internal(set) var questions: [Recorded] = []
        /// How many values there are of each type that is not read, by the type's name.
        public internal(set) var ignored: [String: Int] = [:]
        /// How many rows of the verdicts hold none.
        public internal(set) var verdictsWithoutValue = 0
        /// SHA-256 of the file.
        public internal(set) var digest = Digest(of: [UInt8]())
    }

    /// What there is on one question.
    public struct Recorded: Sendable, Hashable {
        /// The question.
        public let question: String
        /// The row in which it first stands.
        public let row: Int
        /// The category, its levels joined by hyphens.
        public let category: String
        /// The verdicts by trial.
        public internal(set) var verdicts: [Int: String] = [:]
        /// The answers by trial.
        public internal(set) var answers: [Int: String] = [:]
        /// The greatest trial that any row names.
        public internal(set) var trials = 1
    }

    /// Reads the file.
    public func read() throws(DatasetFault) -> Contents {
        let reader = try CSVReader(file)
        guard let headings = try reader.next() else {
            throw DatasetFault(file: file.string, problem: "is empty", remedy: "give a file with records")
        }
        let columns = try LongFormatColumns(headings.fields, in: file.string)
        var gathering = Gathering(file: file)
        while let row = try reader.next() {
            guard row.fields.count == columns.count else {
                throw fault(
                    row, "has \(row.fields.count) fields, the headings \(columns.count)",
                    "a field with a comma, a quote or a line break in it stands in quotes")
            }
            do throws(FieldFault) {
                let value = try LongFormatRow(row.fields, columns)
                try gathering.add(value, row.number, isMeant: choice.includes(value.run))
            } catch {
                throw fault(row, error.problem, "mend the row")
            }
        }
        var contents = try gathering.finish(choice)
        contents.digest = try Self.digest(of: file)
        return contents
    }

    private func fault(_ row: CSVReader.Row, _ problem: String, _ remedy: String) -> DatasetFault {
        let place = row.number == row.line ? "row \(row.number)" : "row \(row.number) (line \(row.line))"
        return DatasetFault(file: file.string, entry: place, problem: problem, remedy: remedy)
    }

    private static func digest(of file: FilePath) throws(DatasetFault) -> Digest {
        let bytes = try ByteStream(file, ifAbsent: "check the name")
        var accumulator = Digest.Accumulator()
        while let piece = try bytes.nextPiece() { piece.withUnsafeBytes { accumulator.update($0) } }
        return accumulator.finish()
    }
}

/// The rows of the run that is meant, as they are read.
private struct Gathering {
    let file: FilePath
    private var contents: LongFormatRecords.Contents?
    private var places: [String: Int] = [:]
    private var seen: [Digest: Int] = [:]
    /// The runs that may be meant, and all others, each with its number of rows.
    private var meant: [RecordedRun: Int] = [:]
    private var others: [RecordedRun: Int] = [:]

    init(file: FilePath) {
        self.file = file
    }

    mutating func add(_ row: LongFormatRow, _ number: Int, isMeant: Bool) throws(FieldFault) {
        guard isMeant else {
            others[row.run, default: 0] += 1
            return
        }
        meant[row.run, default: 0] += 1
        // With a second run the file is refused at its end: what it holds is listed, no longer kept.
        guard meant.count == 1 else {
            contents = nil
            return
        }
        var contents = self.contents ?? LongFormatRecords.Contents(run: row.run)
        self.contents = nil
        defer { self.contents = contents }
        let question = ChineseSafetyQARow.folded(row.question)
        let key = Digest(of: "\(row.key)\u{1F}\(question)")
        if let first = seen[key] {
            throw FieldFault("repeats row \(first): the same question, run and value type")
        }
        seen[key] = number
        let place = places[question] ?? contents.questions.count
        if place == contents.questions.count {
            places[question] = place
            contents.questions.append(.init(question: row.question, row: number, category: row.category))
        }
        guard contents.questions[place].category == row.category else {
            throw FieldFault("'cate' is another than in row \(contents.questions[place].row) for the same question")
        }
        contents.questions[place].trials = max(contents.questions[place].trials, row.trial)
        switch row.value {
        case .verdict(let text):
            contents.questions[place].verdicts[row.trial] = text
            if text == nil { contents.verdictsWithoutValue += 1 }
        case .answer(let text): contents.questions[place].answers[row.trial] = text
        case .other(let type): contents.ignored[type, default: 0] += 1
        }
    }

    /// What was gathered; throws where that is nothing, or more than one run.
    func finish(_ choice: RecordChoice) throws(DatasetFault) -> LongFormatRecords.Contents {
        if meant.count > 1 {
            throw DatasetFault(
                file: file.string, problem: "holds \(meant.count) runs: \(Self.list(meant))",
                remedy: "choose one with --mode, --rag and --target-name")
        }
        guard let contents else {
            guard !others.isEmpty else {
                throw DatasetFault(file: file.string, problem: "holds no record", remedy: "give a file with records")
            }
            throw DatasetFault(
                file: file.string, problem: "holds no record of the run that is named; it holds \(Self.list(others))",
                remedy: "choose one of these with --mode, --rag and --target-name")
        }
        return contents
    }

    private static func list(_ runs: [RecordedRun: Int]) -> String {
        let sorted = runs.sorted { $0.key.description < $1.key.description }
        let shown = sorted.prefix(20).map { "\($0.key.description) (\($0.value) rows)" }.joined(separator: "; ")
        return sorted.count > 20 ? "\(shown); and \(sorted.count - 20) more" : shown
    }
}
