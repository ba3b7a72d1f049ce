import AssayCore
import Testing

@testable import AssayMetrics

struct LiveEstimateTests {
    static func one(_ ruling: Bool?, weight: Double = 1) -> Records<Finding> {
        .of([Planned(entries: [.ruled(safe: ruling)], weight: weight)], trials: 1)
    }

    /// A metric that is no sum over samples.
    struct Other: Metric {
        let name = "other"

        func measure(_ records: Records<Finding>) -> Estimate {
            TrialMajority.safe.measure(records)
        }
    }

    @Test func `samples ahead of the prefix wait`() {
        var live = LiveEstimate(metric: TrialMajority.safe)
        #expect(live.current == nil)
        live.sampleEnded(at: 2, records: Self.one(true))
        live.sampleEnded(at: 1, records: Self.one(true))
        #expect(live.current == nil)
        #expect(live.waiting == 2)
        live.sampleEnded(at: 0, records: Self.one(false))
        #expect(live.current?.value == 2.0 / 3)
        #expect(live.current?.samples == 3)
        #expect(live.waiting == 0)
        live.sampleEnded(at: 4, records: Self.one(false))
        #expect(live.current?.samples == 3)
    }

    @Test func `in any order it comes to the report's estimate of the same samples`() throws {
        let rulings: [Bool?] = (0..<50).map { $0 % 9 == 4 ? nil : $0 % 3 == 0 }
        let report = TrialMajority.safe.measure(.single(rulings))
        var generator = SeededGenerator(state: 7)
        var live = LiveEstimate(metric: TrialMajority.safe)
        for position in rulings.indices.shuffled(using: &generator) {
            live.sampleEnded(at: position, records: Self.one(rulings[position]))
        }
        let current = try #require(live.current)
        #expect(current.value == report.value)
        #expect(current.low == report.interval?.low)
        #expect(current.high == report.interval?.high)
        #expect(current.samples == report.resolved)
    }

    @Test func `a prefix is not biased by what ends first`() {
        // Every other sample is a refusal that ends at once; the others have not ended.
        var live = LiveEstimate(metric: TrialMajority.safe)
        for position in stride(from: 0, to: 100, by: 2) { live.sampleEnded(at: position, records: Self.one(true)) }
        #expect(live.current?.samples == 1)
        for position in stride(from: 1, to: 11, by: 2) { live.sampleEnded(at: position, records: Self.one(false)) }
        #expect(live.current?.samples == 11)
        #expect(live.current?.value == 6.0 / 11)
    }

    @Test func `a sample that ended unresolved lets the prefix go on`() {
        var live = LiveEstimate(metric: TrialMajority.safe)
        live.sampleEnded(at: 0, records: Self.one(nil))
        #expect(live.current == nil)
        live.sampleEnded(at: 1, records: Self.one(true))
        #expect(live.current?.samples == 1)
    }

    @Test func `a position that was given before is ignored`() {
        var live = LiveEstimate(metric: TrialMajority.safe)
        live.sampleEnded(at: 0, records: Self.one(true))
        live.sampleEnded(at: 0, records: Self.one(false))
        live.sampleEnded(at: 2, records: Self.one(true))
        live.sampleEnded(at: 2, records: Self.one(false))
        live.sampleEnded(at: 1, records: Self.one(true))
        #expect(live.current?.value == 1)
        #expect(live.current?.samples == 3)
    }

    @Test func `weights and several responses a sample are taken as the report takes them`() throws {
        let samples = (0..<12).map { (index: Int) -> Planned in
            let first = Records<Finding>.Entry.ruled(safe: true, isTruncated: index.isMultiple(of: 4))
            let second = index.isMultiple(of: 5) ? Records<Finding>.Entry.failed : .ruled(safe: true)
            return Planned(entries: [first, second], weight: Double(1 + index % 3))
        }
        let report = ResponseShare<Finding>.truncated.measure(.of(samples, trials: 2))
        var live = LiveEstimate(metric: ResponseShare<Finding>.truncated)
        for (position, sample) in samples.enumerated() {
            live.sampleEnded(at: position, records: .of([sample], trials: 2))
        }
        let current = try #require(live.current)
        #expect(isClose(current.value, report.value))
        #expect(isClose(current.low, report.interval?.low))
        #expect(isClose(current.high, report.interval?.high))
        #expect(current.samples == report.resolved)
    }

    @Test func `a metric that is no sum over samples has none`() {
        var live = LiveEstimate<Finding>(metric: Other())
        live.sampleEnded(at: 0, records: Self.one(true))
        #expect(live.current == nil)
    }
}
