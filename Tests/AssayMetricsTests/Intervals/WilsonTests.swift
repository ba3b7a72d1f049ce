import AssayCore
import AssayMetrics
import Testing

struct WilsonTests {
    // 81/263, 15/148, 0/20 and 1/29: R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    // The others by hand: for p = 0 the high end is c / (n + c), for p = 1/2 half the width is z / (2 sqrt(n + c)),
    // with z = 1.96 and c = 3.8415.
    @Test(
        arguments: [
            (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718),
            (0, 10, 0.0000, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0000), (0, 1, 0.0000, 0.7935),
        ] as [(Int, Int, Double, Double)])
    func `the interval is the one in print`(counted: Int, of size: Int, low: Double, high: Double) {
        let interval = Wilson.interval(Double(counted) / Double(size), size: Double(size))
        #expect(isClose(interval.low, low, within: 5e-5))
        #expect(isClose(interval.high, high, within: 5e-5))
        #expect(interval.method == "wilson")
        #expect(interval.level == 0.95)
    }

    @Test(arguments: [1.0, 2, 10, 1000, 1e6, 1e12])
    func `rates of 0 and 1 touch their end and have width`(size: Double) {
        let none = Wilson.interval(0, size: size)
        let all = Wilson.interval(1, size: size)
        #expect(none.low == 0 && none.high > 0)
        #expect(all.high == 1 && all.low < 1)
    }

    @Test func `what is true of a rate is true of its complement, mirrored`() {
        let rate = Wilson.interval(0.2, size: 35)
        let complement = Wilson.interval(0.8, size: 35)
        #expect(isClose(rate.low, 1 - complement.high))
        #expect(isClose(rate.high, 1 - complement.low))
    }
}
