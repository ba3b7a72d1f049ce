public import AssayCore
import Foundation
public import SystemPackage

/// Answers to SafeBench in its released layout: for each file of queries `text/{k}.csv` a file of answers `{k}.csv`.
///
/// The released scripts join the two by the number of the row. Whether either begins with a heading is decided from the
/// counts; answers that are not as many as the queries are refused, since nobody can say which answer belongs where.
public struct SafeBenchResults: Sendable {
    private let path: FilePath
    private let data: FilePath

    /// The answers in a folder, and the folder of the set that was answered.
    public init(at path: FilePath, beside data: FilePath) {
        self.path = path
        self.data = data
    }

    /// What the folder holds.
    public func read() throws(DatasetFault) -> GivenResults {
        let tables = try SafeBenchTables(at: path, of: "the answers")
        let set = try Self.set(at: data)
        var entries: [GivenResults.Entry] = []
        var ofHeading: [Int] = []
        for (number, rows) in tables.tables {
            let part = try Self.part(number, of: set, answering: tables.file(number))
            let (answers, dropsFirst) = try Self.answers(rows, to: part, in: tables.file(number))
            if dropsFirst { ofHeading.append(number) }
            entries += answers.enumerated().map { place, answer in
                .init(
                    sample: SafeBenchQuery.key(part.subcategory, place + 1, set.folder.edition), answers: [answer])
            }
        }
        var results = GivenResults(
            source: path.lastComponent?.string ?? "", digest: tables.digest, target: nil, entries: entries, dataset: set
        )
        results.notes = set.notes + Self.notes(ofHeading, set, answered: tables.tables.map(\.number))
        return results
    }

    /// The set that was answered, with its pictures where they are there.
    static func set(at data: FilePath) throws(DatasetFault) -> SafeBenchDataset {
        let hasPictures = SafeBenchFolder.found(below: data).map(SafeBenchMedium.picture.isThere) ?? false
        return try SafeBenchDataset(at: data, modality: hasPictures ? .textAndImage : .text)
    }

    /// The queries of a number.
    static func part(
        _ number: Int, of set: SafeBenchDataset, answering file: FilePath
    ) throws(DatasetFault) -> SafeBenchPart {
        guard let part = set.folder.parts.first(where: { $0.number == number }) else {
            throw DatasetFault(
                file: file.string, problem: "text/\(number).csv, whose queries it answers, is not there",
                remedy: "name the set that was answered with --data")
        }
        if let fault = part.fault { throw fault }
        return part
    }

    private static func notes(_ ofHeading: [Int], _ set: SafeBenchDataset, answered: [Int]) -> [String] {
        var notes: [String] = []
        if !ofHeading.isEmpty {
            notes.append(
                "The first row of the answers \(SafeBenchFolder.words(ofHeading)).csv answers the heading of the queries, "
                    + "or is one: it is left out.")
        }
        let absent = set.folder.parts.map(\.number).filter { !answered.contains($0) }
        if !absent.isEmpty {
            notes.append("There are no answers \(SafeBenchFolder.words(absent)).csv: their queries count as missing.")
        }
        return notes
    }

    /// The answers in the order of the queries, and whether a first row was left out.
    private static func answers(
        _ rows: [CSVReader.Row], to part: SafeBenchPart, in file: FilePath
    ) throws(DatasetFault) -> (answers: [String], dropsFirst: Bool) {
        let first = rows[0].fields
        let column = first.map(SafeBenchTables.folded).firstIndex { headings.contains($0) }
        guard first.count == 1 || column != nil else {
            throw DatasetFault(
                file: file.string, entry: "row 1",
                problem: "has \(first.count) fields, and none is a heading of the answers",
                remedy: "give one answer a row, or write 'response' above the column of the answers")
        }
        if let uneven = rows.first(where: { $0.fields.count != first.count }) {
            throw DatasetFault(
                file: file.string, entry: "row \(uneven.number)",
                problem: "has \(uneven.fields.count) fields, the first row \(first.count)",
                remedy: "mend the row; commas and line breaks inside a field need quotes")
        }
        // The released scripts ask the heading of the queries as if it were one, and write an answer to it.
        let dropsFirst = column != nil || (rows.count == part.queries.count + 1 && part.heading.skipsFirst)
        let answers = rows.dropFirst(dropsFirst ? 1 : 0).map { $0.fields[column ?? 0] }
        let (count, wanted) = (answers.count, part.queries.count)
        guard count == wanted else {
            let by = count < wanted ? "\(wanted - count) too few" : "\(count - wanted) too many"
            throw DatasetFault(
                file: file.string,
                problem: "has \(count) answers\(dropsFirst ? " below a heading" : "") to the \(wanted) queries of "
                    + "text/\(part.number).csv\(part.heading.skipsFirst ? ", which begins with a heading" : ""): \(by)",
                remedy:
                    "give an answer to each query, in their order; write 'response' above them if the first row is a "
                    + "heading of another name")
        }
        return (answers, dropsFirst)
    }

    /// Words that stand above a column of answers, folded.
    static let headings: Set<String> = Set(
        FoundColumns.answers.map(SafeBenchTables.folded) + ["answers", "responses", "outputs", "0", "model answer"])
}
