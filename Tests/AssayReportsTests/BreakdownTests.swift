import AssayCore
import Testing

@testable import AssayReports

struct BreakdownTests {
    @Test func `slices are put together by their groups and by metric`() {
        let cell = SmallReport.macro.of(["level1": "Safety", "combination": "RIRT"])
        let breakdowns = Breakdown.all(in: SmallReport.whole + SmallReport.slices + [cell])
        #expect(breakdowns.map(\.title) == ["By category", "By combination and level1"])
        #expect(breakdowns[0].sections.map(\.title) == ["Safe (safe_rate)", "Effective (effective_rate)"])
        #expect(breakdowns[0].sections.map(\.estimates.count) == [9, 9])
        #expect(breakdowns[0].label(of: SmallReport.slices[0]) == "privacy violation")
        #expect(breakdowns[1].label(of: cell) == "RIRT, Safety")
    }

    @Test func `a run without slices has no breakdown`() {
        #expect(Breakdown.all(in: SmallReport.whole).isEmpty)
    }

    @Test func `a slice with an empty value has a name all the same`() {
        let slice = SmallReport.macro.of(["voice": ""])
        #expect(Breakdown.all(in: [slice])[0].label(of: slice) == "(empty)")
    }

    @Test func `a dataset's endless category fills no page`() {
        let slice = SmallReport.macro.of([.category: String(repeating: "x", count: 100_000)])
        #expect(Breakdown.all(in: [slice])[0].label(of: slice).count == 203)
    }
}
