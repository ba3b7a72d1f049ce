import AssayCore
import Testing

@testable import AssayMetrics

struct DiscriminationTests {
    /// Right 0.9, 0.8, 0.3 beside wrong 0.8, 0.3, 0.1: 3 + 2.5 + 1.5 of 9.
    @Test func `the area counts pairs, ties half`() throws {
        let area = Discrimination(ReliabilityBinsTests.six)
        #expect(area.value == 7.0 / 9 && area.reason == nil)
        let interval = try #require(area.interval)
        #expect(interval.low < 7.0 / 9 && interval.high > 7.0 / 9)
    }

    @Test func `it does not depend on the order of answers`() {
        for _ in 0..<5 { #expect(Discrimination(ReliabilityBinsTests.six.shuffled()).value == 7.0 / 9) }
    }

    /// Right 0.9 (weight 3) and 0.2 (1) beside wrong 0.5 (2): 3 * 2 of 4 * 2.
    @Test func `weights count as answers`() {
        let area = Discrimination([.init(0.9, true, weight: 3), .init(0.2, true), .init(0.5, false, weight: 2)])
        #expect(area.value == 0.75)
    }

    @Test func `one class has none, and says which`() {
        #expect(Discrimination([]).reason == "no answer has a confidence")
        #expect(Discrimination([.init(0.5, true)]).reason == "every answer with a confidence is right")
        #expect(
            Discrimination([.init(0.5, false), .init(0.6, false)]).reason == "no answer with a confidence is right")
        #expect(Discrimination([.init(0.5, true)]).value == nil && Discrimination([.init(0.5, true)]).interval == nil)
    }

    @Test func `equal confidences tell nothing, a perfect order all`() throws {
        let equal = (0..<8).map { CalibrationUnits.Unit(0.5, $0 < 4, cluster: Int32($0)) }
        #expect(Discrimination(equal).value == 0.5)
        let perfect = (0..<40).map { CalibrationUnits.Unit($0 < 20 ? 0.9 : 0.1, $0 < 20, cluster: Int32($0)) }
        let area = Discrimination(perfect)
        let interval = try #require(area.interval)
        // Wilson's of 20 of 20, with t at 19 degrees of freedom: 20 / (20 + 2.0930²).
        #expect(area.value == 1 && interval.high == 1 && abs(interval.low - 0.8203) < 1e-3)
        let one = Discrimination([.init(0.9, true), .init(0.1, false, cluster: 1)])
        #expect(one.value == 1 && one.interval?.low == 0 && one.interval?.high == 1)
    }
}
