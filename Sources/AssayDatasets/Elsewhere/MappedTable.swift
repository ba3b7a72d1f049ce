import AssayCore
import SystemPackage

/// A table of answers and verdicts in CSV, row by row.
struct MappedTable {
    private let file: FilePath
    private let columns: ColumnMap

    init(_ file: FilePath, _ columns: ColumnMap) {
        self.file = file
        self.columns = columns
    }

    /// Hands over every row.
    func read(_ take: (ForeignAnswer) -> Void) throws(DatasetFault) -> ForeignSource {
        let reader = try CSVReader(file)
        guard let header = try reader.next() else {
            throw DatasetFault(file: file.string, problem: "is empty", remedy: "give a file with results")
        }
        let names = header.fields.map(ForeignSource.folded)
        if names.contains("judgment result"), names.contains("safety rating") {
            return try readSafeBench(reader, header, take)
        }
        let found = try FoundColumns(columns, among: header.fields, in: file.string)
        let values = try VerdictValues(columns, column: found.verdict, in: file.string)
        var source = ForeignSource(.csv)
        source.assumed = found.assumed + [values.assumed].compactMap { $0 }
        source.safe = values.safe
        source.unsafe = values.unsafe
        let places = (
            answer: header.fields.firstIndex(of: found.answer), verdict: header.fields.firstIndex(of: found.verdict),
            id: found.id.flatMap(header.fields.firstIndex), stop: found.stop.flatMap(header.fields.firstIndex)
        )
        var (isKnown, rows) = (false, 0)
        while let row = try reader.next() {
            try check(row, against: header)
            rows += 1
            func cell(_ place: Int?) -> String? { place.map { row.fields[$0] } }
            let verdict = cell(places.verdict).flatMap { ForeignSource.folded($0).isEmpty ? nil : $0 }
            isKnown =
                isKnown || verdict.map { values.safe.union(values.unsafe).contains(ForeignSource.folded($0)) } == true
            take(
                ForeignAnswer(
                    place: "row \(row.number)", sample: cell(places.id), text: cell(places.answer),
                    ending: FoundColumns.ending(cell(places.stop)), verdicts: [VerdictValues.question: verdict]))
        }
        // A file without rows is said to be one by whoever counts them.
        guard isKnown || rows == 0 else { throw VerdictValues.fault(in: file.string) }
        return source
    }

    /// The columns that SafeBench's script writes; the answer stands beside them where someone put it there.
    private func readSafeBench(
        _ reader: CSVReader, _ header: CSVReader.Row, _ take: (ForeignAnswer) -> Void
    ) throws(DatasetFault) -> ForeignSource {
        let names = header.fields.map(ForeignSource.folded)
        let wanted = columns.answer.map { [ForeignSource.folded($0)] } ?? FoundColumns.answers
        guard let verdict = names.firstIndex(of: "judgment result"),
            let answer = wanted.lazy.compactMap(names.firstIndex).first
        else {
            throw DatasetFault(
                file: file.string, problem: "has SafeBench's verdicts, but no column with the answers",
                remedy: "put the answers beside them and name the column with --columns answer=COLUMN")
        }
        while let row = try reader.next() {
            try check(row, against: header)
            let text = row.fields[verdict]
            take(
                ForeignAnswer(
                    place: "row \(row.number)", sample: nil, text: row.fields[answer],
                    verdicts: [VerdictValues.question: ForeignSource.folded(text).isEmpty ? nil : text]))
        }
        var source = ForeignSource(.safebench)
        source.assumed = ["The column '\(header.fields[answer].printablePrefix)' holds the answers."]
        return source
    }

    private func check(_ row: CSVReader.Row, against header: CSVReader.Row) throws(DatasetFault) {
        guard row.fields.count == header.fields.count else {
            throw DatasetFault(
                file: file.string, entry: "row \(row.number) (line \(row.line))",
                problem: "has \(row.fields.count) fields where the first row has \(header.fields.count)",
                remedy: "mend the row; commas and line breaks inside a field need quotes")
        }
    }
}

extension String {
    /// A column's name as it may stand in a line: without control characters and of bounded length.
    var printablePrefix: String {
        String(prefix(60).map { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } ? "?" : $0 })
    }
}
