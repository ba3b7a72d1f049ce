import AssayCore
import Testing

@testable import AssayMetrics

struct PairedTallyTests {
    private static let open = Share(numerator: 0, denominator: 0, excluded: 1)

    private static func one(_ counts: Bool) -> Share { Share(numerator: counts ? 1 : 0, denominator: 1, excluded: 0) }

    @Test func `a sample that the metric is not about changes nothing`() {
        var tally = PairedTally()
        tally.add(.none, .none, weight: 1, cluster: 0)
        #expect(tally.isEmpty && tally.bounds == nil && tally.values == nil && tally.interval == nil)
        #expect(tally.parts.isEmpty)
    }

    @Test func `the parts of the clusters add up to the difference`() {
        var tally = PairedTally()
        for (index, change) in [(true, false), (false, true), (false, true), (true, true), (false, false)].enumerated()
        {
            tally.add(Self.one(change.0), Self.one(change.1), weight: Double(index + 1), cluster: index / 2)
        }
        let values = tally.values
        #expect(tally.parts.count == 3)
        #expect(isClose(tally.parts.reduce(0, +), (values?.second ?? 0) - (values?.first ?? 0)))
    }

    @Test func `only single units of one weight in clusters of their own are plain`() {
        func tally(weights: [Double] = [1, 1], clusters: [Int] = [0, 1], units: Int = 1) -> PairedTally {
            var tally = PairedTally()
            for (weight, cluster) in zip(weights, clusters) {
                let share = Share(numerator: 0, denominator: units, excluded: 0)
                tally.add(share, share, weight: weight, cluster: cluster)
            }
            return tally
        }
        #expect(tally().isPlain)
        #expect(tally(weights: [4, 4]).isPlain)
        #expect(!tally(weights: [4, 1]).isPlain)
        #expect(!tally(clusters: [3, 3]).isPlain)
        #expect(!tally(units: 2).isPlain)
    }

    @Test func `bounds are open over units that stay in the denominator, too`() {
        // A counts; B does not, but may. Had it counted, the difference would be 0.
        var tally = PairedTally()
        tally.add(
            Self.one(true), Share(numerator: 0, denominator: 1, excluded: 0, mayCount: 1), weight: 1, cluster: 0)
        #expect(tally.bounds == Bounds(low: -1, high: 0))
        // A counts, but may not.
        tally = PairedTally()
        tally.add(
            Share(numerator: 1, denominator: 1, excluded: 0, mayNotCount: 1), Self.one(true), weight: 1, cluster: 0)
        #expect(tally.bounds == Bounds(low: 0, high: 1))
    }

    @Test func `bounds are those of every completion`() {
        // A: one counts, one is open. B: none counts, one is open. By brute force: B 0 to 1/2, A 1/2 to 1.
        var tally = PairedTally()
        tally.add(Self.one(true), Self.open, weight: 1, cluster: 0)
        tally.add(Self.open, Self.one(false), weight: 1, cluster: 1)
        #expect(tally.bounds == Bounds(low: -1, high: 0))
        #expect(tally.leftOut == .init(first: 1, second: 1, both: 0))
    }
}
