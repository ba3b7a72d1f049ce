import AssayCore
import Foundation
import SystemPackage

/// `category.csv` of SafeBench: which number of a file stands for which sub-category.
///
/// The names of its columns are not known. The column of the numbers is the one that holds a whole number in every row, each
/// once; the column of the names the one in which every row names a sub-category. A first row that does neither is a
/// heading.
enum SafeBenchCategories {
    static let fileName = "category.csv"

    /// The sub-category of each number.
    ///
    /// - Throws: the row that cannot be understood, and what to do about it.
    static func read(_ file: FilePath) throws(DatasetFault) -> [Int: SafeBenchSubcategory] {
        let reader = try CSVReader(file)
        var rows: [CSVReader.Row] = []
        while let row = try reader.next() {
            rows.append(row)
            guard rows.count <= 1000 else {
                throw fault(file, nil, "has more than 1000 rows", "give SafeBench's own file")
            }
        }
        if let first = rows.first, !first.fields.contains(where: { number($0) != nil }) { rows.removeFirst() }
        guard !rows.isEmpty else { throw fault(file, nil, "names no sub-category", "fetch it again, or remove it") }
        let width = rows.map(\.fields.count).max() ?? 0
        let numbers = try numberColumn(of: rows, width, in: file)
        var found: [Int: SafeBenchSubcategory] = [:]
        for row in rows {
            guard let number = number(row.fields[numbers]) else { continue }
            found[number] = try subcategory(of: row, besides: numbers, in: file)
        }
        let twice = Dictionary(grouping: found.values, by: \.key).first { $0.value.count > 1 }
        if let twice {
            throw fault(
                file, nil, "gives \(twice.value.count) numbers to \(twice.key)", "give each sub-category one number")
        }
        return found
    }

    private static func numberColumn(
        of rows: [CSVReader.Row], _ width: Int, in file: FilePath
    ) throws(DatasetFault) -> Int {
        let column = (0..<width).first { column in
            let numbers = rows.map { $0.fields.count > column ? number($0.fields[column]) : nil }
            return numbers.allSatisfy { $0 != nil } && Set(numbers).count == numbers.count
        }
        guard let column else {
            let counts = (0..<width).map { column in
                rows.count { $0.fields.count > column && number($0.fields[column]) != nil }
            }
            let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
            let bad = rows.first { $0.fields.count <= most || number($0.fields[most]) == nil } ?? rows[0]
            throw fault(
                file, bad, "no column holds a whole number, each once, in every row",
                "write a row for each file: its number, and the name of its sub-category")
        }
        return column
    }

    /// What the fields of a row name together: a code that is not unique is told apart by the category beside it.
    private static func subcategory(
        of row: CSVReader.Row, besides column: Int, in file: FilePath
    ) throws(DatasetFault) -> SafeBenchSubcategory {
        let words = row.fields.indices.filter { $0 != column }.map { row.fields[$0] }
        let category = words.compactMap(SafeBenchSubcategory.category(like:)).first
        var candidates = Set(words.flatMap(SafeBenchSubcategory.like))
        if candidates.count > 1, let category { candidates = candidates.filter { $0.category == category } }
        guard candidates.count == 1, let found = candidates.first else {
            let keys = candidates.map(\.key).sorted().joined(separator: " or ")
            throw fault(
                file, row, candidates.isEmpty ? "names no sub-category that is known" : "may mean \(keys)",
                "name it by its key, such as CS-HS, or by its name, such as Hardware Security (docs/safebench.md has all 23)"
            )
        }
        return found
    }

    private static func number(_ field: String) -> Int? {
        Int(field.trimmingCharacters(in: .whitespaces)).flatMap { (1...1000).contains($0) ? $0 : nil }
    }

    private static func fault(
        _ file: FilePath, _ row: CSVReader.Row?, _ problem: String, _ remedy: String
    ) -> DatasetFault {
        DatasetFault(file: file.string, entry: row.map { "row \($0.number)" }, problem: problem, remedy: remedy)
    }
}
