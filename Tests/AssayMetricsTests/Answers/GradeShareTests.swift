import AssayCore
import Testing

@testable import AssayMetrics

extension Records<GradeLabel> {
    /// One trial a sample, in this order; answers without a readable verdict, then records without an answer.
    static func graded(
        correct: Int, incorrect: Int, notAttempted: Int = 0, ungraded: Int = 0, missing: Int = 0
    ) -> Records {
        var builder = Builder(trials: 1, labels: GradeLabel.allCases)
        var cluster = 0
        func add(_ entry: Entry, _ count: Int) {
            for _ in 0..<count {
                builder.append([entry], cluster: cluster)
                cluster += 1
            }
        }
        add(.init(outcome: .judged, labels: [.grade: .correct]), correct)
        add(.init(outcome: .judged, labels: [.grade: .incorrect]), incorrect)
        add(.init(outcome: .judged, labels: [.grade: .notAttempted]), notAttempted)
        add(.init(outcome: .unjudged(.unreadable)), ungraded)
        add(.init(outcome: .unanswered(.timedOut)), missing)
        return builder.finish()
    }
}

struct GradeShareTests {
    private static let shares = [GradeShare.correct, .incorrect, .notAttempted, .ungraded]

    /// 5 correct, 2 incorrect, 1 not attempted, 2 ungraded, 2 without an answer.
    @Test func `the four shares are of the answers that came, and sum to one`() throws {
        let records = Records.graded(correct: 5, incorrect: 2, notAttempted: 1, ungraded: 2, missing: 2)
        let estimates = Self.shares.map { $0.measure(records) }
        #expect(estimates.map(\.name) == ["correct", "incorrect", "not_attempted", "ungraded"])
        #expect(estimates.map(\.numerator) == [5, 2, 1, 2])
        #expect(estimates.allSatisfy { $0.denominator == 10 && $0.excluded == 2 })
        #expect(abs(estimates.compactMap(\.value).reduce(0, +) - 1) < 1e-12)
        // Two ungraded and two unanswered are open.
        #expect(estimates[0].bounds == Bounds(low: 5.0 / 12, high: 9.0 / 12))
        #expect(estimates[1].bounds == Bounds(low: 2.0 / 12, high: 6.0 / 12))
        #expect(estimates[2].bounds == Bounds(low: 1.0 / 12, high: 5.0 / 12))
        #expect(estimates[3].bounds == Bounds(low: 0, high: 4.0 / 12))
    }

    @Test func `correct given attempted keeps ungraded answers in its denominator`() throws {
        let records = Records.graded(correct: 5, incorrect: 2, notAttempted: 1, ungraded: 2, missing: 2)
        let estimate = GradeShare.correctGivenAttempted.measure(records)
        #expect(estimate.numerator == 5 && estimate.denominator == 9 && estimate.excluded == 2)
        #expect(estimate.bounds == Bounds(low: 5.0 / 11, high: 9.0 / 11))
    }

    /// One blocked record, which a user meets as no attempt, and one that failed.
    @Test func `as the endpoint is met a block attempts no answer`() {
        var builder = Records<GradeLabel>.Builder(trials: 1, labels: GradeLabel.allCases)
        let entries: [Records<GradeLabel>.Entry] = [
            .init(outcome: .judged, labels: [.grade: .correct]), .init(outcome: .unanswered(.blockedInput)),
            .init(outcome: .unanswered(.timedOut)),
        ]
        for (cluster, entry) in entries.enumerated() { builder.append([entry], cluster: cluster) }
        let records = builder.finish()
        #expect(GradeShare.correct.measure(records).denominator == 1)
        #expect(GradeShare.correctAsMet.measure(records).value == 0.5)
        #expect(GradeShare.notAttemptedAsMet.measure(records).numerator == 1)
        #expect(GradeShare.correctAsMet.measure(records).excluded == 1)
        #expect(GradeShare.correctAsMet.name == "correct_system")
    }

    /// Two trials of one sample, one of them ungraded; both of the other correct.
    @Test func `over trials the share is the mean, and the sample is the cluster`() {
        var builder = Records<GradeLabel>.Builder(trials: 2, labels: GradeLabel.allCases)
        let correct = Records<GradeLabel>.Entry(outcome: .judged, labels: [.grade: .correct])
        builder.append([correct, .init(outcome: .unjudged(.unreadable))], cluster: 0)
        builder.append([correct, correct], cluster: 1)
        let estimate = GradeShare.correct.measure(builder.finish())
        #expect(estimate.value == 0.75 && estimate.interval?.method == "wilson-clustered")
    }

    @Test func `without any attempt there is no such share, and why is said`() {
        let estimate = GradeShare.correctGivenAttempted.measure(.graded(correct: 0, incorrect: 0, notAttempted: 3))
        #expect(estimate.value == nil && estimate.reason == "no answer attempts one")
        #expect(GradeShare.notAttempted.measure(.graded(correct: 0, incorrect: 0, notAttempted: 3)).value == 1)
    }
}
