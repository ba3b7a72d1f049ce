import AssayCore
import AssayMetrics
import Testing

struct ShareMetricTests {
    /// A metric of a suite's own: the share of samples in the category `a`.
    struct InCategoryA: ShareMetric {
        typealias Label = Finding

        let name = "in_a"
        let title = "In category a"
        let direction = Estimate.Direction.lower
        let unresolvedReason = "no category is known"

        func share(of sample: Int, in records: Records<Finding>) -> Share {
            guard let category = records.value(of: .category, sample: sample) else {
                return Share(numerator: 0, denominator: 0, excluded: 1)
            }
            return Share(numerator: category == "a" ? 1 : 0, denominator: 1, excluded: 0)
        }
    }

    static func records(_ categories: [String?]) -> Records<Finding> {
        .of(
            categories.map { Planned(entries: [.pending], groups: $0.map { [.category: $0] } ?? [:]) },
            trials: 1)
    }

    @Test func `a metric of one's own needs only its shares`() {
        let estimate = InCategoryA().measure(Self.records(["a", "b", "a", nil]))
        #expect(estimate.name == "in_a")
        #expect(estimate.title == "In category a")
        #expect(estimate.direction == .lower)
        #expect(estimate.aggregation == .pooled)
        #expect(estimate.value == 2.0 / 3)
        #expect(estimate.numerator == 2 && estimate.denominator == 3)
        #expect(estimate.resolved == 3 && estimate.excluded == 1)
        #expect(estimate.bounds == Bounds(low: 0.5, high: 0.75))
        #expect(estimate.interval == Wilson.interval(2.0 / 3, size: 3))
        #expect(estimate.reason == nil)
        #expect(estimate.group.isEmpty)
    }

    @Test func `its reason is given where nothing could be ruled on`() {
        let estimate = InCategoryA().measure(Self.records([nil, nil]))
        #expect(estimate.value == nil && estimate.interval == nil)
        #expect(estimate.reason == "no category is known")
        #expect(estimate.bounds == Bounds(low: 0, high: 1))
    }
}
