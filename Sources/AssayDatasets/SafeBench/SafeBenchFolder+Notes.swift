import AssayCore
import SystemPackage

extension SafeBenchFolder {
    /// What was found and what was decided, in sentences.
    var notes: [String] {
        [found] + headings + assumed + absent
    }

    private var found: String {
        let queries = parts.reduce(0) { $0 + $1.queries.count }
        let source = categoriesFile.map { ", numbered by \($0.lastComponent?.string ?? "")" } ?? ""
        let counts = Set(parts.map(\.queries.count))
        let each =
            counts.count == 1
            ? "\(counts.first ?? 0) each" : parts.map { "\($0.number): \($0.queries.count)" }.joined(separator: ", ")
        return
            "\(edition.rawValue)\(source): \(parts.count) of \(edition.order.count) sub-categories, \(queries) queries "
            + "(\(each))."
    }

    /// Which first rows are headings, by what made them so.
    private var headings: [String] {
        [SafeBenchHeader.Reason.word, .media, .published].compactMap { reason in
            let numbers = parts.filter { $0.heading == .heading(reason) }.map(\.number)
            guard !numbers.isEmpty else { return nil }
            return "The first row of text/\(Self.words(numbers)).csv is a heading and no query: \(reason.rawValue)."
        }
    }

    private var assumed: [String] {
        let numbers = parts.filter { $0.heading == .assumedNone }.map(\.number)
        guard !numbers.isEmpty else { return [] }
        return [
            "Nothing tells whether the first row of text/\(Self.words(numbers)).csv is a heading: there are no media to "
                + "count and not \(edition.queries) rows; it is taken for a query."
        ]
    }

    private var absent: [String] {
        let there = Set(parts.map(\.subcategory))
        let missing = edition.order.filter { !there.contains($0) }
        guard !missing.isEmpty else { return [] }
        return ["Not there: \(missing.map(\.key).joined(separator: ", "))."]
    }

    /// Numbers in few words: `1 to 23`, `1 to 4, 7`.
    static func words(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers.sorted() {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
            .joined(separator: ", ")
    }
}
