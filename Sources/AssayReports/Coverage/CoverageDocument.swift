import AssayCore
import AssayMetrics
import Foundation

/// What a dataset covers as JSON, `assay.coverage/1`.
struct CoverageDocument: Encodable {
    private let format = "assay.coverage/1"
    private let files: [String]
    private let samples: Int
    private let skipped: Int
    private let lost: Int
    private let placed: Int
    private let usage: String
    private let otherUsage: Int
    private let taxonomy: Tree
    private let threshold: Int
    private let completeness: Completeness
    private let languages: [String: Completeness]
    private let cells: [Cell]
    private let unplaced: [Unplaced]

    private struct Tree: Encodable {
        let name: String
        let categories: Int
        let combinations: [String]
    }

    private struct Completeness: Encodable {
        let value: Double
        let reached: Int
        let cells: Int
        let samples: Int
        let definition: String
    }

    private struct Cell: Encodable {
        let level1, level2, category, combination: String
        let samples: Int
        let languages: [String: Int]
        /// Whether all languages together are under the threshold.
        let isUnder: Bool
        /// The languages of the dataset that are under it by themselves.
        let underIn: [String]

        enum CodingKeys: String, CodingKey {
            case level1, level2, category, combination, samples, languages, isUnder = "under_threshold"
            case underIn = "languages_under_threshold"
        }
    }

    private struct Unplaced: Encodable {
        let reason: String
        let samples: Int
    }

    enum CodingKeys: String, CodingKey {
        case format, files, samples, skipped, lost = "image_gone", placed, usage, otherUsage = "other_usage", taxonomy,
            threshold
        case completeness, languages, cells, unplaced
    }

    init(_ report: CoverageReport) {
        let (coverage, threshold) = (report.coverage, report.threshold)
        func completeness(_ language: Language?) -> Completeness {
            let reached = coverage.reached(threshold, in: language)
            return Completeness(
                value: coverage.cells == 0 ? 0 : Double(reached) / Double(coverage.cells), reached: reached,
                cells: coverage.cells, samples: coverage.placed(in: language), definition: CoverageReport.ours)
        }
        files = report.files
        samples = coverage.samples
        skipped = report.skipped
        lost = report.lost
        placed = coverage.placed()
        usage = coverage.usage?.rawValue ?? "all"
        otherUsage = coverage.ofOtherUsage
        taxonomy = Tree(
            name: coverage.taxonomy.name, categories: coverage.taxonomy.categories.count,
            combinations: SampleCoverage.combinations.map(\.rawValue))
        self.threshold = threshold
        self.completeness = completeness(nil)
        languages = Dictionary(uniqueKeysWithValues: coverage.languages.map { ($0.rawValue, completeness($0)) })
        cells = coverage.taxonomy.categories.indices.flatMap { row in
            SampleCoverage.combinations.indices.map { Self.cell(row, $0, of: coverage, threshold) }
        }
        unplaced = report.unplaced.map { Unplaced(reason: $0.reason, samples: $0.count) }
    }

    private static func cell(_ row: Int, _ column: Int, of coverage: SampleCoverage, _ threshold: Int) -> Cell {
        let category = coverage.taxonomy.categories[row]
        let counts = coverage.languages.map {
            ($0.rawValue, coverage.count(row: row, column: column, language: $0))
        }
        let all = coverage.count(row: row, column: column)
        return Cell(
            level1: category.level1, level2: category.level2, category: category.name,
            combination: SampleCoverage.combinations[column].rawValue, samples: all,
            languages: Dictionary(uniqueKeysWithValues: counts), isUnder: all < threshold,
            underIn: counts.filter { $0.1 < threshold }.map(\.0))
    }
}

extension CoverageReport {
    /// The report as JSON, `assay.coverage/1`.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(CoverageDocument(self)), as: UTF8.self)
    }
}
