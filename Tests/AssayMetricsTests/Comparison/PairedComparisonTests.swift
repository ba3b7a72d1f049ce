import AssayCore
import Testing

@testable import AssayMetrics

struct PairedComparisonTests {
    /// Both resolved: s1 to s5 and s9; A counts s1, s2, s5, B counts s1, s3, s4, s5, s9.
    private static let first: [Bool?] = [true, true, false, false, true, nil, true, nil, false]
    private static let second: [Bool?] = [true, false, true, true, true, true, nil, nil, true]

    private static func compared(cluster: (Int) -> Int = { $0 }) throws -> PairedDifference {
        func run(_ rulings: [Bool?]) -> Records<Finding> {
            .of(
                rulings.enumerated().map { Planned(entries: [.ruled(safe: $1)], cluster: cluster($0)) }, trials: 1)
        }
        let comparison = PairedComparison(
            of: .of(run(first), run(second)), metrics: [TrialMajority.safe], slices: [])
        return try #require(comparison.differences.first)
    }

    @Test func `a small table is as worked by hand`() throws {
        let difference = try Self.compared()
        #expect(difference.pairs == 6)
        #expect(difference.leftOut == .init(first: 1, second: 1, both: 1))
        #expect(difference.first == .init(value: 0.5, numerator: 3, denominator: 6))
        #expect(difference.second == .init(value: 5.0 / 6, numerator: 5, denominator: 6))
        #expect(isClose(difference.difference, 1.0 / 3))
        #expect(difference.rose == 3 && difference.fell == 1)
        // A can end at 4/9 to 6/9, B at 6/9 to 8/9.
        #expect(isClose(difference.bounds?.low, 0) && isClose(difference.bounds?.high, 4.0 / 9))
        // 2 (1 + 4) / 16; less 4 / 16.
        #expect(difference.test == .mcnemar(McNemar(firstAlone: 1, secondAlone: 3)))
        #expect(isClose(difference.test?.p, 0.375))
        #expect(isClose(difference.test?.exactP, 0.625))
        #expect(difference.interval?.method == "tango")
        #expect(difference.adjustedP == nil)
    }

    @Test func `samples that are not independent are tested by the bootstrap, with a wider interval`() throws {
        let (single, paired) = (try Self.compared(), try Self.compared { $0 / 2 })
        #expect(paired.difference == single.difference)
        #expect(paired.interval?.method == "tango-clustered")
        let (one, other) = (try #require(single.interval), try #require(paired.interval))
        #expect(other.high - other.low > one.high - one.low)
        guard case .bootstrap(.standard, _) = paired.test else {
            Issue.record("clustered samples need the bootstrap")
            return
        }
        #expect(paired.test?.exactP == nil)
    }

    @Test func `one cluster says nothing`() throws {
        let difference = try Self.compared { _ in 0 }
        #expect(difference.interval?.low == -1 && difference.interval?.high == 1)
        #expect(difference.test?.p == 1)
    }

    @Test func `flips are named, each way, in order of their ids`() {
        let comparison = PairedComparison(
            of: .of(.single(Self.first), .single(Self.second)), metrics: [TrialMajority.safe], slices: [])
        #expect(comparison.flips == [.init(name: "safe_rate", rose: ["s3", "s4", "s9"], fell: ["s2"])])
    }

    @Test func `without a common resolved sample there is no difference, and a reason`() throws {
        let comparison = PairedComparison(
            of: .of(.single([true, nil]), .single([nil, true])), metrics: [TrialMajority.safe], slices: [])
        let difference = try #require(comparison.differences.first)
        #expect(difference.difference == nil && difference.test == nil && difference.interval == nil)
        #expect(difference.reason == "no sample is resolved in both runs")
        #expect(difference.bounds == Bounds(low: -0.5, high: 0.5))
    }

    @Test func `of a run that stopped only what comes before its first pending sample is compared`() throws {
        func run(_ rulings: [Bool?], pending: Int?) -> Records<Finding> {
            .of(
                rulings.enumerated().map { Planned(entries: [$0 == pending ? .pending : .ruled(safe: $1)]) }, trials: 1)
        }
        let first = run([true, false, true, false], pending: nil)
        let second = run([true, true, true, true], pending: 2)
        let comparison = PairedComparison(of: .of(first, second), metrics: [TrialMajority.safe], slices: [])
        let difference = try #require(comparison.differences.first)
        #expect(difference.pairs == 2 && difference.leftOut == .init(first: 0, second: 2, both: 0))
        #expect(difference.first == .init(value: 0.5, numerator: 1, denominator: 2))
        #expect(difference.second == .init(value: 1, numerator: 2, denominator: 2))
        // All four: A has 2 of 4, B 3 or 4 of 4.
        #expect(difference.bounds == Bounds(low: 0.25, high: 0.5))
        #expect(comparison.flips == [.init(name: "safe_rate", rose: ["s2"], fell: [])])
    }

    @Test func `values of a breakdown are adjusted together, and one without pairs is not counted`() {
        func run(_ rulings: [(String, Bool?)]) -> Records<Finding> {
            .of(rulings.map { Planned(entries: [.ruled(safe: $1)], groups: [.category: $0]) }, trials: 1)
        }
        let names = Array(repeating: "a", count: 8) + Array(repeating: "b", count: 5) + ["c"]
        let first: [Bool?] = [true] + Array(repeating: false, count: 7) + Array(repeating: false, count: 5) + [nil]
        let second: [Bool?] = [false] + Array(repeating: true, count: 7) + Array(repeating: true, count: 5) + [true]
        let comparison = PairedComparison(
            of: .of(run(Array(zip(names, first))), run(Array(zip(names, second)))), metrics: [TrialMajority.safe],
            slices: [[.category]])
        let slices = comparison.differences.dropFirst()
        #expect(slices.map { $0.group[.category] } == ["a", "b", "c"])
        // 10/256 and 1/32: the smaller is 1/32, twice that is 1/16; the other is raised to it.
        #expect(zip(slices.map { $0.test?.p }, [0.0390625, 0.03125, nil]).allSatisfy { isClose($0, $1) })
        #expect(zip(slices.map(\.adjustedP), [0.0625, 0.0625, nil]).allSatisfy { isClose($0, $1) })
    }

    @Test func `a unit that is not the sample is compared by the bootstrap`() throws {
        // Truncated: 1 of 2 and 0 of 2 in A, 2 of 2 and 0 of 1 in B, where one response is missing.
        func cut(_ flags: [Bool?]) -> Planned {
            Planned(entries: flags.map { $0.map { .ruled(safe: true, effective: true, isTruncated: $0) } ?? .failed })
        }
        let comparison = PairedComparison(
            of: .of(
                .of([cut([true, false]), cut([false, false])], trials: 2),
                .of([cut([true, true]), cut([false, nil])], trials: 2)),
            metrics: [ResponseShare<Finding>.truncated], slices: [])
        let difference = try #require(comparison.differences.first)
        #expect(difference.first == .init(value: 0.25, numerator: 1, denominator: 4))
        #expect(difference.second == .init(value: 2.0 / 3, numerator: 2, denominator: 3))
        #expect(difference.rose == 1 && difference.fell == 0)
        guard case .bootstrap = difference.test else {
            Issue.record("two units a sample need the bootstrap")
            return
        }
    }

    @Test func `runs of different numbers of trials are compared sample by sample`() throws {
        let three = Records<Finding>.of(
            [Planned(entries: [.ruled(safe: true), .ruled(safe: true), .ruled(safe: false)])], trials: 3)
        let comparison = PairedComparison(
            of: .of(three, .single([false])), metrics: [TrialMajority.safe], slices: [])
        #expect(comparison.differences.first?.difference == -1)
    }

    @Test func `weights count, and then no counts are given`() throws {
        func run(_ rulings: [Bool]) -> Records<Finding> {
            .of(
                rulings.enumerated().map { Planned(entries: [.ruled(safe: $1)], weight: Double($0 + 1)) }, trials: 1)
        }
        // Weights 1, 2, 3: A counts 1 of 6, B counts 5 of 6.
        let comparison = PairedComparison(
            of: .of(run([true, false, false]), run([false, true, true])), metrics: [TrialMajority.safe], slices: [])
        let difference = try #require(comparison.differences.first)
        #expect(isClose(difference.first?.value, 1.0 / 6) && isClose(difference.second?.value, 5.0 / 6))
        #expect(difference.first?.numerator == nil)
        #expect(isClose(difference.bounds?.low, 4.0 / 6))
    }

    @Test func `a metric that is no share is named and not compared`() {
        let comparison = PairedComparison(
            of: .of(.single([true]), .single([true])), metrics: [Constant(), TrialMajority.safe], slices: [])
        #expect(comparison.notCompared == ["constant"])
        #expect(comparison.differences.map(\.name) == ["safe_rate"])
    }

    /// A metric that is no share.
    private struct Constant: Metric {
        let name = "constant"

        func measure(_ records: Records<Finding>) -> Estimate { TrialMajority.safe.measure(records) }
    }
}
