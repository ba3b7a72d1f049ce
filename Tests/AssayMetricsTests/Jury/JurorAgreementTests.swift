import AssayCore
import Testing

@testable import AssayMetrics

struct JurorAgreementTests {
    private static let metric = JurorAgreement<Finding>(on: "safe")

    @Test func `it is alpha of the first votes, whatever came after`() throws {
        let estimate = Self.metric.measure(
            .voted([
                .votes(["ss", "uu"], verdict: .unsafe), .votes(["ss", "ss"], verdict: .safe),
                .votes(["su", "uu"], verdict: .unsafe), .votes(["s-", "ss"], verdict: .safe), .pending,
            ]))
        #expect(estimate.name == "juror_agreement")
        #expect(isClose(estimate.value, 0))
        #expect((estimate.resolved, estimate.excluded) == (3, 2))
        #expect(estimate.numerator == nil && estimate.denominator == nil && estimate.bounds == nil)
        let interval = try #require(estimate.interval)
        #expect(interval.low < 0 && interval.high > 0 && interval.low >= -1 && interval.high <= 1)
    }

    @Test func `without a value there is a reason`() {
        #expect(Self.metric.measure(.single([true])).reason == "the run has no jury")
        let alike = Self.metric.measure(.voted([.votes(["uu"], verdict: .unsafe)]))
        #expect(alike.value == nil && alike.interval == nil && alike.reason == "only one value occurs")
    }

    /// Two jurors agree on n units, half of them each way: no disagreement in n clusters is at most t² / (n + t²) by
    /// Wilson, with t of n - 1 degrees, over a chance of disagreement of n / (2n - 1).
    @Test(arguments: [10, 100])
    func `jurors that always agree have an interval below 1`(count: Int) throws {
        let entries = (0..<count).map { number -> Records<Finding>.Entry in
            number % 2 == 0 ? .votes(["ss"], verdict: .safe) : .votes(["uu"], verdict: .unsafe)
        }
        let estimate = Self.metric.measure(.voted(entries))
        #expect(estimate.value == 1)
        let quantile = try #require(StudentT.quantile(degreesOfFreedom: Double(count - 1)))
        let square = quantile * quantile
        let chance = Double(count) / Double(2 * count - 1)
        let interval = try #require(estimate.interval)
        #expect(isClose(interval.low, 1 - square / (Double(count) + square) / chance, within: 1e-9))
        #expect(interval.high == 1)
    }

    @Test func `where no two clusters are seen to differ nothing is known`() {
        let estimate = Self.metric.measure(.voted(Array(repeating: .votes(["su"], verdict: nil), count: 9)))
        #expect(estimate.interval.map { [$0.low, $0.high] } == [-1, 1])
    }

    @Test func `samples of one cluster count as one`() throws {
        let entries: [Records<Finding>.Entry] = (0..<40).map { number in
            .votes([["sss", "uuu", "ssu", "suu"][number % 4]], verdict: .safe)
        }
        // Each unit four times over, in one cluster with its copies.
        let single = Self.metric.measure(.voted(entries))
        let copied = Records<Finding>.of(
            entries.enumerated().flatMap { number, entry in
                Array(repeating: Planned(entries: [entry], cluster: number), count: 4)
            }, trials: 1)
        let clustered = Self.metric.measure(copied)
        let (narrow, wide) = (try #require(single.interval), try #require(clustered.interval))
        #expect(abs((wide.high - wide.low) / (narrow.high - narrow.low) - 1) < 0.02)
    }

    /// Five jurors who err more on hard answers, prevalence 0.2; true alpha by the chances of pairs, worked below.
    @Test func `the interval holds the true value in about 95 of 100 runs`() throws {
        let (prevalence, easy, hard) = (0.2, 0.04, 0.25)
        // Half of the answers are hard. A pair disagrees with 2e(1 - e); one vote is unsafe with p(1 - e) + (1 - p)e.
        let disagree = (2 * easy * (1 - easy) + 2 * hard * (1 - hard)) / 2
        let error = (easy + hard) / 2
        let unsafe = prevalence * (1 - error) + (1 - prevalence) * error
        let truth = 1 - disagree / (2 * unsafe * (1 - unsafe))
        var generator = SeededGenerator(state: 11)
        let runs = 400
        var held = 0
        for _ in 0..<runs {
            let entries = (0..<120).map { _ -> Records<Finding>.Entry in
                let isUnsafe = generator.unit() < prevalence
                let rate = generator.unit() < 0.5 ? easy : hard
                let votes = (0..<5).map { _ in (generator.unit() < rate) == isUnsafe ? "s" : "u" }
                return .votes([votes.joined()], verdict: .safe)
            }
            let interval = try #require(Self.metric.measure(.voted(entries)).interval)
            if interval.low <= truth, truth <= interval.high { held += 1 }
        }
        // 400 runs of a true 95 % give 92.5 to 97.5 in all but 2 of 100 cases.
        #expect((370...390).contains(held), "\(held) of \(runs)")
    }
}
