import AssayCore
import Testing

@testable import AssayMetrics

struct MacroSumsTests {
    private static func sums(cluster: (Int) -> Int, weight: Double = 1, units: Int = 40) -> MacroSums {
        var sums = MacroSums(cells: 2)
        for unit in 0..<units {
            let share = Share(numerator: unit % 8 < 4 ? 1 : 0, denominator: 1, excluded: 0)
            sums.add(share, weight: weight, cluster: cluster(unit), to: unit < units / 2 ? 0 : 1)
        }
        return sums
    }

    private static func width(_ sums: MacroSums) -> Double {
        sums.interval.map { $0.high - $0.low } ?? 0
    }

    @Test func `units in clusters of their own are plain, whatever their one weight`() {
        #expect(Self.sums(cluster: { $0 }).interval?.method == "score-macro")
        #expect(Self.sums(cluster: { $0 }, weight: 2.5).interval == Self.sums(cluster: { $0 }).interval)
    }

    @Test func `clusters that rule as one widen the interval, also over cells`() {
        let plain = Self.width(Self.sums(cluster: { $0 }))
        let within = Self.sums(cluster: { $0 / 4 })
        #expect(within.interval?.method == "score-macro-clustered")
        // The size falls to about a quarter, which doubles the width.
        #expect(Self.width(within) > 1.6 * plain)
        // Unit 20 + i is of the same cluster as unit i, in the other cell; of those that rule alike two thirds do.
        #expect(Self.sums(cluster: { $0 % 20 }).interval?.method == "score-macro-clustered")
        #expect(Self.width(Self.sums(cluster: { $0 % 8 })) > plain)
    }

    @Test func `one cluster says nothing`() {
        let interval = Self.sums(cluster: { _ in 0 }).interval
        #expect(interval?.low == 0 && interval?.high == 1)
    }

    @Test func `an empty cell is bounded by 0 and 1, and has no interval`() {
        let sums = MacroSums(cells: 3)
        #expect(sums.bounds == Bounds(low: 0, high: 1))
        #expect(sums.interval == nil)
    }
}
