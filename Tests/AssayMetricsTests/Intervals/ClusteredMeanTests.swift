import AssayCore
import Testing

@testable import AssayMetrics

struct ClusteredMeanTests {
    private func mean(_ values: [Double], marked: (Int) -> Bool, cluster: (Int) -> Int = { $0 }) -> ClusteredMean {
        var mean = ClusteredMean()
        for (index, value) in values.enumerated() {
            mean.add(value, weight: 1, cluster: cluster(index), isMarked: marked(index))
        }
        return mean
    }

    private func expect(_ interval: Interval?, _ low: Double, _ high: Double, within: Double = 1e-4) throws {
        let interval = try #require(interval)
        #expect(abs(interval.low - low) < within && abs(interval.high - high) < within, "\(interval)")
    }

    @Test func `a mean by weights`() {
        var mean = ClusteredMean()
        mean.add(0.5, weight: 3, cluster: 4, isMarked: true)
        mean.add(0.1, weight: 1, cluster: 1, isMarked: false)
        #expect(mean.value == 0.4 && mean.isWeighted && mean.units == 2)
        #expect(ClusteredMean().value == nil && ClusteredMean().interval == nil)
    }

    /// V = 100/99 * 25 / 100², V / (1/4) = 1/99; with 50 on either side (2500/99 + 1/100) / 2501 = 0.0101010, a size of
    /// 99.00; t at 99 degrees of freedom is 1.98422.
    @Test func `zeros and ones have Wilson's interval`() throws {
        let values = (0..<100).map { Double($0 % 2) }
        try expect(mean(values) { $0.isMultiple(of: 2) }.interval, 0.402215, 0.597785)
    }

    /// All alike in four clusters: a share of one half in four, t at 3 degrees of freedom is 3.18245.
    @Test func `an interval is not narrow because all values agree`() throws {
        try expect(mean([0.5, 0.5, 0.5, 0.5]) { _ in true }.interval, 0.07666, 0.92334)
        let none = try #require(mean([0, 0, 0, 0]) { _ in true }.interval)
        #expect(none.low == 0 && none.high > 0.5)
    }

    @Test func `values that differ little have a narrower interval than a share`() throws {
        let values = (0..<100).map { 0.5 + 0.01 * Double($0 % 2) }
        let interval = try #require(mean(values) { $0.isMultiple(of: 2) }.interval)
        #expect(interval.high - interval.low < 0.01 && interval.low < 0.505 && interval.high > 0.505)
    }

    @Test func `one cluster says nothing, and few clusters say less than many`() throws {
        let values = (0..<40).map { Double($0 % 2) }
        try expect(mean(values, marked: { $0.isMultiple(of: 2) }) { _ in 3 }.interval, 0, 1)
        let few = try #require(mean(values, marked: { $0 < 20 }) { $0 % 2 * 2 + $0 / 20 }.interval)
        let many = try #require(mean(values, marked: { $0.isMultiple(of: 2) }).interval)
        #expect(few.high - few.low > many.high - many.low)
    }
}
