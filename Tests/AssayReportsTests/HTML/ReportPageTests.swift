import AssayCore
import Testing

@testable import AssayReports

struct ReportPageTests {
    private let page = ReportPage(SmallReport.report)

    @Test func `the headlines are the model's, each with the endpoint's reading beside it`() {
        #expect(page.headlines.map(\.label.description) == ["Safe", "Effective", "Safe and effective"])
        #expect(page.headlines.map(\.hasAsMet) == [true, true, true])
        #expect(page.headlines[0].asMet.description == "55.6% (10/18, 0 excluded)")
    }

    @Test func `a Chinese slice is marked as such`() {
        let rows = page.breakdowns[0].tables[0].rows
        #expect(rows.map(\.isChinese) == [false, false, false, false, false, false, false, false, true])
    }

    @Test func `the manifest is there for a checker`() {
        #expect(
            page.details.map(\.summary.description) == [
                "Digests", "Models", "Settings", "Options as given", "Calls and tokens",
            ])
        #expect(page.details[0].pairs.count == 2)
        #expect(page.details[0].pairs[1].value.description == "SHA-256 \(SmallReport.rubric.digest.hex)")
    }
}
