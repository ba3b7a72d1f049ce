import AssayCore
import AssayReports
import AssayTestSupport
import Testing

struct MarkdownReportTests {
    @Test func `the whole report is as it was read in review`() throws {
        try Reference.expect(MarkdownReport(SmallReport.report).render(), toBe: "small.md")
    }

    @Test func `hostile names stay words`() {
        let text = MarkdownReport(SmallReport.hostileReport).render()
        #expect(!text.contains("<script") && !text.contains("<img"))
        #expect(!text.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{9B}"].contains($0) })
        // Every row of a table has as many cells as its heading.
        var columns: Int?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                columns = nil
                continue
            }
            let cells = line.replacing("\\|", with: "").count { $0 == "|" }
            #expect(cells == columns ?? cells, "\(line)")
            columns = cells
        }
    }

    @Test func `a simulated run says so in its title`() {
        let report = SmallReport.report { $0.models[.target]?.isSimulated = true }
        #expect(MarkdownReport(report).render().hasPrefix("# SIMULATED: Assay report: "))
    }
}
