import AssayCore
import Testing

@testable import AssayMetrics

struct TangoTests {
    private static func ends(_ first: Double, _ second: Double, of size: Double) -> (low: Double, high: Double) {
        Tango.ends(
            .init(firstAlone: first / size, secondAlone: second / size, size: size), quantile: Wilson.quantile)
    }

    @Test(arguments: [10, 167, 2000] as [Double])
    func `without a pair that differs the ends are z² / (n + z²) from 0`(size: Double) {
        // By hand: q is 0 on one side and d on the other, so that d² = z² d (1 - d) / n... at d = z² / (n + z²).
        let square = Wilson.quantile * Wilson.quantile
        let ends = Self.ends(0, 0, of: size)
        #expect(isClose(ends.high, square / (size + square), within: 1e-9))
        #expect(isClose(ends.low, -square / (size + square), within: 1e-9))
    }

    @Test func `where every pair differs one way the far end is (n - z²) / (n + z²)`() {
        let square = Wilson.quantile * Wilson.quantile
        let ends = Self.ends(0, 10, of: 10)
        #expect(ends.high == 1)
        #expect(isClose(ends.low, (10 - square) / (10 + square), within: 1e-9))
    }

    @Test func `where pairs differ one way alone the upper end is Wilson's`() {
        let wilson = Wilson.interval(0.3, size: 10)
        #expect(isClose(Self.ends(0, 3, of: 10).high, wilson.high, within: 1e-9))
    }

    @Test func `changing places of the runs turns the interval round`() {
        let (one, other) = (Self.ends(12, 30, of: 167), Self.ends(30, 12, of: 167))
        #expect(isClose(one.low, -other.high, within: 1e-9))
        #expect(isClose(one.high, -other.low, within: 1e-9))
    }
}
