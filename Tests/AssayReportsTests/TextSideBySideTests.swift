import AssayCore
import AssayReports
import AssayTestSupport
import Testing

struct TextSideBySideTests {
    /// The same small run twice, once with another target.
    static let runs = [
        NamedReport(file: "first.assay", report: SmallReport.report),
        NamedReport(file: "second.assay", report: SmallReport.report { $0.models[.target]?.name = "lab/other" }),
    ]

    @Test func `the tables are as they were read in review`() throws {
        try Reference.expect(TextSideBySide(Self.runs).render(), toBe: "two.txt")
    }

    @Test(arguments: [60, 80, 100, 140])
    func `no line is wider than the terminal`(width: Int) {
        for line in TextSideBySide(Self.runs).render(width: width).split(separator: "\n") {
            #expect(String(line).columns <= width, "\(line)")
        }
    }
}
