import AssayCore
import Testing

@testable import AssayMetrics

struct MeasurementGridsTests {
    private static let groups: [Group] = [.level1, .combination]
    private static let mean = MacroMean(
        name: "safe_rate", title: "Safe", of: TrialMajority.safe, groups: groups,
        cells: MacroMean<Finding>.product([["shed", "kitchen"], ["RIRT", "SIST"]])
    ).withCells(in: [groups])
    private static let grid = Grid(
        title: "2 by 2", metrics: ["safe_rate"], rows: [.init("shed"), .init("kitchen")], by: .level1,
        columns: ["RIRT", "SIST"], by: .combination)

    private static func planned(_ level: String, _ combination: String, _ safe: Bool?) -> Planned {
        Planned(entries: [.ruled(safe: safe)], groups: [.level1: level, .combination: combination])
    }

    private static let estimates: [Estimate] = {
        let records = Records.of(
            [planned("kitchen", "SIST", true), planned("kitchen", "RIRT", nil), planned("shed", "SIST", false)],
            trials: 1)
        let metrics: [any Metric<Finding>] = [mean]
        return Measurement.completed(
            Measurement.estimates(of: records, metrics: metrics, slices: [[.level1], groups]), grids: [grid],
            metrics: metrics)
    }()

    @Test func `every cell of a grid has an estimate, in the grid's order`() {
        let cells = Self.estimates.filter { $0.group.count == 2 }
        #expect(cells.map(\.group) == Self.grid.cells)
        #expect(cells.map(\.value) == [nil, 0, nil, 1])
        #expect(cells.map(\.name).allSatisfy { $0 == "safe_rate" })
    }

    @Test func `a cell without a sample, one without a ruling and a rate of zero are told apart`() {
        let cells = Self.estimates.filter { $0.group.count == 2 }
        #expect(
            cells.map(\.reason) == [
                "no sample of this cell is in the run", nil, "no sample is resolved", nil,
            ])
        #expect(cells.map(\.excluded) == [0, 0, 1, 0])
        #expect(cells.map(\.denominator) == [0, 1, 0, 1])
        #expect(cells.map(\.bounds) == [nil, .init(low: 0, high: 0), .init(low: 0, high: 1), .init(low: 1, high: 1)])
    }

    @Test func `a row of cells has no mean under the name of the whole`() {
        #expect(Self.estimates.filter { $0.group.count == 1 }.isEmpty)
        #expect(Self.estimates.first?.group == [:])
        #expect(Self.estimates.first?.value == nil)
    }
}
