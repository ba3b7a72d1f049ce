public import AssayCore
import Foundation

/// How many samples of each sub-category a benchmark has in each of its forms, such as with a picture or spoken.
public struct FormCoverage: Sendable {
    /// A sub-category.
    public struct Row: Sendable, Hashable {
        /// Its category.
        public let category: String
        /// Its name.
        public let subcategory: String

        /// The values of its samples in the groups that name it.
        let values: [String]

        /// A sub-category of a category.
        ///
        /// `values`: of its samples in the groups that name it; its name alone where nothing else is said.
        public init(category: String, subcategory: String, values: [String]? = nil) {
            self.category = category
            self.subcategory = subcategory
            self.values = values ?? [subcategory]
        }
    }

    private let title: String
    private let threshold: Int
    private let notes: [String]
    private let rows: [Row]
    private let groups: [Group]
    private var forms: [String] = []
    private var counts: [String: [[String]: Int]] = [:]

    /// Nothing counted yet.
    ///
    /// `groups`: those of samples that name their sub-category.
    public init(title: String, threshold: Int, notes: [String], rows: [Row], by groups: [Group] = [.subcategory]) {
        self.groups = groups
        self.title = title
        self.threshold = threshold
        self.notes = notes
        self.rows = rows
    }

    /// Begins with the samples of a form.
    public mutating func open(_ form: String) { forms.append(form) }

    /// Counts a sample of the form that was begun last.
    public mutating func add(_ sample: Sample) {
        guard let form = forms.last else { return }
        counts[form, default: [:]][groups.compactMap { sample.groups[$0] }, default: 0] += 1
    }

    private func count(_ form: String, _ row: Row) -> Int { counts[form]?[row.values] ?? 0 }

    private func under(_ form: String) -> Int { rows.count { count(form, $0) < threshold } }

    /// The table for a terminal, ended by a line break.
    public func render(width: Int) -> String {
        var table = TextTable(
            [.init("Category", wraps: true), .init("Sub-category", wraps: true)] + forms.map { .init($0, .right) })
        for row in rows { table.append([row.category, row.subcategory] + forms.map { "\(count($0, row))" }) }
        table.append(["All", ""] + forms.map { form in "\(rows.reduce(0) { $0 + count(form, $1) })" })
        table.append(["Under \(threshold)", ""] + forms.map { "\(under($0))" })
        let words = notes.map { "- \($0.printable(atMost: 600))\n" }.joined()
        return "\(title)\n\n\(table.render(width: width))\n\(words)"
    }

    /// Several sets as JSON, `assay.form-coverage/1`.
    public static func json(_ sets: [FormCoverage]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Document(sets: sets.map(\.document))), as: UTF8.self)
    }

    private struct Document: Encodable {
        let format = "assay.form-coverage/1"
        let sets: [Counted]

        enum CodingKeys: String, CodingKey { case format, sets }
    }

    private struct Counted: Encodable {
        let set: String
        let threshold: Int
        let notes: [String]
        let cells: [Cell]
    }

    private struct Cell: Encodable {
        let category, subcategory, form: String
        let samples: Int
        let isUnder: Bool

        enum CodingKeys: String, CodingKey {
            case category, subcategory, form, samples, isUnder = "under_threshold"
        }
    }

    private var document: Counted {
        Counted(
            set: title, threshold: threshold, notes: notes,
            cells: rows.flatMap { row in
                forms.map { form in
                    Cell(
                        category: row.category, subcategory: row.subcategory, form: form, samples: count(form, row),
                        isUnder: count(form, row) < threshold)
                }
            })
    }
}
