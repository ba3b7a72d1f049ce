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

extension SideBySideTests {
    private static func run(_ file: String, in language: String, judged: Language? = nil) -> NamedReport {
        var builder = Records<SmallLabel>.Builder(trials: 1, labels: SmallLabel.allCases)
        builder.append([.pending], cluster: 0, groups: [.language: language])
        var manifest = SmallReport.manifest
        manifest.rubric = Rubric(name: "small", version: "1", system: nil, questions: [], language: judged)
        return NamedReport(
            file: file,
            report: Report(
                manifest: manifest, facts: SmallReport.facts, records: builder.finish(), estimates: SmallReport.whole,
                warnings: []))
    }

    @Test func `two runs in different languages are labelled by language and by the judge's`() {
        let sides = SideBySide(runs: [Self.run("en.assay", in: "en"), Self.run("zh.assay", in: "zh", judged: .chinese)])
        #expect(sides.headings == ["en.assay (en, judged in en)", "zh.assay (zh, judged in zh)"])
        #expect(sides.notes.contains { $0.contains("in different languages, and nothing pairs them here") })
        #expect(sides.notes.contains { $0.contains("different languages of the judge's words") })
        let paired = NamedReport(
            file: "zh.assay", report: Self.run("zh.assay", in: "zh").report,
            translations: LanguageTableTests.report(paired: true).translations)
        let notes = SideBySide(runs: [Self.run("en.assay", in: "en"), paired]).notes
        #expect(
            notes.contains { $0.contains("zh less en in points: safe_rate +0.0 (interval -47.9 to +47.9, 9 pairs)") })
        #expect(!notes.contains { $0.contains("nothing pairs them") })
        let alike = SideBySide(runs: [Self.run("a", in: "en"), Self.run("b", in: "en")])
        #expect(alike.headings == ["a", "b"] && alike.notes.count == 1)
    }

    @Test func `the cells of a large grid are in no column, those of a small one are`() {
        let runs = ["a", "b"].map { NamedReport(file: $0, report: SmallGrid.largeReport) }
        let titles = SideBySide(runs: runs).sections.map(\.title)
        #expect(
            titles == ["Safe by combination and level1", "Attack success by combination and level1"])
    }
}
