import AssayCore
import AssayMetrics
import Foundation
import Testing

@testable import AssayReports

/// A multiple-choice run of seven: six answers with a confidence, worked by hand in `ReliabilityBinsTests`, and a blocked one.
enum SmallCalibration {
    static let answers = [(0.9, true), (0.8, false), (0.8, true), (0.3, false), (0.3, true), (0.1, false)]

    static var records: Records<ChoiceLabel> {
        var builder = Records<ChoiceLabel>.Builder(trials: 1, labels: ChoiceLabel.allCases)
        for (index, (confidence, isRight)) in answers.enumerated() {
            var entry = Records<ChoiceLabel>.Entry(
                outcome: .judged, labels: [.choice: .a, .key: isRight ? .a : .b])
            entry.confidence = Confidence(letters: [confidence, 0, 0, 0.05], unlisted: 2, firstToken: confidence)
            builder.append([entry], cluster: index, groups: [.key: isRight ? "A" : "B", .options: "4"])
        }
        builder.append([.init(outcome: .unanswered(.blockedInput))], cluster: 6, groups: [.key: "A", .options: "4"])
        return builder.finish()
    }

    static var report: Report {
        let calibration = Calibration(of: records, from: .logprobs)
        var manifest = SmallReport.report.manifest
        manifest.models[.judge] = nil
        manifest.rubric = nil
        manifest.settings.confidence = .logprobs
        return Report(
            manifest: manifest, facts: SmallReport.report.facts, records: records, estimates: calibration.estimates,
            warnings: [], choices: ChoiceFacts(records, order: .published), calibration: calibration)
    }
}

struct CalibrationTablesTests {
    @Test func `coverage, exclusions and the mass of letters are said in words`() throws {
        let lines = try #require(CalibrationTables(SmallCalibration.report)).lines
        #expect(
            lines.map(\.label) == [
                "Confidence", "Raw", "Normalised over the letters", "First token, as published", "Letter mass",
            ])
        #expect(lines[1].value == "85.7% (6/7) of the records; left out: 1 unanswered")
        // (3.2 + 6 * 0.05) / 6.
        #expect(
            lines[4].value
                == "58.3% of the probability is on the letters, mean of 6 answers; in 6 of them 12 letters not among the "
                + "likeliest tokens, counted as 0")
    }

    @Test func `each bin says how many answers, how sure, how right, and the difference`() throws {
        let rows = try #require(CalibrationTables(SmallCalibration.report)?.sections.first).rows
        #expect(rows.count == 10 && rows[7].range == "70-80%" && rows[7].count == "2")
        #expect(rows[7].confidence == "80.0%" && rows[7].accuracy == "50.0%" && rows[7].gap == "-30.0")
        #expect(rows[8].gap == "+10.0" && rows[5].count == "0" && rows[5].accuracy.isEmpty && rows[5].gap.isEmpty)
    }

    @Test func `they are in every form of report, and the numbers of the metrics beside them`() throws {
        let report = SmallCalibration.report
        let text = TextReport(report).render()
        let page = try HTMLReport(report).render()
        for form in [text, MarkdownReport(report).render(), page] {
            #expect(form.contains(CalibrationTables.title) && form.contains("85.7% (6/7)"))
            #expect(form.contains("0.200") && form.contains("0.213") && form.contains("0.778"))
            #expect(form.contains("70-80%") && form.contains("-30.0"))
        }
        #expect(text.contains("Confidence, raw") && !text.contains("Confidence, normalised"))
        #expect(page.contains("neither way is better by itself"))
        let csv = CSVReport([NamedReport(file: "run.assay", report: report)]).render()
        #expect(csv.contains("expected_calibration_error") && csv.contains("answer=correct;confidence=raw"))
    }

    @Test func `a run that does not ask has none of it`() throws {
        #expect(CalibrationTables(SmallReport.report) == nil)
        #expect(!TextReport(SmallReport.report).render().contains(CalibrationTables.title))
        #expect(try !HTMLReport(SmallReport.report).render().contains(CalibrationTables.title))
    }

    @Test func `a run without any confidence says so and draws nothing`() throws {
        var builder = Records<ChoiceLabel>.Builder(trials: 1, labels: ChoiceLabel.allCases)
        builder.append([.pending], cluster: 0)
        let records = builder.finish()
        let calibration = Calibration(of: records, from: .stated)
        let report = Report(
            manifest: SmallReport.report.manifest, facts: SmallReport.report.facts, records: records,
            estimates: calibration.estimates, warnings: [], calibration: calibration)
        let tables = try #require(CalibrationTables(report))
        #expect(tables.sections.isEmpty && tables.lines[1].value.contains("0.0% (0/1)"))
        let page = try HTMLReport(report).render()
        #expect(!page.contains("class=\"chart reliability\"") && page.contains("no answer has a confidence"))
    }
}
