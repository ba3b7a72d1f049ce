import AssayCore
import Testing

@testable import AssayMetrics

struct MacroMeanTests {
    /// Published totals of USB, the mean of twelve cells (PROTOCOLS 5; arXiv 2505.23793, leaderboard of SR).
    @Test(arguments: [
        ([84.15, 74.46, 35.41, 29.51, 87.16, 87.16, 47.51, 26.10, 77.04, 71.58, 39.81, 27.49], 57.28),
        ([7.75, 13.97, 4.81, 8.25, 11.09, 12.58, 8.76, 10.09, 10.33, 11.28, 9.08, 15.50], 10.29),
        ([97.12, 95.15, 66.91, 67.01, 97.16, 96.86, 79.70, 67.68, 93.53, 94.60, 71.82, 65.94], 82.79),
        // SafeBench, Bunny: eight categories to one decimal.
        ([9.0, 42.0, 54.5, 23.5, 38.2, 58.0, 34.0, 22.0], 35.15),
    ])
    func `published cells give the published total`(cells: [Double], total: Double) {
        #expect(isClose(MacroMean<Finding>.mean(cells), total, within: 0.005 + 1e-9))
    }

    private static let combinations = ["RIRT", "SIST"]
    private static let metric = MacroMean(
        name: "safety_rate", title: "Safety", of: TrialMajority.safe, groups: ["level1", .combination],
        cells: MacroMean<Finding>.product([["national", "public"], combinations]))

    /// Rulings of a cell.
    private static func cell(
        _ level: String, _ combination: String, _ rulings: [Bool?], weight: Double = 1, cluster: Int? = nil
    ) -> [Planned] {
        rulings.map {
            Planned(
                entries: [.ruled(safe: $0)], weight: weight, cluster: cluster,
                groups: ["level1": level, .combination: combination])
        }
    }

    private static func table(_ last: [Bool?]) -> Records<Finding> {
        .of(
            cell("national", "RIRT", [true, true, false, nil]) + cell("national", "SIST", [true])
                + cell("public", "RIRT", [false, false]) + cell("public", "SIST", last), trials: 1)
    }

    @Test func `a small table is as worked by hand`() {
        // 2/3, 1, 0, 1/2; the open sample makes the first 2/4 or 3/4.
        let estimate = Self.metric.measure(Self.table([true, false]))
        #expect(isClose(estimate.value, (2.0 / 3 + 1 + 0 + 0.5) / 4))
        #expect(estimate.aggregation == .macro)
        #expect(estimate.numerator == nil && estimate.denominator == nil)
        #expect(estimate.resolved == 8 && estimate.excluded == 1)
        #expect(isClose(estimate.bounds?.low, 2.0 / 4) && isClose(estimate.bounds?.high, 2.25 / 4))
        #expect(estimate.reason == nil)
        #expect(estimate.interval?.method == "score-macro")
    }

    @Test func `a cell without a resolved sample is named, and bounded by all that it could be`() {
        let open = Self.metric.measure(Self.table([nil]))
        #expect(open.value == nil && open.interval == nil)
        #expect(open.reason == "no sample is resolved in the cell level1 public, combination SIST")
        #expect(isClose(open.bounds?.low, (0.5 + 1 + 0 + 0) / 4) && isClose(open.bounds?.high, (0.75 + 1 + 0 + 1) / 4))
        let absent = Self.metric.measure(Self.table([]))
        #expect(absent.reason == "no sample is planned in the cell level1 public, combination SIST")
        #expect(absent.bounds == open.bounds)
        #expect(absent.excluded == 1 && open.excluded == 2)
    }

    @Test func `samples of no cell are in nothing`() {
        let extra = Records.of(
            Self.cell("national", "RIRT", [true]) + Self.cell("elsewhere", "RIRT", [false, nil])
                + [Planned(entries: [.ruled(safe: false)])], trials: 1)
        let metric = MacroMean(
            name: "x", title: "X", of: TrialMajority.safe, groups: ["level1"], cells: [["national"]])
        #expect(metric.measure(extra).value == 1)
        #expect(metric.measure(extra).resolved == 1 && metric.measure(extra).excluded == 0)
    }

    @Test func `one cell is the share itself, with Wilson's interval`() {
        let records = Records.of(Self.cell("national", "RIRT", Array(repeating: true, count: 9) + [false]), trials: 1)
        let metric = MacroMean(
            name: "x", title: "X", of: TrialMajority.safe, groups: ["level1"], cells: [["national"]])
        let wilson = Wilson.interval(0.9, size: 10)
        let interval = metric.measure(records).interval
        #expect(isClose(interval?.low, wilson.low, within: 1e-6))
        #expect(isClose(interval?.high, wilson.high, within: 1e-6))
    }

    @Test func `a slice that lies in some of the cells has no mean of cells, one that lies in all has`() {
        var samples = Self.cell("national", "RIRT", [true, false]) + Self.cell("national", "SIST", [true, false])
        samples += Self.cell("public", "RIRT", [true, false]) + Self.cell("public", "SIST", [true, false])
        for index in samples.indices { samples[index].groups[.language] = index.isMultiple(of: 2) ? "en" : "zh" }
        let estimates = Measurement.estimates(
            of: .of(samples, trials: 1), metrics: [Self.metric], slices: [["level1"], [.language]])
        #expect(estimates.map(\.group) == [[:], [.language: "en"], [.language: "zh"]])
        #expect(estimates.map(\.value) == [0.5, 1, 0])
    }

    @Test func `bounds and value agree with every completion of random small sets`() {
        var generator = SeededGenerator(state: 11)
        for _ in 0..<200 {
            let planned = (0..<7).map { _ -> (cell: Int, ruling: Bool?, weight: Double) in
                let ruling: Bool? = generator.unit() < 0.3 ? nil : generator.unit() < 0.5
                return (Int.random(in: 0..<4, using: &generator), ruling, generator.unit() < 0.5 ? 1 : 2.5)
            }
            let records = Records.of(
                planned.map {
                    Self.cell(
                        $0.cell < 2 ? "national" : "public", Self.combinations[$0.cell % 2], [$0.ruling],
                        weight: $0.weight)[0]
                }, trials: 1)
            let estimate = Self.metric.measure(records)
            let (low, high) = Self.bruteForce(planned)
            #expect(isClose(estimate.bounds?.low, low) && isClose(estimate.bounds?.high, high))
            let resolved = Set(planned.filter { $0.ruling != nil }.map(\.cell))
            #expect((estimate.value == nil) == (resolved.count < 4))
        }
    }

    /// The least and the greatest mean over all ways in which what is open may turn out; a cell without samples is 0 or 1.
    private static func bruteForce(_ planned: [(cell: Int, ruling: Bool?, weight: Double)]) -> (Double, Double) {
        var (low, high) = (Double.infinity, -Double.infinity)
        let open = planned.count { $0.ruling == nil }
        for pattern in 0..<(1 << (open + 4)) {
            var turn = 0
            var sums = [(counted: Double, of: Double)](repeating: (0, 0), count: 4)
            for sample in planned {
                var counts = sample.ruling ?? false
                if sample.ruling == nil {
                    counts = pattern >> turn & 1 == 1
                    turn += 1
                }
                sums[sample.cell].counted += counts ? sample.weight : 0
                sums[sample.cell].of += sample.weight
            }
            var total = 0.0
            for (cell, sum) in sums.enumerated() {
                total += sum.of > 0 ? sum.counted / sum.of : Double(pattern >> (open + cell) & 1)
            }
            let mean = total / 4
            (low, high) = (min(low, mean), max(high, mean))
        }
        return (low, high)
    }
}
