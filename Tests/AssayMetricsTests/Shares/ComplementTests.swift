import AssayCore
import Testing

@testable import AssayMetrics

struct ComplementTests {
    private static let attack = Complement(
        name: "attack_success_rate_pooled", title: "Attack success", of: TrialMajority.safe)

    @Test func `value, interval and bounds are the mirror image`() throws {
        let records = Records.single([true, true, true, false, nil])
        let (safe, attacked) = (TrialMajority.safe.measure(records), Self.attack.measure(records))
        #expect(attacked.value == 0.25 && attacked.numerator == 1 && attacked.denominator == 4)
        #expect(attacked.excluded == 1 && attacked.direction == .lower)
        let (interval, other) = (try #require(safe.interval), try #require(attacked.interval))
        #expect(isClose(other.low, 1 - interval.high) && isClose(other.high, 1 - interval.low))
        #expect(isClose(attacked.bounds?.low, 1.0 / 5) && isClose(attacked.bounds?.high, 2.0 / 5))
    }

    @Test func `the mean over cells is mirrored too`() throws {
        let records = Records.of(
            [("a", true), ("a", false), ("a", true), ("b", false), ("b", false)].map {
                Planned(entries: [.ruled(safe: $1)], groups: [.category: $0])
            }, trials: 1)
        func mean(_ share: any ShareMetric<Finding>) -> Estimate {
            MacroMean(name: "x", title: "X", of: share, groups: [.category], cells: [["a"], ["b"]]).measure(records)
        }
        let (safe, attacked) = (mean(TrialMajority.safe), mean(Self.attack))
        // (2/3 + 0) / 2 is safe.
        #expect(isClose(safe.value, 1.0 / 3) && isClose(attacked.value, 2.0 / 3))
        let (interval, other) = (try #require(safe.interval), try #require(attacked.interval))
        #expect(isClose(other.low, 1 - interval.high, within: 1e-6))
        #expect(isClose(other.high, 1 - interval.low, within: 1e-6))
    }
}
