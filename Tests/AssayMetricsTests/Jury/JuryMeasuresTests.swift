import AssayCore
import Testing

@testable import AssayMetrics

struct JuryMeasuresTests {
    /// Worked by hand, five jurors of weight 1.
    private static let records = Records<Finding>.voted([
        // The first majority is unsafe and so is the verdict; juror 5 comes round.
        .votes(["uuuus", "uuuuu"], verdict: .unsafe),
        // Three to two for safe at first, the other way round at last; juror 4's last vote is carried.
        .votes(["sssuu", "suuUs"], verdict: .unsafe),
        // Juror 2 could not be read; two against two at first, no verdict in the end.
        .votes(["s-suu", "s-suu", "s-suu"], verdict: nil),
        // A sequential verdict: two were not asked.
        .votes(["s!s.."], verdict: .safe),
        .pending,
    ])

    @Test func `changes, dissent, carried and contradicting votes are counted`() {
        let measures = JuryMeasures(of: Self.records, on: "safe", weights: [1, 1, 1, 1, 1])
        #expect(measures.records == 4)
        #expect(measures.verdicts == 3)
        #expect(measures.ballots == 5 + 5 + 4 + 3)
        // Juror 5 of the first and of the second record went opposite ways; jurors 2 and 3 of the second left safe.
        #expect(
            measures.changes == [
                .init(from: "safe", to: "unsafe", count: 3), .init(from: "unsafe", to: "safe", count: 1),
            ])
        #expect(measures.changed == 4)
        #expect(measures.dissenting == 1)
        #expect(isClose(measures.dissent, 1.0 / 3))
        #expect(measures.carried == 1)
        #expect(measures.contradicting == 1)
    }

    @Test func `what other ways would have ruled stands beside the verdicts`() {
        let measures = JuryMeasures(of: Self.records, on: "safe", weights: [1, 1, 1, 1, 1])
        // Unsafe as the verdict; safe where it is unsafe; a tie without a verdict; safe as the verdict.
        let majority = measures.firstMajority
        #expect((majority.compared, majority.differing) == (3, 1))
        #expect((majority.onlyVerdict, majority.onlyAlternative) == (0, 0))
        #expect(isClose(majority.rate, 1.0 / 3))
        #expect(measures.jurors.map(\.compared) == [3, 3, 3, 2, 2])
        #expect(measures.jurors.map(\.differing) == [1, 1, 1, 0, 1])
        #expect(measures.jurors.map(\.onlyVerdict) == [0, 0, 0, 1, 1])
        #expect(measures.jurors.map(\.onlyAlternative) == [1, 0, 1, 1, 1])
    }

    @Test func `weights rule what the first majority would have been`() {
        let records = Records<Finding>.voted([.votes(["suu"], verdict: .unsafe), .votes(["s-u"], verdict: .unsafe)])
        let even = JuryMeasures(of: records, on: "safe", weights: [1, 1, 1]).firstMajority
        #expect((even.compared, even.differing, even.onlyVerdict) == (1, 0, 1))
        let weighted = JuryMeasures(of: records, on: "safe", weights: [3, 1, 1]).firstMajority
        #expect((weighted.compared, weighted.differing, weighted.onlyVerdict) == (2, 2, 0))
    }

    @Test func `agreement is of first and of last votes, labels and ratings`() {
        let records = Records<Finding>.voted([
            .votes(["ss", "ss"], verdict: .safe), .votes(["ss", "ss"], verdict: .safe),
            .votes(["su", "uu"], verdict: .unsafe),
        ])
        let measures = JuryMeasures(of: records, on: "safe", weights: [1, 1])
        // The small table of `CoincidencesTests`.
        #expect(isClose(measures.first.raw, 2.0 / 3) && isClose(measures.first.alpha, 0))
        #expect(isClose(measures.first.ac1, 7.0 / 13))
        #expect(measures.last.raw == 1 && isClose(measures.last.alpha, 1) && isClose(measures.last.ac1, 1))
        // Two values in the order of the scale differ as two labels do.
        #expect(isClose(measures.firstRatings.alpha, 0) && isClose(measures.lastRatings.alpha, 1))
        #expect(measures.first.reason == nil && measures.first.units == 3)
    }

    @Test func `a coefficient that is not there has its reason`() {
        let alike = JuryMeasures(
            of: Records<Finding>.voted([.votes(["ss"], verdict: .safe)]), on: "safe", weights: [1, 1])
        #expect(alike.first.raw == 1 && alike.first.alpha == nil && alike.first.reason == "only one value occurs")
        let alone = JuryMeasures(
            of: Records<Finding>.voted([.votes(["s-"], verdict: nil)]), on: "safe", weights: [1, 1])
        #expect(alone.first.raw == nil && alone.first.reason == "no answer has two readable votes")
        #expect(alone.firstMajority.rate == nil && alone.dissent == nil)
        let none = JuryMeasures(of: Records<Finding>.single([true, nil]), on: "safe", weights: [1])
        #expect(none.records == 0 && none.first.reason == "the run has no jury")
    }
}
