import AssayCore
import AssayTestSupport
import Testing

@testable import AssayRunner

struct AllowanceTests {
    @Test(
        arguments: [
            (Caps(), 1_000_000, 1e9, nil), (Caps(tokens: 100), 60, 0, nil), (Caps(tokens: 100), 61, 0, .tokens),
            (Caps(dollars: 1), 10, 0.5, nil), (Caps(dollars: 1), 10, 0.51, .dollars),
            (Caps(tokens: 100, dollars: 1), 61, 0.51, .tokens),
        ] as [(Caps, Int, Double, Cap?)])
    func `nothing starts that could pass a cap, earlier spending counted`(
        caps: Caps, tokens: Int, dollars: Double, expected: Cap?
    ) {
        var spending = Spending(caps, spent: Expense(tokens: 40, dollars: 0.5))
        #expect(spending.reserve(Expense(tokens: tokens, dollars: dollars), elapsed: .zero) == expected)
    }

    @Test func `what is set aside counts until it is free again, and what was taken counts for good`() {
        var spending = Spending(Caps(tokens: 100), spent: Expense())
        let most = Expense(tokens: 60)
        #expect(spending.reserve(most, elapsed: .zero) == nil)
        #expect(spending.reserve(most, elapsed: .zero) == .tokens)
        spending.spend(Expense(tokens: 20))
        spending.release(most)
        #expect(spending.reserve(most, elapsed: .zero) == nil)
        spending.spend(Expense(tokens: 30))
        spending.release(most)
        #expect(spending.reserve(most, elapsed: .zero) == .tokens)
        #expect(spending.spent == Expense(tokens: 50) && spending.reserved == Expense())
    }

    @Test func `a cap no longer holds once calls took more than was set aside for them`() {
        var spending = Spending(Caps(tokens: 100), spent: Expense(tokens: 20))
        #expect(spending.reserve(Expense(tokens: 40), elapsed: .zero) == nil)
        spending.spend(Expense(tokens: 40))
        #expect(spending.holds)
        spending.spend(Expense(tokens: 1))
        #expect(!spending.holds)
        spending.release(Expense(tokens: 40))
        #expect(spending.holds)
    }

    // A tenth of a dollar ten times is not one dollar in binary.
    @Test func `rounding is no reason to stop`() {
        var spending = Spending(Caps(dollars: 1), spent: Expense())
        for _ in 0..<9 { spending.spend(Expense(dollars: 0.1)) }
        #expect(spending.reserve(Expense(dollars: 0.1), elapsed: .zero) == nil)
    }

    @Test func `time is measured by the clock that is handed in`() {
        let clock = ManualClock()
        let allowance = Allowance(Caps(time: .seconds(10)), clock: clock)
        clock.advance(by: .seconds(9))
        #expect(allowance.reserve(Expense()) == nil)
        clock.advance(by: .seconds(1))
        #expect(allowance.reserve(Expense()) == .time)
    }
}
