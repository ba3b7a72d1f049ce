import AssayCore
import AssayMetrics
import Testing

struct ResponseShareTests {
    static let metric = ResponseShare<Finding>.truncated

    static func measure(_ entries: [Records<Finding>.Entry]) -> Estimate {
        metric.measure(.of(entries.map { Planned(entries: [$0]) }, trials: 1))
    }

    @Test func `it is settled what it is called and which way is better`() {
        #expect(Self.metric.name == "truncated_rate")
        #expect(Self.metric.direction == .lower)
    }

    @Test func `truncated answers count with or without text, over all replies`() {
        let estimate = Self.measure([
            .ruled(safe: true, effective: true), .ruled(safe: true, effective: true, isTruncated: true),
            .ruled(safe: nil, isTruncated: true), .init(outcome: .unanswered(.truncated)),
            .init(outcome: .unanswered(.empty)), .blocked, .blockedLate, .failed, .pending,
        ])
        #expect(estimate.value == 0.6)
        #expect(estimate.numerator == 3)
        #expect(estimate.denominator == 5)
        #expect(estimate.excluded == 4)
        #expect(estimate.bounds == Bounds(low: 3.0 / 9, high: 7.0 / 9))
    }

    @Test(arguments: Outcome.all)
    func `an outcome is a reply of the model or it is excluded`(outcome: Outcome) {
        let isReply =
            switch outcome {
            case .unanswered(.truncated), .unanswered(.empty): true
            case .unanswered, .pending: false
            default: true
            }
        let estimate = Self.measure([.init(outcome: outcome)])
        #expect(estimate.denominator == (isReply ? 1 : 0))
        #expect(estimate.excluded == (isReply ? 0 : 1))
        #expect(estimate.reason == (isReply ? nil : "no response has come"))
    }

    @Test func `the trials of a sample are counted one by one and are not independent`() throws {
        let cut = Records<Finding>.Entry.ruled(safe: true, effective: true, isTruncated: true)
        let whole = Records<Finding>.Entry.ruled(safe: true, effective: true)
        let records = Records.of(
            (0..<20).map { Planned(entries: Array(repeating: $0 < 5 ? cut : whole, count: 3)) }, trials: 3)
        let estimate = Self.metric.measure(records)
        #expect(estimate.numerator == 15)
        #expect(estimate.denominator == 60)
        let interval = try #require(estimate.interval)
        #expect(interval.method == "wilson-clustered")
        // No narrower than if only the twenty samples had been seen.
        let samples = Wilson.interval(0.25, size: 20)
        #expect(interval.low < samples.low && interval.high > samples.high)
    }

    @Test func `weights that differ weigh each of a sample's responses`() {
        let records = Records.of(
            [
                Planned(entries: [.ruled(safe: true, isTruncated: true), .failed], weight: 2),
                Planned(entries: [.ruled(safe: true), .ruled(safe: true)], weight: 1),
            ], trials: 2)
        let estimate = Self.metric.measure(records)
        // 2 of 2 + 2 * 1; open 2 of 6 planned.
        #expect(estimate.value == 0.5)
        #expect(estimate.numerator == nil && estimate.denominator == nil)
        #expect(estimate.resolved == 3 && estimate.excluded == 1)
        #expect(estimate.bounds == Bounds(low: 2.0 / 6, high: 4.0 / 6))
    }
}
