import AssayCore
import SystemPackage

/// Answers and verdicts as records of JSON: a list of objects, or one object a line.
struct MappedRecords {
    private let file: FilePath
    private let columns: ColumnMap

    init(_ file: FilePath, _ columns: ColumnMap) {
        self.file = file
        self.columns = columns
    }

    /// Hands over the elements of a list.
    func read(_ elements: [JSONValue], _ take: (ForeignAnswer) -> Void) throws(DatasetFault) -> ForeignSource {
        var reading: Reading?
        for (index, element) in elements.enumerated() {
            try add(element, "entry \(index + 1)", to: &reading, take)
        }
        return try finish(reading)
    }

    /// Hands over the lines of the file.
    func readLines(_ take: (ForeignAnswer) -> Void) throws(DatasetFault) -> ForeignSource {
        var reading: Reading?
        let lines = try JSONLinesReader(file)
        while let line = try lines.next() { try add(line.value, "line \(line.number)", to: &reading, take) }
        return try finish(reading)
    }

    /// What the first record tells, and whether any verdict has been one of the values.
    private struct Reading {
        let found: FoundColumns
        let values: VerdictValues
        var isKnown = false
    }

    private func add(
        _ record: JSONValue, _ place: String, to reading: inout Reading?, _ take: (ForeignAnswer) -> Void
    ) throws(DatasetFault) {
        guard let members = record.members else {
            throw DatasetFault(file: file.string, entry: place, problem: "is not an object", remedy: "mend it")
        }
        if reading == nil {
            let found = try FoundColumns(columns, among: members.map(\.key), in: file.string)
            reading = Reading(found: found, values: try VerdictValues(columns, column: found.verdict, in: file.string))
        }
        guard let found = reading?.found, let values = reading?.values else { return }
        let verdict = record[found.verdict].flatMap(\.plainText)
        if let verdict, values.safe.union(values.unsafe).contains(ForeignSource.folded(verdict)) {
            reading?.isKnown = true
        }
        let answer = record[found.answer]
        guard answer == nil || answer?.string != nil else {
            throw DatasetFault(
                file: file.string, entry: place, problem: "'\(found.answer.printablePrefix)' is not a text",
                remedy: "name the field that holds the answer with --columns answer=FIELD")
        }
        take(
            ForeignAnswer(
                place: place, sample: found.id.flatMap { record[$0]?.plainText }, text: answer?.string,
                ending: FoundColumns.ending(found.stop.flatMap { record[$0]?.string }),
                verdicts: [VerdictValues.question: verdict]))
    }

    private func finish(_ reading: Reading?) throws(DatasetFault) -> ForeignSource {
        guard let reading else {
            throw DatasetFault(file: file.string, problem: "holds no answers", remedy: "give a file with results")
        }
        guard reading.isKnown else { throw VerdictValues.fault(in: file.string) }
        var source = ForeignSource(.json)
        source.assumed = reading.found.assumed + [reading.values.assumed].compactMap { $0 }
        source.safe = reading.values.safe
        source.unsafe = reading.values.unsafe
        return source
    }
}

extension JSONValue {
    /// A text, a number or a truth value as a text; nil for anything else.
    var plainText: String? {
        switch self {
        case .string(let text): text
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
