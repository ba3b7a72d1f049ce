import AssayCore
import AssayMetrics
import Testing

struct FMeasureTests {
    /// PROTOCOLS 4.3: Qwen-Max, 1,263 correct and 21 not attempted of 2,000.
    @Test func `the two means of the published counts`() throws {
        let records = Records.graded(correct: 1263, incorrect: 716, notAttempted: 21)
        // (63.15 + 63.82) / 2, and 2 * 1263 / (2000 + 1979).
        #expect(abs(try #require(FMeasure.mean.measure(records).value) - 0.6349) < 0.0001)
        #expect(abs(try #require(FMeasure.harmonic.measure(records).value) - 2526.0 / 3979) < 1e-12)
    }

    @Test func `bounds are reached where every open record is incorrect, and where every one is correct`() throws {
        let records = Records.graded(correct: 5, incorrect: 2, notAttempted: 1, ungraded: 2, missing: 2)
        let mean = FMeasure.mean.measure(records)
        let low = FMeasure.mean.measure(.graded(correct: 5, incorrect: 6, notAttempted: 1)).value
        let high = FMeasure.mean.measure(.graded(correct: 9, incorrect: 2, notAttempted: 1)).value
        #expect(mean.bounds?.low == low && mean.bounds?.high == high)
        let interval = try #require(mean.interval)
        #expect(interval.low < mean.value ?? 0 && mean.value ?? 1 < interval.high)
        #expect(mean.resolved == 10 && mean.excluded == 2)
    }

    /// 200 questions each, drawn a thousand times: a coverage of 95 % is seen to within 1.4 points.
    @Test(arguments: [(0.6, 0.05), (0.3, 0.3), (0.1, 0.02), (0.9, 0.05), (0.05, 0.6)])
    func `the intervals hold the true value about as often as they say`(correct: Double, notAttempted: Double) {
        let attempted = 1 - notAttempted
        for metric in [FMeasure.mean, .harmonic] {
            guard let truth = metric.value(correct: correct, answers: 1, attempted: attempted) else { continue }
            let coverage = Simulation.share("\(metric.name) \(correct)", repetitions: 1000, seed: 9) { generator in
                var counts = [0, 0, 0]
                for _ in 0..<200 {
                    let drawn = generator.unit()
                    counts[drawn < correct ? 0 : drawn < correct + notAttempted ? 1 : 2] += 1
                }
                let records = Records.graded(correct: counts[0], incorrect: counts[2], notAttempted: counts[1])
                guard let interval = metric.measure(records).interval else { return false }
                return interval.low <= truth && truth <= interval.high
            }
            #expect((0.93...0.985).contains(coverage), "\(metric.name): \(coverage)")
        }
    }

    @Test func `an interval is never zero wide, and no answer gives no value`() throws {
        for records in [Records.graded(correct: 20, incorrect: 0), .graded(correct: 0, incorrect: 20)] {
            let interval = try #require(FMeasure.mean.measure(records).interval)
            #expect(interval.high - interval.low > 0.05)
        }
        #expect(FMeasure.mean.measure(.graded(correct: 0, incorrect: 0, missing: 2)).reason == "no answer has come")
        let none = FMeasure.harmonic.measure(.graded(correct: 0, incorrect: 0, notAttempted: 2))
        #expect(none.value == nil && none.reason == "no answer attempts one")
    }
}
