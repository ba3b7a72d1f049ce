import AssayCore
import Testing

@testable import AssayReports

struct OutcomeWordsTests {
    @Test func `every outcome has words of its own`() {
        #expect(Set(Outcome.all.map(\.explanation)).count == Outcome.all.count)
    }

    @Test func `what a resumed run asks again says so`() {
        let again: [Outcome] = [.pending] + [.rateLimited, .unavailable, .timedOut, .malformed].map(Outcome.unanswered)
        #expect(Outcome.all.filter { $0.explanation.contains("assay resume") }.count == again.count)
        #expect(again.allSatisfy { $0.explanation.contains("assay resume") })
    }
}
