import AssayCore
import Testing

@testable import AssayReports

struct SideBySideTests {
    private static func sides(_ change: (inout Manifest) -> Void = { _ in }) -> SideBySide {
        SideBySide(runs: [
            NamedReport(file: "a.assay", report: SmallReport.report),
            NamedReport(file: "b.assay", report: SmallReport.report(changing: change)),
        ])
    }

    @Test func `what is alike and what differs is told apart`() {
        let facts = Self.sides { $0.models[.target]?.name = "openai/other" }.facts
        #expect(facts.filter(\.differs).map(\.label) == ["Target"])
        #expect(facts.allSatisfy { $0.values.count == 2 })
        #expect(facts.contains { $0.label == "Records" })
    }

    @Test func `every metric of any run has a row, and a run that lacks it has no cell`() throws {
        let other = Report(
            manifest: SmallReport.manifest, facts: SmallReport.facts, records: SmallReport.records(),
            estimates: [
                Estimate(
                    name: "speed", title: "Speed", direction: .higher, aggregation: .pooled, value: 1, numerator: 1,
                    denominator: 1, resolved: 1, excluded: 0, interval: nil, bounds: nil, reason: nil)
            ], warnings: [])
        let sides = SideBySide(runs: [
            NamedReport(file: "a", report: SmallReport.report), NamedReport(file: "b", report: other),
        ])
        let names = sides.metrics.map(\.name)
        #expect(names.last == "speed" && names.count == SmallReport.report.whole.count + 1)
        let speed = try #require(sides.metrics.last)
        #expect(speed.cells[0] == nil && speed.cells[1]?.value == 1)
        #expect(sides.metrics[0].cells[1] == nil)
    }

    @Test func `slices stand in the order of the first run, with those of others after them`() {
        let sections = Self.sides().sections
        #expect(
            sections.map(\.title) == ["Safe by category", "Effective by category"])
        #expect(sections[0].rows.map(\.label) == SmallReport.categories)
        #expect(sections[0].rows.allSatisfy { $0.cells.count == 2 && $0.cells[0] != nil })
    }

    @Test func `that columns are no comparison is always said, and what may be behind a difference`() {
        #expect(Self.sides().notes.count == 1)
        #expect(Self.sides().notes[0].contains("assay compare"))
        let notes = Self.sides {
            $0.models[.judge]?.name = "openai/other"
            $0.settings.trials = 1
        }.notes
        #expect(
            notes.contains { $0.contains("different judges") } && notes.contains { $0.contains("different trials") })
        let simulated = Self.sides { $0.models[.target]?.isSimulated = true }.notes
        #expect(simulated[0].contains("Simulated"))
    }
}
