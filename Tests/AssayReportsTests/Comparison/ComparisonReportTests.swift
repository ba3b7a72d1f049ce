import AssayCore
import AssayMetrics
import Testing

@testable import AssayReports

struct ComparisonReportTests {
    @Test func `another judge, other words or another place of the judge are an alarm`() {
        #expect(SmallComparison.report().alarm == nil)
        #expect(
            SmallComparison.report { $0.models[.judge]?.name = "lab/judge" }.alarm?.contains("lab/judge in B") == true)
        #expect(SmallComparison.report { $0.models[.judge] = nil }.alarm?.contains("none in B") == true)
        #expect(SmallComparison.report { $0.rubric = nil }.alarm?.contains("other words") == true)
    }

    @Test func `sections hold the headline metrics, value by value`() {
        let report = SmallComparison.report()
        #expect(report.sections.map(\.title) == ["Safe (safe_rate) by category"])
        #expect(report.sections.first?.differences.count == 9)
        #expect(report.whole.map(\.name) == ["safe_rate", "truncated_rate"])
        #expect(!report.isSimulated)
    }
}
