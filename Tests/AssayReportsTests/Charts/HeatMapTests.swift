import AssayCore
import Testing

@testable import AssayReports

struct HeatMapTests {
    private static let maps = SmallGrid.report.heatMaps

    @Test func `there is a picture for each metric, and none for a metric that was not measured`() {
        #expect(
            Self.maps.map(\.title) == [
                "3 domains by modality combination: Safe (safe_rate)",
                "3 domains by modality combination: Attack success (attack_success_rate_pooled)",
            ])
        #expect(HeatMap.all(of: [SmallGrid.grid], in: SmallReport.whole).isEmpty)
        #expect(SmallReport.report.heatMaps.isEmpty)
    }

    @Test func `a rate of zero, a cell without a sample and one without a ruling are three things`() {
        let cells = Self.maps[0].rows.map(\.cells)
        #expect(cells.map(\.count) == [4, 4, 4])
        #expect(cells[0][0].figure == "0.0%" && cells[0][0].counted == "0/12")
        #expect(cells[1][1] == .empty && cells[1][1].figure == "no samples" && cells[1][1].counted.isEmpty)
        #expect(cells[2][3].figure == "nothing ruled on" && cells[2][3].counted == "5 samples")
        #expect(Self.maps[0].counts == "12 cells: 10 measured, 1 with no samples, 1 with nothing ruled on")
    }

    @Test func `a cell that no estimate speaks of has no samples`() {
        let maps = HeatMap.all(of: [SmallGrid.grid], in: Array(SmallGrid.cells.prefix(2)))
        #expect(maps[0].rows[0].cells[1] == .empty && maps[0].rows[2].cells[0] == .empty)
        #expect(maps[0].counts == "12 cells: 1 measured, 11 with no samples, 0 with nothing ruled on")
    }

    /// 0/12 safe is the worst and 11/12 would be nearly the best; the attack's rate is one less the safe rate.
    @Test func `the shade is strongest where it is worst, whichever way the metric runs`() {
        for map in Self.maps {
            #expect(map.rows[0].cells.map(\.shade) == [10, 9, 8, 8], "\(map.title)")
            #expect(map.rows[1].cells.map(\.shade) == [7, nil, 5, 4], "\(map.title)")
            #expect(map.rows[2].cells.map(\.shade) == [3, 3, 2, nil], "\(map.title)")
        }
    }

    @Test func `details tell interval, exclusions and bounds`() {
        let cells = Self.maps[0].rows[0].cells
        #expect(cells[1].details == "1 excluded; interval 10.0 to 90.0; if unresolved went either way 7.7 to 15.4")
        #expect(cells[1].lines == "8.3%\n1/12\n10.0 to 90.0\n1 excluded")
        #expect(Self.maps[0].rows[2].cells[3].lines == "nothing ruled on\n5 samples")
    }

    @Test func `rows that follow with one heading are one part`() throws {
        let map = try #require(SmallGrid.largeReport.heatMaps.last)
        #expect(map.parts.map(\.heading) == ["First heading", "Second heading"])
        #expect(map.parts.map(\.rows.count) == [22, 39])
        #expect(!map.isSmall && Self.maps[0].isSmall)
        #expect(Self.maps[0].parts.map(\.rows.count) == [3])
    }

    @Test func `a slice that a grid shows is not listed a second time, and stays in JSON and CSV`() {
        let slice = SmallReport.slices[0]
        let report = SmallGrid.report(
            estimates: SmallReport.whole + SmallGrid.cells + [slice], grids: [SmallGrid.grid])
        #expect(report.breakdowns().map(\.title) == ["By category"])
        #expect(SmallGrid.report(estimates: report.estimates, grids: []).breakdowns().count == 2)
        let json = JSONReport(report).render()
        #expect(json.matches(of: /"level1" : "/).count == 24)
        let csv = CSVReport([NamedReport(file: "a", report: report)]).render()
        #expect(csv.matches(of: /level1=/).count == 24)
    }

    @Test func `a metric that a small grid does not draw is listed by its cells, one that it draws is not`() {
        let refusal = SmallReport.rate(
            "over_refusal_rate", "Over-refusal", 1, 4, excluded: 0, interval: (0.1, 0.6), .lower)
        let pooled = SmallReport.rate("safe_rate_pooled", "Safe, all", 1, 4, excluded: 0, interval: (0.1, 0.6))
        let further = [refusal, pooled].map { $0.of(SmallGrid.grid.cells[0]) }
        let report = SmallGrid.report(estimates: SmallGrid.cells + further, grids: [SmallGrid.grid])
        #expect(report.breakdowns().map { $0.sections.map { $0.estimates[0].name } } == [["over_refusal_rate"]])
        let large = [refusal.of(SmallGrid.large.cells[0])]
        #expect(SmallGrid.report(estimates: large, grids: [SmallGrid.large]).breakdowns().isEmpty)
    }

    @Test func `a slice outside of the grid's cells is listed as ever`() {
        let stray = SmallGrid.cells[0].of(["level1": "Elsewhere", .combination: "RIRT"])
        let report = SmallGrid.report(
            estimates: SmallReport.whole + SmallGrid.cells + [stray], grids: [SmallGrid.grid])
        #expect(report.breakdowns().map(\.sections.count) == [1])
        #expect(report.breakdowns()[0].sections[0].estimates == [stray])
    }
}
