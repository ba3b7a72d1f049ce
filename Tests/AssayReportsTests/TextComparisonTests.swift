import AssayCore
import AssayReports
import AssayTestSupport
import Testing

struct TextComparisonTests {
    @Test(arguments: [100, 80])
    func `the whole comparison is as it was read in review`(width: Int) throws {
        try Reference.expect(
            TextComparison(SmallComparison.report()).render(width: width), toBe: "comparison-\(width).txt")
    }

    @Test(arguments: [100, 80, 60])
    func `no line is wider than the terminal, but for the picture`(width: Int) {
        let lines = TextComparison(SmallComparison.report()).render(width: width).split(separator: "\n")
        let wide = lines.filter { String($0).columns > width }
        #expect(wide.allSatisfy { _ in width < 70 }, "\(wide)")
    }

    @Test func `other judges are said first and in capitals`() {
        let text = TextComparison(SmallComparison.report { $0.models[.judge]?.name = "lab/judge" }).render()
        let lines = text.split(separator: "\n")
        #expect(lines[1].hasPrefix("THE JUDGES DIFFER: openai/gpt-4o in A, lab/judge in B."))
        #expect(!TextComparison(SmallComparison.report()).render().contains("THE JUDGES DIFFER"))
    }

    @Test func `a simulated model is said in the first line`() {
        let text = TextComparison(SmallComparison.report { $0.models[.target]?.isSimulated = true }).render()
        #expect(text.hasPrefix("SIMULATED: Assay comparison: siuo"))
    }

    @Test func `every sample that changed is named where it is asked for`() {
        let report = SmallComparison.report()
        #expect(TextComparison(report).render().contains("s11, s13, s15, s19"))
        #expect(TextComparison(report, listsAllFlips: true).render().contains("s11, s13, s15, s19"))
    }

    @Test func `hostile names cannot steer the terminal`() {
        let text = TextComparison(
            SmallComparison.report { manifest in
                manifest.models[.target] = .init(name: SmallReport.hostile, endpoint: nil, isSimulated: false)
                manifest.options = [SmallReport.hostile: SmallReport.hostile]
                manifest.settings.system = SmallReport.hostile
            }
        ).render()
        let unsafe = text.unicodeScalars.filter {
            $0 != "\n" && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
        }
        #expect(unsafe.isEmpty)
    }
}
