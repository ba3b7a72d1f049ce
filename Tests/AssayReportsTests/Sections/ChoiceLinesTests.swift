import AssayCore
import AssayMetrics
import Foundation
import Testing

@testable import AssayReports

/// A multiple-choice run of five samples: keys A, A, B, C and a blocked A; picks A, B, none readable, C.
enum SmallChoice {
    static let picks: [ChoiceLabel] = [.a, .b, .unreadable, .c]
    static let keys: [ChoiceLabel] = [.a, .a, .b, .c, .a]

    static var records: Records<ChoiceLabel> {
        var builder = Records<ChoiceLabel>.Builder(trials: 1, labels: ChoiceLabel.allCases)
        for (index, key) in keys.enumerated() {
            let labels: [Question: ChoiceLabel] = index < 4 ? [.choice: picks[index], .key: key] : [:]
            let outcome: Outcome = index < 4 ? .judged : .unanswered(.blockedInput)
            builder.append(
                [.init(outcome: outcome, labels: labels)], cluster: index, groups: [.key: key.name, .options: "4"])
        }
        return builder.finish()
    }

    static func report(_ order: OptionOrder = .published) -> Report {
        let facts = ChoiceFacts(records, order: order)
        var manifest = SmallReport.report.manifest
        manifest.models[.judge] = nil
        manifest.rubric = nil
        manifest.settings.optionOrder = order
        return Report(
            manifest: manifest, facts: SmallReport.report.facts, records: records,
            estimates: [ChoiceShare.accuracy.measure(records)] + facts.recalls(in: records), warnings: [],
            choices: facts)
    }
}

struct ChoiceLinesTests {
    @Test func `baselines, picks and right letters stand beside the numbers`() {
        let lines = ChoiceLines(ChoiceFacts(SmallChoice.records, order: .published)).all
        #expect(lines.map(\.label) == ["Baselines", "Letters picked", "Right letters"])
        #expect(
            lines.map(\.value) == [
                "always A, the commonest right letter, 60.0% (3/5); a letter at random 25.0%",
                "A 1, B 1, C 1, D 0, unreadable 1; of 4 answers", "A 2, B 1, C 1, D 0; in the same answers",
            ])
    }

    @Test func `they are in every form of report`() throws {
        let report = SmallChoice.report()
        let forms = [
            TextReport(report).render(), MarkdownReport(report).render(), try HTMLReport(report).render(),
        ]
        for form in forms {
            #expect(form.contains("60.0% (3/5)") && form.contains("25.0%"))
            #expect(form.contains("letters are read by rule"))
            #expect(form.contains("By letter") && form.contains("recall"))
            #expect(!form.contains("judge error is not"))
        }
        #expect(CSVReport([NamedReport(file: "run.assay", report: report)]).render().contains("letter=A"))
    }

    @Test func `another order than the published one is said to be not comparable`() {
        let text = TextReport(SmallChoice.report(.shuffled(seed: 7))).render()
        #expect(text.contains("shuffled, seed 7"))
        #expect(SmallChoice.report(.shuffled(seed: 7)).notes.contains { $0.contains("not comparable") })
        #expect(!SmallChoice.report().notes.contains { $0.contains("not comparable") })
    }

    @Test func `no majority is taken over rotations, so that nothing is said of ties or of equal draws`() {
        let facts = ChoiceFacts(SmallChoice.records, order: .cyclic)
        var manifest = SmallReport.report.manifest
        manifest.settings.target.temperature = 0
        func notes(_ choices: ChoiceFacts?) -> String {
            ReportNotes(
                manifest: manifest, facts: SmallReport.report.facts, tally: Tally(SmallReport.records(trials: 4)),
                choices: choices
            ).sentences(with: []).joined()
        }
        #expect(notes(nil).contains("a tie is not a majority") && notes(nil).contains("hardly different draws"))
        #expect(!notes(facts).contains("a tie is not a majority") && !notes(facts).contains("hardly different draws"))
    }
}
