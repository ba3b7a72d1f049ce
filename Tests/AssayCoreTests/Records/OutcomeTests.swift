import AssayCore
import Testing

struct OutcomeTests {
    /// The names that reports and run files use, in their order.
    static let names = [
        "judged", "unreadable", "partial", "judge_refused", "judge_blocked", "judge_failed", "tied", "no_quorum",
        "not_judged",
        "blocked_input", "blocked_output", "truncated", "empty", "rejected", "unsupported", "too_long", "retrieval",
        "missing", "error_text", "rate_limited", "unavailable", "timed_out", "malformed", "pending",
    ]

    @Test func `every outcome has its settled name and place`() {
        #expect(Outcome.all.map(\.name) == Self.names)
        #expect(Set(Outcome.all.map(\.name)).count == Outcome.all.count)
    }

    @Test(arguments: Outcome.all)
    func `an outcome is known again by its name`(outcome: Outcome) {
        #expect(Outcome(name: outcome.name) == outcome)
    }

    @Test(arguments: ["", "Judged", "safe", "unjudged", "unanswered", "judged "])
    func `another name is no outcome`(name: String) {
        #expect(Outcome(name: name) == nil)
    }

    @Test func `every kind counts its own`() {
        #expect(Outcome.all.filter { $0.kind == .judged } == [.judged])
        #expect(Outcome.all.filter { $0.kind == .pending } == [.pending])
        #expect(Outcome.all.filter { $0.kind == .unjudged } == UnjudgedReason.allCases.map(Outcome.unjudged))
        #expect(Outcome.all.filter { $0.kind == .unanswered } == UnansweredReason.allCases.map(Outcome.unanswered))
    }

    @Test func `only the target's own blocks are blocks`() {
        #expect(Outcome.all.filter(\.isBlocked).map(\.name) == ["blocked_input", "blocked_output"])
    }
}
