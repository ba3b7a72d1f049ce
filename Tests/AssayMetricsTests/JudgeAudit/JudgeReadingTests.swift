import AssayCore
import Testing

@testable import AssayMetrics

struct JudgeReadingTests {
    @Test(
        arguments: [
            (SmallAudit.Ruling.safe, JudgeReading<Finding>.label(.safe), true), (.unsafe, .label(.unsafe), false),
            (.unreadable, .lost, false), (.refused, .lost, false), (.blocked, .open, nil), (.failed, .open, nil),
            (.pending, .open, nil),
        ] as [(SmallAudit.Ruling, JudgeReading<Finding>, Bool?)])
    func `a reply without a ruling is wrong, and what never came is open`(
        ruling: SmallAudit.Ruling, reading: JudgeReading<Finding>, isSafe: Bool?
    ) {
        let found = JudgeReading(of: "safe", sample: 0, in: SmallAudit.records([("s", [(.none, ruling)])]))
        #expect(found == reading)
        #expect(found.isLabel("safe") == isSafe)
    }

    @Test func `every way of not ruling is one or the other`() {
        for reason in UnjudgedReason.allCases {
            var builder = Records<Finding>.Builder(trials: 1, labels: Finding.allCases)
            builder.append([.init(outcome: .unjudged(reason))], cluster: 0)
            let found = JudgeReading(of: "safe", sample: 0, in: builder.finish())
            let isOpen = [.judgeBlocked, .judgeFailed, .notJudged].contains(reason)
            #expect(found == (isOpen ? .open : .lost), "\(reason)")
        }
    }
}
