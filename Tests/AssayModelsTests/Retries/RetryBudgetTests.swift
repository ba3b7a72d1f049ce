import AssayCore
import Testing

@testable import AssayModels

struct RetryBudgetTests {
    /// Retries that are paid for when each of so many calls asks for as many as it may.
    private func retries(calls: Int, each: Int) -> Int {
        var budget = RetryBudget()
        var paid = 0
        for _ in 0..<calls {
            budget.callStarted()
            for _ in 0..<each where budget.pays(for: .unavailable(status: 500)) { paid += 1 }
        }
        return paid
    }

    // 500 to begin with and a fifth of the calls, but for what a full store cannot take.
    @Test(arguments: [(10, 5, 50), (100, 5, 500), (1000, 5, 699), (10_000, 5, 2499), (10_000, 0, 0)])
    func `an endpoint that dies sees a fifth more calls and five hundred, not six times as many`(
        calls: Int, each: Int, expected: Int
    ) {
        let paid = retries(calls: calls, each: each)
        #expect(abs(paid - expected) <= 21)
        #expect(paid <= 500 + calls / 5)
    }

    @Test func `calls that need no retry save no more than the store`() {
        var budget = RetryBudget()
        for _ in 0..<100_000 { budget.callStarted() }
        var paid = 0
        while budget.pays(for: .timedOut) { paid += 1 }
        #expect(paid == 500)
    }

    @Test func `a wait for a rate limit takes nothing from the budget`() {
        var budget = RetryBudget()
        for _ in 0..<10_000 { #expect(budget.pays(for: .rateLimited) == true) }
        #expect(budget == RetryBudget())
    }

    /// The endings of calls, and whether the endpoint is then taken to be down.
    @Test func `an endpoint is down after twenty calls in a row without a word from it`() {
        var outage = Outage()
        let failures: [ModelError] = [.unavailable(status: nil), .timedOut, .unavailable(status: 503)]
        for number in 1...19 { #expect(outage.callEnded(failures[number % 3]) == false) }
        #expect(outage.callEnded(.timedOut) == true)
        #expect(outage.callEnded(.timedOut) == true)
    }

    @Test(arguments: [nil, ModelError.blockedInput(categories: []), .rateLimited, .malformed(what: "x"), .tooLong])
    func `any word from the endpoint begins the count anew`(word: ModelError?) {
        var outage = Outage()
        for _ in 1...19 { _ = outage.callEnded(.timedOut) }
        #expect(outage.callEnded(word) == false)
        #expect(outage.callEnded(.timedOut) == false)
    }

    @Test func `a call that was not sent says nothing`() {
        var outage = Outage()
        for _ in 1...19 { _ = outage.callEnded(.timedOut) }
        #expect(outage.callEnded(.cancelled) == false)
        #expect(outage.callEnded(.timedOut) == true)
    }
}
