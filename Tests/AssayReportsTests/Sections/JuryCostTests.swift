import AssayCore
import Testing

@testable import AssayReports

struct JuryCostTests {
    @Test func `first votes and the foreman are no part of the deliberation`() throws {
        let cost = try #require(JuryCost(SmallJury.report()))
        #expect(cost.deliberation.calls == 12)
        #expect(cost.deliberation.promptTokens == 1200)
        #expect(cost.foreman.calls == 4)
        #expect(cost.turned == 1)
        #expect(cost.planned == 24)
        #expect(cost.saved == 0)
    }

    @Test func `one unknown price makes the whole unknown, not free`() throws {
        let report = SmallJury.report { $0.prices?[.juror(2)] = nil }
        let cost = try #require(JuryCost(report))
        #expect(cost.deliberation.dollars == nil)
        #expect(cost.foreman.dollars != nil)
    }
}
