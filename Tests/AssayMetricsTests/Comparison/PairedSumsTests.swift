import AssayCore
import Testing

@testable import AssayMetrics

struct PairedSumsTests {
    private static func sums(_ clusters: [[(Int, Int)]]) -> PairedSums {
        var sums = PairedSums()
        for (place, pairs) in clusters.enumerated() {
            for pair in pairs {
                sums.add(
                    Share(numerator: pair.0, denominator: 1, excluded: 0),
                    Share(numerator: pair.1, denominator: 1, excluded: 0), weight: 1, to: place)
            }
        }
        return sums
    }

    @Test func `clusters that are as one count once`() {
        // 20 clusters of 3 whose pairs do the same: the design effect is about 3, the size about 20.
        let clusters = (0..<20).map { Array(repeating: ($0 % 4 == 0 ? 1 : 0, $0 % 2), count: 3) }
        let sums = Self.sums(clusters)
        let interval = sums.interval(of: sums.values)
        let single = PairedSums.interval(firstAlone: 5, secondAlone: 10, pairs: 20)
        #expect(interval.method == "tango-clustered" && single.method == "tango")
        let ratio = (interval.high - interval.low) / (single.high - single.low)
        // Student's t at 19 over the normal quantile is 1.068; m / (m - 1) adds 2.6 %.
        #expect(ratio > 1.03 && ratio < 1.12, "\(ratio)")
    }

    @Test func `pairs that do not differ have an interval that is not zero wide`() {
        let sums = Self.sums(Array(repeating: [(1, 1), (0, 0)], count: 30))
        let interval = sums.interval(of: sums.values)
        #expect(interval.low < -0.1 && interval.high > 0.1)
        #expect(isClose(interval.low, -interval.high, within: 1e-9))
    }

    @Test func `pairs that all fall have an interval that ends at -1 and is not zero wide`() {
        let sums = Self.sums(Array(repeating: [(1, 0)], count: 12))
        let interval = sums.interval(of: sums.values)
        #expect(interval.low == -1 && interval.high > -0.9 && interval.high < 0)
    }
}
