import AssayCore
import Testing

@testable import AssayMetrics

struct ScoreMeanTests {
    @Test(arguments: [(0.0, 10.0), (0.3, 10), (0.5, 167), (0.995, 2000), (1, 17)])
    func `one cell gives Wilson's interval`(share: Double, size: Double) {
        let ends = ScoreMean.ends([.init(share: share, size: size)], quantile: Wilson.quantile)
        let wilson = Wilson.interval(share, size: size)
        #expect(isClose(ends.low, wilson.low, within: 1e-7))
        #expect(isClose(ends.high, wilson.high, within: 1e-7))
    }

    @Test(arguments: [(2, 10.0), (12, 20), (12, 100)])
    func `cells of one size in which nothing counts are as worked by hand`(cells: Int, size: Double) {
        // All shares are t: t² = z² t (1 - t) / (C (n - (C - 1) / C)), so t = z² / (C n - C + 1 + z²).
        let square = Wilson.quantile * Wilson.quantile
        let ends = ScoreMean.ends(
            Array(repeating: .init(share: 0, size: size), count: cells), quantile: Wilson.quantile)
        #expect(ends.low == 0)
        #expect(isClose(ends.high, square / (Double(cells) * (size - 1) + 1 + square), within: 1e-7))
        let opposite = ScoreMean.ends(
            Array(repeating: .init(share: 1, size: size), count: cells), quantile: Wilson.quantile)
        #expect(opposite.high == 1)
        #expect(isClose(opposite.low, 1 - ends.high, within: 1e-7))
    }

    @Test func `the interval holds the mean and is never zero wide`() {
        for shares in [[0, 1], [0, 0.5, 1], [0.2, 0.9], [1, 1, 0.95], [0, 0, 0, 1]] {
            for size in [1, 2, 5, 30, 1000.5] {
                let mean = shares.reduce(0, +) / Double(shares.count)
                let ends = ScoreMean.ends(shares.map { .init(share: $0, size: size) }, quantile: Wilson.quantile)
                #expect(ends.low <= mean && mean <= ends.high && ends.high > ends.low)
                #expect(ends.low >= 0 && ends.high <= 1)
            }
        }
    }
}
