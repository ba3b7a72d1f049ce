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

    @Test func `long breakdowns are left out, and so is what another metric of the slice says already`() {
        func estimate(_ name: String, _ group: [Group: String]) -> Estimate {
            Estimate(
                name: name, title: name, direction: .higher, aggregation: .pooled, value: 0.5, numerator: 1,
                denominator: 2, resolved: 2, excluded: 0, interval: nil, bounds: nil, reason: nil, group: group)
        }
        let (row, cell): ([Group: String], [Group: String]) = (
            [.level1: "Safety"], [.level1: "Safety", .combination: "RIRT"]
        )
        let names = ["safety_rate_pooled", "attack_success_rate_pooled", "over_refusal_rate"]
        let estimates =
            (names + ["safety_rate", "attack_success_rate"]).map { estimate($0, cell) }
            + names.map { estimate($0, row) } + [estimate("attack_success_rate", [.category: "Locks"])]
        let breakdowns = Breakdown.all(in: estimates)
        #expect(breakdowns.map(\.title) == ["By combination and level1", "By level1", "By category"])
        #expect(
            breakdowns.map { $0.sections.map(\.estimates[0].name) } == [
                ["over_refusal_rate", "safety_rate"], ["safety_rate_pooled", "over_refusal_rate"],
                ["attack_success_rate"],
            ])
        #expect(
            Breakdown.all(in: estimates, without: [[.combination, .level1], [.category]]).map(\.title) == ["By level1"])
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
