import AssayReports
import AssayTestSupport
import Testing

struct CSVReportTests {
    private static let runs = [
        NamedReport(file: "first.assay", report: SmallReport.report),
        NamedReport(file: "second.assay", report: SmallReport.hostileReport),
    ]

    @Test func `the rows are as they were read in review`() throws {
        try Reference.expect(CSVReport([Self.runs[0]]).render(), toBe: "small.csv")
    }

    @Test func `every run has a row for each estimate`() {
        let lines = CSVReport(Self.runs).render().split(separator: "\r\n")
        #expect(lines.count == 1 + Self.runs.map(\.report.estimates.count).reduce(0, +))
        #expect(lines[0].split(separator: ",").map(String.init) == CSVReport.columns)
        #expect(lines[1].hasPrefix("first.assay,siuo,"))
        #expect(lines.last?.hasPrefix("second.assay,") == true)
    }
}
