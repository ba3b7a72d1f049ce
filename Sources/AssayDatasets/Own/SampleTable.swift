import AssayCore
import SystemPackage

/// Samples of our own format in CSV: a row a sample, columns by the format's own names.
///
/// `id`, `text`, `image`, `audio`, `language`, `pair`, `target`, `warning`, `reference`, `answer`, `key`, `option.A` and so
/// on, and `group.NAME` for each group. Parts of the content come in the order of their columns; a cell without
/// anything is not there.
final class SampleTable {
    private let reader: CSVReader
    private let columns: [String]

    private static let known = [
        "id", "text", "image", "audio", "language", "pair", "target", "warning", "reference", "answer", "key",
    ]

    init(_ file: FilePath) throws(DatasetFault) {
        reader = try CSVReader(file)
        guard let header = try reader.next() else {
            throw DatasetFault(file: file.string, problem: "holds no sample", remedy: "give a header and a row each")
        }
        columns = header.fields
        func fault(_ problem: String, _ remedy: String) -> DatasetFault {
            DatasetFault(file: file.string, entry: "row 1", problem: problem, remedy: remedy)
        }
        for (number, column) in columns.enumerated() {
            let isKnown =
                Self.known.contains(column) || (column.hasPrefix("group.") && column.count > 6)
                || ChoiceLabel.letters.contains { column == "option.\($0.name)" }
            guard isKnown else {
                throw fault(
                    "column \(number + 1) is none of the format's",
                    "there are \(Self.known.joined(separator: ", ")), option.A, group.NAME")
            }
            guard columns.firstIndex(of: column) == number else {
                throw fault(
                    "columns \((columns.firstIndex(of: column) ?? 0) + 1) and \(number + 1) have one name", "rename one"
                )
            }
        }
        for needed in ["id", "target"] where !columns.contains(needed) {
            throw fault("has no column '\(needed)'", "add it")
        }
    }

    /// The next row by its place; nil at the end.
    func next() throws(DatasetFault) -> (place: String, row: Result<SampleEntry, FieldFault>)? {
        guard let attempt = try reader.nextAttempt() else { return nil }
        do throws(FieldFault) {
            return (attempt.place, .success(try entry(of: try attempt.row.get().fields)))
        } catch {
            return (attempt.place, .failure(error))
        }
    }

    private func entry(of fields: [String]) throws(FieldFault) -> SampleEntry {
        guard fields.count == columns.count else {
            throw FieldFault("has \(fields.count) fields, the header has \(columns.count)")
        }
        let cells = Dictionary(uniqueKeysWithValues: zip(columns, fields)).filter { !$0.value.isEmpty }
        var entry = SampleEntry(
            id: cells["id"] ?? "", target: try Self.target(of: cells),
            language: try SampleEntry.language(cells["language"]), pair: cells["pair"])
        for (column, text) in zip(columns, fields) where !text.isEmpty {
            switch column {
            case "text": entry.parts.append(.text(text))
            case "image": entry.parts.append(.image(text))
            case "audio": entry.parts.append(.audio(text))
            case _ where column.hasPrefix("group."): entry.groups[Group(rawValue: String(column.dropFirst(6)))] = text
            default: break
            }
        }
        try entry.check()
        return entry
    }

    private static func target(of cells: [String: String]) throws(FieldFault) -> Target {
        let kind = cells["target"] ?? ""
        let own = ["safety": ["warning", "reference"], "answer": ["answer"], "choice": ["key"]][kind] ?? []
        for column in ["warning", "reference", "answer", "key"] where cells[column] != nil && !own.contains(column) {
            throw FieldFault("'\(column)' belongs to another target than '\(kind.prefix(20))'")
        }
        switch kind {
        case "safety": return .safety(warning: cells["warning"], reference: cells["reference"])
        case "helpfulness": return .helpfulness
        case "answer":
            guard let answer = cells["answer"] else { throw FieldFault("'answer' is empty") }
            return .answer(answer)
        case "choice":
            var options: [String: String] = [:]
            for letter in ChoiceLabel.letters { options[letter.name] = cells["option.\(letter.name)"] }
            return try .checkedChoice(key: cells["key"] ?? "", options: options)
        default: throw FieldFault("'target' is none of \(SampleFile.targetKinds.joined(separator: ", "))")
        }
    }
}
