import AssayCore
import SystemPackage

/// The rows of one of the two released files, one in memory.
final class ChineseSafetyQARows {
    private enum Source {
        case lines(JSONLinesReader)
        case table(CSVReader, columns: [String])
    }

    private let source: Source
    private var number = 0

    /// Opens a file that ends in `.jsonl` or `.csv`, and reads a table's headings.
    init(_ file: FilePath) throws(DatasetFault) {
        guard file.extension == "csv" else {
            source = .lines(try JSONLinesReader(file))
            return
        }
        let reader = try CSVReader(file)
        guard let headings = try reader.next() else {
            throw DatasetFault(file: file.string, problem: "is empty", remedy: "fetch it again")
        }
        let columns = headings.fields
        for name in ChineseSafetyQARow.fields {
            let count = columns.count { $0 == name }
            guard count == 1 else {
                throw DatasetFault(
                    file: file.string, entry: "headings",
                    problem: "the column '\(name)' \(count == 0 ? "is missing" : "stands twice")",
                    remedy: "fetch the file again")
            }
        }
        source = .table(reader, columns: columns)
    }

    /// The next row by its place; nil at the end.
    func next() throws(DatasetFault) -> (place: String, row: Result<ChineseSafetyQARow, FieldFault>)? {
        switch source {
        case .lines(let reader):
            guard let line = try reader.nextAttempt() else { return nil }
            number += 1
            return (
                place(line.number == number ? nil : "line \(line.number)"),
                row { () throws(FieldFault) in
                    try Self.fields(of: line.value)
                }
            )
        case .table(let reader, let columns):
            guard let attempt = try reader.nextAttempt() else { return nil }
            number += 1
            let line = (try? attempt.row.get()).flatMap { $0.line == number + 1 ? nil : "line \($0.line)" }
            return (
                place(line),
                row { () throws(FieldFault) in
                    try Self.fields(of: try attempt.row.get(), columns)
                }
            )
        }
    }

    /// The row's number as the dataset has it, its id, and the line where that is another.
    private func place(_ line: String?) -> String {
        "row \(number) (\(["q\(number)", line].compactMap(\.self).joined(separator: ", ")))"
    }

    private func row(
        _ fields: () throws(FieldFault) -> [String: String]
    ) -> Result<ChineseSafetyQARow, FieldFault> {
        Result { () throws(FieldFault) in try ChineseSafetyQARow(number: number, fields: try fields()) }
    }

    private static func fields(of line: Result<JSONValue, JSONFault>) throws(FieldFault) -> [String: String] {
        let value: JSONValue
        do throws(JSONFault) {
            value = try line.get()
        } catch {
            throw FieldFault(error.words)
        }
        guard let members = value.members else { throw FieldFault("is not an object") }
        var fields: [String: String] = [:]
        for member in members where ChineseSafetyQARow.fields.contains(member.key) {
            guard let text = member.value.string else { throw FieldFault("'\(member.key)' is not a text") }
            guard fields.updateValue(text, forKey: member.key) == nil else {
                throw FieldFault("'\(member.key)' stands twice")
            }
        }
        return fields
    }

    private static func fields(of row: CSVReader.Row, _ columns: [String]) throws(FieldFault) -> [String: String] {
        guard row.fields.count == columns.count else {
            throw FieldFault("has \(row.fields.count) fields, the headings \(columns.count)")
        }
        return Dictionary(zip(columns, row.fields), uniquingKeysWith: { first, _ in first })
            .filter { ChineseSafetyQARow.fields.contains($0.key) }
    }
}
