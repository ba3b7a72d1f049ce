import AssayCore
import AssayReports
import Testing

struct TallyTests {
    @Test func `records are counted by kind and by reason, and both add up`() {
        let tally = Tally(SmallReport.records())
        #expect(tally.counts.planned == 54)
        #expect(tally.counts.judged == 43)
        #expect(tally.counts.unjudged == 6)
        #expect(tally.counts.unanswered == 4)
        #expect(tally.counts.pending == 1)
        #expect(
            tally.outcomes.map(\.outcome.name) == [
                "judged", "unreadable", "partial", "blocked_input", "timed_out", "pending",
            ])
        #expect(tally.outcomes.map(\.count) == [43, 1, 5, 3, 1, 1])
        #expect(tally.blocked == 3)
    }

    @Test func `samples, clusters, cut answers and weights are told`() {
        let tally = Tally(SmallReport.records())
        #expect(tally.samples == 18)
        #expect(tally.clusters == 17)
        #expect(tally.trials == 3)
        #expect(tally.truncated == 2)
        #expect(!tally.isWeighted)
        #expect(Tally(SmallReport.records(weight: { Double($0 % 2 + 1) })).isWeighted)
    }

    @Test func `no records are no trouble`() {
        let tally = Tally(Records<SmallLabel>.Builder(trials: 1, labels: SmallLabel.allCases).finish())
        #expect(tally.counts.planned == 0)
        #expect(tally.outcomes.isEmpty)
        #expect(!tally.isWeighted)
    }
}
