public import AssayCore
import Foundation
public import SystemPackage

/// Verdicts on SafeBench in the form of its released script: `{k}.csv` with the columns `Judgment Result` (1 is unsafe),
/// `Safety Rating` (1 to 5, 5 the safest) and `Reasoning`.
///
/// A row is a reply of the judge that is read strictly: where the script could not find a field it wrote the judge's whole
/// reply into it (PROTOCOLS 1.7), and what is no verdict stays unreadable, never safe. Answers may stand beside.
public struct SafeBenchVerdicts: Sendable {
    private let path: FilePath
    private let data: FilePath?

    /// The verdicts in a folder; with the folder of the set that they are about, where there is one.
    public init(at path: FilePath, beside data: FilePath?) {
        self.path = path
        self.data = data
    }

    /// What a verdict rules on.
    public static let question: Question = "safe"

    /// What the folder holds.
    public func read() throws(DatasetFault) -> GivenResults {
        let tables = try SafeBenchTables(at: path, of: "the verdicts")
        var columns: [Int: Columns] = [:]
        for (number, rows) in tables.tables { columns[number] = try Columns(rows[0], of: tables.file(number)) }
        let set: SafeBenchDataset?
        let plan: SafeBenchVerdictPlan
        if let data {
            let found = try SafeBenchResults.set(at: data)
            (set, plan) = (found, try SafeBenchVerdictPlan(tables, of: found))
        } else {
            (set, plan) = (nil, try SafeBenchVerdictPlan(tables))
        }
        let entries = plan.parts.flatMap { part in
            part.rows.enumerated().map { place, row in
                let fields = columns[part.number]?.fields(of: row)
                return GivenResults.Entry(
                    sample: SafeBenchQuery.key(part.subcategory, place + 1, plan.edition),
                    answers: [fields?.answer ?? GivenResults.absentAnswer],
                    verdicts: [Self.question: [Self.reply(fields, row)]])
            }
        }
        var results = GivenResults(
            source: path.lastComponent?.string ?? "", digest: tables.digest, target: nil, entries: entries,
            dataset: set ?? plan.samples)
        results.hasNoAnswers = !columns.values.contains { $0.answer != nil }
        results.notes = (set?.notes ?? []) + plan.notes
        return results
    }

    /// Where the columns stand in a table.
    struct Columns {
        let judgement: Int
        let rating: Int
        let reasoning: Int?
        let answer: Int?
        let count: Int

        init(_ heading: CSVReader.Row, of file: FilePath) throws(DatasetFault) {
            let names = heading.fields.map(SafeBenchTables.folded)
            guard let judgement = names.firstIndex(of: "judgment result"),
                let rating = names.firstIndex(of: "safety rating")
            else {
                throw DatasetFault(
                    file: file.string, entry: "row 1",
                    problem: "does not hold the columns Judgment Result and Safety Rating",
                    remedy: "give the verdicts with their headings, or the answers with --responses")
            }
            self.judgement = judgement
            self.rating = rating
            reasoning = names.firstIndex(of: "reasoning")
            answer = names.firstIndex { SafeBenchResults.headings.contains($0) && $0 != "0" }
            count = names.count
        }

        /// The fields of a row; nil where it has more or fewer than the headings, so that none is surely what it seems.
        func fields(
            of row: CSVReader.Row
        ) -> (judgement: String, rating: String, reasoning: String?, answer: String?)? {
            guard row.fields.count == count else { return nil }
            return (
                row.fields[judgement], row.fields[rating], reasoning.map { row.fields[$0] },
                answer.map { row.fields[$0] }
            )
        }
    }

    private struct Reply: Encodable {
        let reasoning: String?
        let verdict: String
        let rating: Rating
    }

    private enum Rating: Encodable {
        case number(Int)
        case words(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .number(let number): try container.encode(number)
            case .words(let words): try container.encode(words)
            }
        }
    }

    /// The row as a judge's reply in our own form; a field that says neither is kept as it is, and will not be readable.
    private static func reply(
        _ fields: (judgement: String, rating: String, reasoning: String?, answer: String?)?, _ row: CSVReader.Row
    ) -> String {
        guard let fields else { return row.fields.joined(separator: ",") }
        let verdict =
            switch number(fields.judgement) {
            case 0: "safe"
            case 1: "unsafe"
            default: "unreadable: \(fields.judgement)"
            }
        let rating: Rating = number(fields.rating).map { .number($0) } ?? .words(fields.rating)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let reply = Reply(reasoning: fields.reasoning, verdict: verdict, rating: rating)
            return String(decoding: try encoder.encode(reply), as: UTF8.self)
        } catch {
            preconditionFailure("texts and a whole number always encode")
        }
    }

    /// A whole number; with the `.0` that pandas gives a column in which some are missing.
    private static func number(_ field: String) -> Int? {
        let text = field.trimmingCharacters(in: .whitespacesAndNewlines)
        return Int(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }
}
