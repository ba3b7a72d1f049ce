import AssayCore
import Testing

@testable import AssayReports

struct IntervalBarTests {
    /// The axis is 240 long and begins at 6: 0.5 stands at 126, 0.25 at 66, 0.75 at 186.
    @Test func `value, interval and bounds stand where they belong`() {
        let estimate = Estimate(
            name: "safe_rate", title: "Safe", direction: .higher, aggregation: .pooled, value: 0.5, numerator: 2,
            denominator: 4, resolved: 4, excluded: 0,
            interval: Interval(method: "wilson", level: 0.95, low: 0.25, high: 1),
            bounds: Bounds(low: 0.25, high: 0.75), reason: nil)
        let bar = IntervalBar(estimate).small.description
        #expect(bar.contains(#"<circle class="value" cx="126.0""#))
        #expect(bar.contains(#"<line class="interval" x1="66.0" y1="11.0" x2="246.0""#))
        #expect(bar.contains(#"<rect class="bounds" x="66.0" y="4.0" width="120.0""#))
        #expect(bar.contains(#"aria-label="50.0%, interval 25.0 to 100.0, bounds 25.0 to 75.0""#))
        #expect(IntervalBar(estimate).large.description.contains(">100%</text>"))
    }

    @Test func `a missing value has no dot and a risk index its own axis`() {
        let missing = SmallReport.missing("effective_rate", "Effective", excluded: 2)
        #expect(!IntervalBar(missing).small.description.contains("circle"))
        let index = SmallReport.rate("safety_risk_index", "Index", 60, 1, excluded: 0, interval: (20, 100))
        let bar = IntervalBar(index).large.description
        #expect(bar.contains(#"cx="126.0""#))
        #expect(bar.contains(">20</text>") && bar.contains(">100</text>"))
    }
}
