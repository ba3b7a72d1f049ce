import AssayCore
import Foundation
import Testing

struct EstimateTests {
    private let estimate = Estimate(
        name: "safe_rate", title: "Safe", direction: .higher, aggregation: .pooled, value: 0.75, numerator: 3,
        denominator: 4, resolved: 4, excluded: 1,
        interval: Interval(method: "wilson", level: 0.95, low: 0.3, high: 0.95),
        bounds: Bounds(low: 0.6, high: 0.8), reason: nil)

    @Test func `an estimate of a slice differs in its group alone`() {
        let slice = estimate.of([.category: "locks"])
        #expect(estimate.group == [:])
        #expect(slice.group == [.category: "locks"])
        #expect(slice != estimate)
        #expect(slice.of([:]) == estimate)
    }

    @Test func `an interval and bounds may have no width`() {
        let interval = Interval(method: "wilson", level: 0.95, low: 1, high: 1)
        #expect(interval.low == interval.high)
        let bounds = Bounds(low: 0, high: 0)
        #expect(bounds.low == bounds.high)
    }

    @Test func `an interval whose ends are turned is a programmer's fault`() async {
        await #expect(processExitsWith: .failure) { _ = Interval(method: "wilson", level: 0.95, low: 0.6, high: 0.5) }
        await #expect(processExitsWith: .failure) { _ = Bounds(low: 0.6, high: 0.5) }
    }
}
