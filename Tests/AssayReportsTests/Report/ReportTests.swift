import AssayCore
import Testing

@testable import AssayReports

struct ReportTests {
    @Test func `a report has the whole and the slices apart`() {
        let report = SmallReport.report
        #expect(report.whole.count == 7)
        #expect(report.estimates.count == 7 + 18)
        #expect(report.sampleCount == 18)
        #expect(report.clusterCount == 17)
        #expect(report.counts == report.tally.counts)
        #expect(report.outcomes.reduce(0) { $0 + $1.count } == 54)
    }

    @Test func `the intervals' level is named`() {
        #expect(SmallReport.report.levelWords == "95 %")
        #expect(SmallReport.report(estimates: []).levelWords == "95 %")
    }
}
