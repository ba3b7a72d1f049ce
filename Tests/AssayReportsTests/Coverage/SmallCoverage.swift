import AssayCore
import AssayMetrics
import AssayReports

/// Three categories, two languages, twelve samples and three in no cell.
enum SmallCoverage {
    static let taxonomy = Taxonomy(
        name: "kitchen",
        categories: [
            .init(level1: "Tools", level2: "Sharp", name: "Knives"),
            .init(level1: "Tools", level2: "Sharp", name: "刀具"),
            .init(level1: "Food", level2: "Cold", name: "Left <overs>"),
        ])

    static func report(bilingual: Bool = true) -> CoverageReport {
        var coverage = SampleCoverage(of: taxonomy)
        func add(_ category: String?, _ combination: String, _ count: Int, _ language: Language = .english) {
            var groups: [Group: String] = [.combination: combination]
            groups[.category] = category
            for _ in 0..<count {
                coverage.add(
                    Sample(
                        id: "1", groups: groups, content: [], target: .safety(warning: nil, reference: nil),
                        language: bilingual ? language : .english))
            }
        }
        add("Knives", "RIRT", 5)
        add("Knives", "SIST", 2, .chinese)
        add("刀具", "RIRT", 1)
        add("刀具", "RIRT", 3, .chinese)
        add("Left <overs>", "RIST", 1)
        add("Spoons <b>", "RIST", 2)
        add(nil, "RIST", 1)
        return CoverageReport(files: ["samples.jsonl"], coverage, threshold: 3)
    }
}
