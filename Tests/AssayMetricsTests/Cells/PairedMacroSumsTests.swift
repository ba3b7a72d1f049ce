import AssayCore
import Testing

@testable import AssayMetrics

struct PairedMacroSumsTests {
    /// Pairs of one unit in a cell: so many that count in both runs, in the first alone, in the second alone, in neither.
    private struct Cell {
        var both = 0
        var fell = 0
        var rose = 0
        var neither = 0
    }

    private static func share(_ counts: Bool) -> Share {
        Share(numerator: counts ? 1 : 0, denominator: 1, excluded: 0)
    }

    private static func sums(_ cells: [Cell], swapped: Bool = false, cluster: (Int) -> Int = { $0 }) -> PairedMacroSums
    {
        var sums = PairedMacroSums(cells: cells.count)
        var number = 0
        for (place, cell) in cells.enumerated() {
            let kinds = [(true, true, cell.both), (true, false, cell.fell), (false, true, cell.rose)]
            for (first, second, count) in kinds + [(false, false, cell.neither)] {
                for _ in 0..<count {
                    sums.add(
                        share(swapped ? second : first), share(swapped ? first : second), weight: 1,
                        cluster: cluster(number), counts: (true, true), to: place)
                    number += 1
                }
            }
        }
        return sums
    }

    @Test func `each cell counts the same, however many pairs it has`() throws {
        // 1 of 4 and 3 of 4 in one cell, 1 of 2 and 1 of 2 in the other: (1/4 + 1/2) / 2 and (3/4 + 1/2) / 2.
        let sums = Self.sums([Cell(both: 1, rose: 2, neither: 1), Cell(both: 1, neither: 1)])
        let values = try #require(sums.values)
        #expect(values.first == 0.375 && values.second == 0.625)
        // n = 4 / (1/4 + 1/2) = 16/3; Tango's score equation there, solved by SciPy's brentq.
        let interval = try #require(sums.interval)
        #expect(interval.method == "tango-macro")
        #expect(abs(interval.low - -0.273_371_368_555_611_5) < 1e-9)
        #expect(abs(interval.high - 0.653_776_946_484_749_2) < 1e-9)
    }

    @Test func `where the pairs that differ lie in the smaller cell the interval is wider`() throws {
        // 40 pairs that agree; 5 of which 2 rise and 1 falls: V = ((3/5 - 1/25) / 5) / 4 = 0.028, n = (0.3 - 0.01) / 0.028.
        let sums = Self.sums([Cell(both: 20, neither: 20), Cell(both: 1, fell: 1, rose: 2, neither: 1)])
        let interval = try #require(sums.interval)
        #expect(abs(interval.low - -0.272_922_804_210_620_1) < 1e-8)
        #expect(abs(interval.high - 0.447_652_173_864_755_9) < 1e-8)
    }

    @Test func `of one cell it is the interval of single pairs`() throws {
        let interval = try #require(Self.sums([Cell(both: 50, fell: 7, rose: 13, neither: 30)]).interval)
        let single = PairedSums.interval(firstAlone: 7, secondAlone: 13, pairs: 100)
        #expect(abs(interval.low - single.low) < 1e-9 && abs(interval.high - single.high) < 1e-9)
    }

    @Test func `runs that change places turn the sign`() throws {
        let cells = [Cell(both: 4, fell: 2, rose: 5, neither: 3), Cell(both: 1, fell: 3, rose: 1, neither: 6)]
        let (one, other) = (Self.sums(cells), Self.sums(cells, swapped: true))
        let (forth, back) = try (#require(one.interval), #require(other.interval))
        #expect(abs(forth.low + back.high) < 1e-12 && abs(forth.high + back.low) < 1e-12)
        for (mine, theirs) in zip(one.parts, other.parts) { #expect(abs(mine + theirs) < 1e-15) }
    }

    @Test func `the clusters' parts add up to the difference`() throws {
        let sums = Self.sums(
            [Cell(both: 4, fell: 2, rose: 5, neither: 3), Cell(both: 1, fell: 3, rose: 1, neither: 6)]) { $0 / 4 }
        let values = try #require(sums.values)
        #expect(abs(sums.parts.reduce(0, +) - (values.second - values.first)) < 1e-12)
    }

    @Test func `clusters that reach over cells widen the interval`() throws {
        let cells = [Cell(both: 10, fell: 4, rose: 8, neither: 10), Cell(both: 10, fell: 4, rose: 8, neither: 10)]
        let plain = try #require(Self.sums(cells).interval)
        // The same 32 places in both cells: each cluster changes in both or in neither.
        let clustered = try #require(Self.sums(cells) { $0 % 32 }.interval)
        #expect(clustered.method == "tango-macro-clustered")
        #expect(clustered.high - clustered.low > 1.2 * (plain.high - plain.low))
    }

    @Test func `a cell without a pair leaves no value, and may be anything`() {
        // The first cell rises by 1 of 2; the second may lie anywhere from -1 to 1.
        let sums = Self.sums([Cell(rose: 1, neither: 1), Cell()])
        #expect(sums.values == nil && sums.interval == nil)
        #expect(sums.bounds == Bounds(low: -0.25, high: 0.75))
    }
}
