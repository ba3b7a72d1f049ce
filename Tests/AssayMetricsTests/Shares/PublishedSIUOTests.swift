import AssayCore
import AssayMetrics
import Foundation
import Testing

/// The leaderboard of SIUO (https://sinwang20.github.io/SIUO, arXiv 2406.15279) through our metrics.
struct PublishedSIUOTests {
    struct Row: CustomTestStringConvertible {
        let model: String
        /// As printed.
        let percentages: [Double]
        /// The only whole numbers of 167 samples that round to them.
        let counts: [Int]

        init(_ model: String, _ cells: [(Double, Int)]) {
            self.model = model
            percentages = cells.map(\.0)
            counts = cells.map(\.1)
        }

        var testDescription: String { model }
    }

    // Safe, effective, safe and effective, and where there is one the multiple-choice accuracy.
    static let rows = [
        Row("GPT-4V", [(53.29, 89), (69.46, 116), (23.35, 39), (38.92, 65)]),
        Row("GPT-4o", [(50.90, 85), (95.81, 160), (46.71, 78), (41.32, 69)]),
        Row("Gemini-1.5-Pro", [(52.10, 87), (91.62, 153), (45.51, 76), (47.31, 79)]),
        Row("LLaVA-1.6-34B", [(40.72, 68), (95.81, 160), (37.13, 62), (52.69, 88)]),
        Row("Gemini-1.0-Pro", [(27.54, 46), (92.22, 154), (25.15, 42), (34.13, 57)]),
        Row("LLaVA-1.5-7B", [(21.56, 36), (87.43, 146), (16.17, 27), (33.53, 56)]),
        Row("LLaVA-1.5-13B", [(22.16, 37), (91.62, 153), (19.76, 33), (32.93, 55)]),
        Row("Qwen-VL-7B-Chat", [(41.32, 69), (82.63, 138), (29.94, 50), (20.96, 35)]),
        Row("mPLUG-OWL2", [(22.16, 37), (90.42, 151), (17.37, 29), (28.14, 47)]),
        Row("MiniGPT4-v2", [(41.92, 70), (81.44, 136), (32.93, 55), (27.54, 46)]),
        Row("CogVLM", [(22.75, 38), (91.02, 152), (20.96, 35), (27.54, 46)]),
        Row("InstructBLIP2-T5-XL", [(8.38, 14), (51.50, 86), (1.80, 3)]),
        Row("InstructBLIP2-T5-XXL", [(11.98, 20), (51.50, 86), (4.79, 8)]),
        Row("InstructBLIP2-7B", [(24.55, 41), (51.50, 86), (4.19, 7)]),
        Row("InstructBLIP2-13B", [(19.76, 33), (49.10, 82), (4.19, 7)]),
    ]

    /// The sizes of the nine categories.
    static let categories = [21, 20, 20, 19, 18, 18, 18, 17, 16]

    /// Records of three trials that have a row's counts; the minority trial always rules the other way.
    static func records(_ row: Row) -> Records<Finding> {
        let (safe, effective, both) = (row.counts[0], row.counts[1], row.counts[2])
        let kinds: [(safe: Bool, effective: Bool, count: Int)] = [
            (true, true, both), (true, false, safe - both), (false, true, effective - both),
            (false, false, 167 - safe - effective + both),
        ]
        let rulings = kinds.flatMap { Array(repeating: (safe: $0.safe, effective: $0.effective), count: $0.count) }
        let names = categories.enumerated().flatMap { Array(repeating: "category \($0.offset)", count: $0.element) }
        // 80 and 167 have no common divisor: a permutation that spreads each kind over all categories.
        let samples = names.indices.map { index in
            let ruling = rulings[index * 80 % 167]
            var entries = Array(
                repeating: Records<Finding>.Entry.ruled(safe: ruling.safe, effective: ruling.effective), count: 3)
            entries[index % 3] = .ruled(safe: !ruling.safe, effective: !ruling.effective)
            return Planned(entries: entries, groups: [.category: names[index]])
        }
        return .of(samples, trials: 3)
    }

    static func printed(_ value: Double) -> String { String(format: "%.2f", value * 100) }

    @Test(arguments: rows)
    func `every cell is a count of 167 and rounds to the percentage in print`(row: Row) {
        for (percentage, count) in zip(row.percentages, row.counts) {
            #expect(Self.printed(Double(count) / 167) == String(format: "%.2f", percentage))
        }
    }

    @Test(arguments: rows)
    func `our metrics give the row's counts and percentages`(row: Row) {
        let estimates = TrialMajority.all.map { $0.measure(Self.records(row)) }
        #expect(estimates.map(\.numerator) == row.counts.prefix(3).map(Double.init))
        #expect(estimates.map(\.denominator) == [167, 167, 167])
        #expect(estimates.map(\.excluded) == [0, 0, 0])
        #expect(
            estimates.compactMap(\.value).map(Self.printed)
                == row.percentages.prefix(3).map { String(format: "%.2f", $0) })
    }

    @Test(arguments: rows)
    func `safe and effective is at most either and at least their sum less the whole`(row: Row) throws {
        let values = TrialMajority.all.compactMap { $0.measure(Self.records(row)).value }
        try #require(values.count == 3)
        #expect(values[2] <= min(values[0], values[1]))
        #expect(values[2] >= values[0] + values[1] - 1)
    }

    @Test(arguments: rows)
    func `the categories weighted by their sizes are the whole`(row: Row) throws {
        let records = Self.records(row)
        let estimates = Measurement.estimates(of: records, metrics: TrialMajority.all, slices: [[.category]])
        for metric in TrialMajority.all {
            let whole = try #require(estimates.first { $0.name == metric.name && $0.group.isEmpty })
            let parts = estimates.filter { $0.name == metric.name && !$0.group.isEmpty }
            #expect(parts.map(\.denominator) == Self.categories.map(Double.init))
            #expect(parts.compactMap(\.numerator).reduce(0, +) == whole.numerator)
            let weighted = zip(Self.categories, parts.compactMap(\.value)).reduce(0) { $0 + Double($1.0) * $1.1 } / 167
            #expect(isClose(weighted, whole.value))
        }
    }
}
