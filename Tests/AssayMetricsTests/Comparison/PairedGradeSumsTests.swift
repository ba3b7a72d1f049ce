import AssayCore
import Testing

@testable import AssayMetrics

extension Grades {
    /// One answer, or none where there is no letter: `c`orrect, `i`ncorrect, `n`ot attempted, `u`ngraded; `-` is missing.
    init(_ letters: String) {
        self.init()
        for letter in letters {
            switch letter {
            case "c": correct += 1
            case "i": incorrect += 1
            case "n": notAttempted += 1
            case "u": ungraded += 1
            default: missing += 1
            }
        }
    }
}

struct PairedGradeSumsTests {
    /// Samples by the letters of their answers in both runs, each a cluster unless others are named.
    private func sums(
        _ metric: FMeasure, _ first: [String], _ second: [String], weights: [Double]? = nil, clusters: [Int]? = nil
    ) -> PairedGradeSums {
        var sums = PairedGradeSums(metric)
        for place in first.indices {
            sums.add(
                Grades(first[place]), Grades(second[place]), weight: weights?[place] ?? 1,
                cluster: clusters?[place] ?? place, counts: (true, true))
        }
        return sums
    }

    // Harmonic: 2 * 2 / (4 + 3) = 4/7 and 2 * 3 / (4 + 3) = 6/7. In 49ths the four answers move the first value by 6, 6, -8
    // and -4, the second by 2, 2, 2 and -6: z = -4, -4, 10, -2, so V = 4/3 * 136 / 2401. One answer moves either by
    // 2/7, a step of 8/7: d = (2/7) / (8/7) = 1/4, and q = V * 4 * 49/64 + 1/16 = 34/147 + 1/16.
    @Test func `the interval is Tango's at the share that has the linearised variance`() throws {
        let sums = sums(.harmonic, ["c", "c", "i", "n"], ["c", "c", "c", "n"])
        let values = try #require(sums.values)
        #expect(abs(values.first - 4.0 / 7) < 1e-12 && abs(values.second - 6.0 / 7) < 1e-12)
        let differing = 34.0 / 147 + 1.0 / 16
        let ends = Tango.ends(
            .init(firstAlone: (differing - 0.25) / 2, secondAlone: (differing + 0.25) / 2, size: 4),
            quantile: Wilson.quantile)
        let interval = try #require(sums.interval)
        #expect(interval.method == "tango-linearised")
        #expect(abs(interval.low - ends.low * 8 / 7) < 1e-9 && abs(interval.high - min(1, ends.high * 8 / 7)) < 1e-9)
        #expect(sums.pairs == 4 && sums.rose == 1 && sums.fell == 0)
    }

    // Without a pair that differs Tango's interval ends at z² / (n + z²): 3.8415 / 23.8415 = 0.16113. Of 20 answers 15 are
    // attempted: an answer moves the harmonic mean by 2 * 20 / 35 = 8/7 twentieths, the arithmetic by (1 + 4/3) / 2 = 7/6.
    @Test(arguments: [(FMeasure.harmonic, 8.0 / 7), (FMeasure.mean, 7.0 / 6)])
    func `where nothing changes the interval is as wide as one of shares`(metric: FMeasure, step: Double) throws {
        let letters =
            Array(repeating: "c", count: 10) + Array(repeating: "i", count: 5) + Array(repeating: "n", count: 5)
        let interval = try #require(sums(metric, letters, letters).interval)
        #expect(abs(interval.high - 0.16113 * step) < 1e-4 && abs(interval.low + interval.high) < 1e-9)
    }

    @Test(arguments: [FMeasure.harmonic, .mean])
    func `the clusters' parts add up to the difference`(metric: FMeasure) throws {
        let first = ["cc", "in", "ci", "nn", "uc", "ii"]
        let second = ["ci", "cn", "cc", "ni", "cc", "in"]
        let sums = sums(metric, first, second, weights: [1, 2, 1, 1, 3, 1], clusters: [0, 0, 1, 2, 3, 3])
        let values = try #require(sums.values)
        #expect(sums.parts.count == 4)
        #expect(abs(sums.parts.reduce(0, +) - (values.second - values.first)) < 1e-12)
        #expect(sums.interval?.method == "tango-linearised-clustered")
    }

    @Test func `what is open stays out of the values and opens the bounds`() throws {
        let sums = sums(.harmonic, ["c", "i", "-", "n"], ["c", "-", "-", "i"])
        #expect(sums.pairs == 2 && sums.leftOut == .init(first: 0, second: 1, both: 1))
        // Over the pairs c, n and c, i: 2 * 1 / (2 + 1), and 2 * 1 / (2 + 2).
        let values = try #require(sums.values)
        #expect(abs(values.first - 2.0 / 3) < 1e-12 && values.second == 0.5)
        // First: 1 or 2 correct of 4 with 3 attempted; second: 1 to 3 of 4, all attempted.
        let bounds = try #require(sums.bounds)
        #expect(abs(bounds.low - (2.0 / 8 - 4.0 / 7)) < 1e-12 && abs(bounds.high - (6.0 / 8 - 2.0 / 7)) < 1e-12)
    }

    @Test func `a run that attempts nothing has no value, no interval and no parts`() {
        let sums = sums(.mean, ["n", "n"], ["c", "n"])
        #expect(sums.values == nil && sums.interval == nil && sums.parts.isEmpty && sums.pairs == 2)
    }

    @Test(arguments: [
        ("i", "c", 1), ("c", "i", -1), ("i", "n", 1), ("n", "i", -1), ("n", "c", 1), ("c", "c", 0), ("ci", "c", 1),
        ("u", "i", 0), ("cn", "ci", -1),
    ])
    func `more that is correct is better, then fewer attempts`(one: String, other: String, sign: Int) {
        #expect(PairedGradeSums.change(Grades(one), Grades(other)).signum() == sign)
    }
}
