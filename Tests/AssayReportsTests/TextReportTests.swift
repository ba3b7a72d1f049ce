import AssayCore
import AssayReports
import AssayTestSupport
import Testing

struct TextReportTests {
    @Test(arguments: [100, 80])
    func `the whole report is as it was read in review`(width: Int) throws {
        try Reference.expect(TextReport(SmallReport.report).render(width: width), toBe: "small-\(width).txt")
    }

    @Test(arguments: [100, 80, 60])
    func `no line is wider than the terminal`(width: Int) {
        let lines = TextReport(SmallReport.report).render(width: width).split(separator: "\n")
        #expect(lines.allSatisfy { String($0).columns <= width })
    }

    @Test func `a simulated run says so in capitals in the first line`() {
        let report = SmallReport.report { $0.models[.target]?.isSimulated = true }
        #expect(TextReport(report).render().hasPrefix("SIMULATED: Assay report: siuo on"))
        #expect(!TextReport(SmallReport.report).render().contains("SIMULATED"))
    }

    @Test func `a missing value and its reason are printed`() {
        let text = TextReport(SmallReport.report).render()
        #expect(text.contains("n/a (0/0, 2 excluded)"))
        #expect(text.contains("not available: no sample is resolved"))
    }

    @Test func `every percentage in the metrics stands before its denominator`() {
        let text = TextReport(SmallReport.report(estimates: SmallReport.whole + [SmallReport.macro])).render()
        let metrics = text.split(separator: "\n").filter { $0.contains("excluded)") }
        #expect(metrics.count == 8)
        #expect(metrics.allSatisfy { $0.contains(/\d% \((\d+\/\d+|n = \d+), \d+ excluded\)/) })
    }

    @Test(arguments: [100, 80])
    func `hostile names cannot steer the terminal`(width: Int) {
        let text = TextReport(SmallReport.hostileReport).render(width: width)
        let unsafe = text.unicodeScalars.filter {
            $0 != "\n" && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
        }
        #expect(unsafe.isEmpty)
    }

    @Test func `signs for bold are written only where asked for`() {
        #expect(TextReport(SmallReport.report).render(width: 100, styled: true).contains("\u{1B}[1m"))
        #expect(!TextReport(SmallReport.report).render(width: 100, styled: false).contains("\u{1B}"))
    }

    @Test func `an empty run is printed`() {
        let records = Records<SmallLabel>.Builder(trials: 1, labels: SmallLabel.allCases).finish()
        let text = TextReport(SmallReport.report(records: records, estimates: [])).render()
        #expect(text.contains("0 planned = 0 judged + 0 unjudged + 0 unanswered + 0 pending"))
    }
}
