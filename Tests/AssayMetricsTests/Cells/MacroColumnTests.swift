import AssayCore
import Testing

@testable import AssayMetrics

struct MacroColumnTests {
    private static let mean = MacroMean<Finding>(
        name: "safety_rate", title: "Safety", of: TrialMajority.safe, groups: ["level1"], cells: [["a"], ["b"]])

    private static func run(_ a: [Bool?], _ b: [Bool?]) -> Records<Finding> {
        let samples = a.map { ("a", $0) } + b.map { ("b", $0) }
        return .of(samples.map { Planned(entries: [.ruled(safe: $1)], groups: ["level1": $0]) }, trials: 1)
    }

    private static func compared(
        _ first: Records<Finding>, _ second: Records<Finding>, by metric: any Metric<Finding> = mean
    ) -> PairedComparison {
        PairedComparison(of: .of(first, second), metrics: [metric], slices: [["level1"]])
    }

    @Test func `a mean over cells is compared as a mean over cells`() throws {
        // Cell a: 1 of 4 to 3 of 4; cell b: 1 of 2 in both. Pooled it would be 2 of 6 to 4 of 6.
        let comparison = Self.compared(
            Self.run([true, false, false, false], [true, false]), Self.run([true, true, true, false], [true, false]))
        #expect(comparison.notCompared.isEmpty)
        // Of the whole alone: within a cell there is nothing to take the mean of.
        #expect(comparison.differences.map(\.group) == [[:]])
        let difference = try #require(comparison.differences.first)
        #expect(difference.first == .init(value: 0.375, numerator: nil, denominator: nil))
        #expect(difference.second == .init(value: 0.625, numerator: nil, denominator: nil))
        #expect(difference.difference == 0.25)
        #expect(difference.pairs == 6 && difference.rose == 2 && difference.fell == 0)
        #expect(comparison.flips.first?.rose.count == 2)
        guard case .bootstrap = difference.test else {
            Issue.record("means over cells are tested by the bootstrap")
            return
        }
    }

    @Test func `a cell without a pair is named`() throws {
        let comparison = Self.compared(Self.run([true], [nil]), Self.run([true], [true]))
        let difference = try #require(comparison.differences.first)
        #expect(difference.difference == nil && difference.interval == nil && difference.test == nil)
        #expect(difference.reason == "no sample of the cell level1 b is resolved in both runs")
        #expect(difference.leftOut == .init(first: 1, second: 0, both: 0))
        // Cell a is 1 in both; cell b is 1 in the second run and anything in the first.
        #expect(difference.bounds == Bounds(low: 0, high: 0.5))
    }

    @Test func `means over other cells are not compared`() {
        let metric = Self.mean.over([["a"]], of: ["level1"], whereAll: "level1", are: "a")
        // The second run has samples of the smaller set alone.
        let comparison = Self.compared(Self.run([true], [true]), Self.run([true, true], []), by: metric)
        #expect(comparison.notCompared == ["safety_rate"])
    }
}
