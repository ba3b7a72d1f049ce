import AssayCore
import Testing

@testable import AssayMetrics

struct ShareScaleTests {
    private static let index = ShareScale(lowest: 20, highest: 100, unitsPerRecord: 4)

    @Test func `a share is put on the scale, and so is a difference of shares`() {
        #expect(Self.index.value(0) == 20 && Self.index.value(1) == 100 && Self.index.value(0.25) == 40)
        #expect(Self.index.difference(-0.25) == -20)
        #expect(ShareScale.fraction.value(1.0 / 3) == 1.0 / 3 && ShareScale.fraction.difference(0.5) == 0.5)
    }

    @Test func `counts are in records, and the value is their quotient`() {
        // Three answers that reach 4, 2 and 0 of four steps: ratings 5, 3, 1.
        #expect(Self.index.records(12) == 3)
        #expect(Self.index.numerator(counted: 6, of: 12) == 180)
        #expect(Self.index.numerator(counted: 6, of: 12) / 3 == Self.index.value(0.5))
        #expect(ShareScale.fraction.numerator(counted: 7, of: 9) == 7)
    }

    @Test func `an interval and bounds keep what they are`() {
        let interval = Self.index.interval(Interval(method: "wilson", level: 0.95, low: 0.25, high: 0.5))
        #expect(interval == Interval(method: "wilson", level: 0.95, low: 40, high: 60))
        #expect(Self.index.bounds(Bounds(low: 0, high: 1)) == Bounds(low: 20, high: 100))
    }

    @Test func `two runs are compared on the scale`() throws {
        func records(_ ratings: [Int]) -> Records<Finding> {
            .of(ratings.map { Planned(entries: [.init(outcome: .judged, rating: $0)]) }, trials: 1)
        }
        let pairs = (0..<4).map { SamplePairing.Pair(id: "\($0)", first: $0, second: $0) }
        let comparison = PairedComparison(
            of: PairedRecords(records([1, 2, 3, 4]), records([5, 2, 3, 5]), pairing: SamplePairing(of: pairs)),
            metrics: [RatingMean<Finding>(name: "safety_risk_index_pooled", title: "Index")], slices: [])
        let difference = try #require(comparison.differences.first)
        #expect(difference.first?.value == 50 && difference.second?.value == 75 && difference.difference == 25)
        #expect(difference.first?.denominator == 4 && difference.first?.numerator == nil)
        #expect(difference.rose == 2 && difference.fell == 0)
        let interval = try #require(difference.interval)
        #expect(interval.low <= 25 && interval.high >= 25 && (-80...80).contains(interval.low))
    }
}
