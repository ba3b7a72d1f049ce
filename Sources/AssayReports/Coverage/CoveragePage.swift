import AssayCore
import AssayMetrics
import Mustache

/// What the page of a coverage is filled with; every text is escaped, the names are the template's.
struct CoveragePage {
    let style = PageStyle.text
    let title: HTMLText
    let facts: [Fact]
    let note: HTMLText
    let columns: [HTMLText]
    let languages: [Language]
    let isBilingual: Bool
    let parts: [Part]
    let unplaced: [Unplaced]
    let hasUnplaced: Bool
    let threshold: Int

    struct Fact {
        let label, value: HTMLText
    }

    struct Language {
        let name: HTMLText
        let width: Int
    }

    struct Part {
        let heading: HTMLText
        let width: Int
        let rows: [Row]
    }

    struct Row {
        let label: HTMLText
        let cells: [Cell]
    }

    struct Cell {
        let count: Int
        /// 0 for a cell without samples to 5 for one that has reached the threshold.
        let shade: Int
        let isUnder: Bool
        let words: HTMLText
    }

    struct Unplaced {
        let reason: HTMLText
        let count: Int
    }

    init(_ report: CoverageReport) {
        let combinations = SampleCoverage.combinations
        let languages = report.languages
        title = HTMLText("Coverage of \(report.files.joined(separator: ", ").printable(atMost: 120))")
        facts = report.facts.map { Fact(label: HTMLText($0.label), value: HTMLText($0.value)) }
        note = HTMLText(CoverageReport.ours)
        columns = languages.flatMap { _ in combinations.map { HTMLText($0.rawValue) } }
        self.languages = languages.map {
            Language(name: HTMLText($0?.rawValue ?? "all languages"), width: combinations.count)
        }
        isBilingual = languages.count > 1
        threshold = report.threshold
        parts = Self.parts(of: report)
        hasUnplaced = !report.unplaced.isEmpty
        unplaced = report.unplaced.map { Unplaced(reason: HTMLText($0.reason), count: $0.count) }
    }

    private static func parts(of report: CoverageReport) -> [Part] {
        let coverage = report.coverage
        let width = 1 + report.languages.count * SampleCoverage.combinations.count
        var parts: [(heading: String, rows: [Row])] = []
        for (index, category) in coverage.taxonomy.categories.enumerated() {
            let cells = report.languages.flatMap { language in
                SampleCoverage.combinations.indices.map { column in
                    cell(
                        coverage.count(row: index, column: column, language: language), report.threshold,
                        "\(category.name), \(SampleCoverage.combinations[column].rawValue)"
                            + (language.map { ", \($0.rawValue)" } ?? ""))
                }
            }
            let row = Row(label: HTMLText(category.name), cells: cells)
            if parts.last?.heading == category.heading {
                parts[parts.count - 1].rows.append(row)
            } else {
                parts.append((heading: category.heading, rows: [row]))
            }
        }
        return parts.map { Part(heading: HTMLText($0.heading), width: width, rows: $0.rows) }
    }

    private static func cell(_ count: Int, _ threshold: Int, _ place: String) -> Cell {
        let shade = count >= threshold ? 5 : count == 0 ? 0 : 1 + 3 * count / threshold
        let words = "\(place): \(Figures.counted(count, "sample"))" + (count < threshold ? ", under \(threshold)" : "")
        return Cell(count: count, shade: shade, isUnder: count < threshold, words: HTMLText(words))
    }
}

extension CoverageReport {
    /// The report as one page that needs nothing else.
    ///
    /// - Throws: where the page's own template cannot be read, which is a fault of the program.
    public func html() throws -> String {
        let template = String(decoding: PackageResources.coverage_mustache, as: UTF8.self)
        return try MustacheTemplate(string: template).render(CoveragePage(self))
    }
}
