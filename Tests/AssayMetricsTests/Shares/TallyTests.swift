import AssayCore
import Testing

@testable import AssayMetrics

struct TallyTests {
    static let counted = Share(numerator: 1, denominator: 1, excluded: 0)
    static let notCounted = Share(numerator: 0, denominator: 1, excluded: 0)
    static let open = Share(numerator: 0, denominator: 0, excluded: 1)

    static func tally(_ shares: [(share: Share, weight: Double)]) -> Tally {
        var tally = Tally()
        for (index, entry) in shares.enumerated() { tally.add(entry.share, weight: entry.weight, cluster: index) }
        return tally
    }

    @Test func `weights that are all alike change nothing`() {
        let shares = [Self.counted, Self.notCounted, Self.notCounted, Self.open]
        for weight in [1.0, 0.1, 1.0 / 3, 7] {
            let tally = Self.tally(shares.map { (share: $0, weight: weight) })
            #expect(!tally.isWeighted)
            #expect(tally.value == 1.0 / 3)
            #expect(tally.bounds == Bounds(low: 0.25, high: 0.5))
            #expect(tally.interval == Wilson.interval(1.0 / 3, size: 3))
        }
    }

    @Test func `weights that differ are in value and bounds`() {
        // Counted 3 of 3 + 1; open 4 of 8 planned.
        let tally = Self.tally([(Self.counted, 3), (Self.notCounted, 1), (Self.open, 4)])
        #expect(tally.isWeighted)
        #expect(tally.value == 0.75)
        #expect(tally.bounds == Bounds(low: 3.0 / 8, high: 7.0 / 8))
        #expect(tally.numerator == 1 && tally.denominator == 2 && tally.excluded == 1)
    }

    @Test func `samples outside the metric do not count, nor does their weight`() {
        let tally = Self.tally([(Self.counted, 1), (.none, 5), (Self.notCounted, 1)])
        #expect(!tally.isWeighted)
        #expect(tally.value == 0.5)
    }

    @Test func `the order of the samples does not change a count`() {
        let shares = (0..<60).map { (share: $0 % 7 == 0 ? Self.counted : Self.notCounted, weight: 0.3) }
        var forward = Tally()
        var backward = Tally()
        for (index, entry) in shares.enumerated() {
            forward.add(entry.share, weight: entry.weight, cluster: index / 4)
        }
        for (index, entry) in shares.enumerated().reversed() {
            backward.add(entry.share, weight: entry.weight, cluster: index / 4)
        }
        #expect(forward.value == backward.value)
        #expect(forward.interval == backward.interval)
    }

    @Test func `nothing at all has no value, no bounds and no interval`() {
        let tally = Self.tally([])
        #expect(tally.isEmpty)
        #expect(tally.value == nil && tally.bounds == nil && tally.interval == nil)
    }
}
