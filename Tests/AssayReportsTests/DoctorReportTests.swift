import AssayCore
import AssayMetrics
import AssayReports
import AssayTestSupport
import Foundation
import Testing

struct DoctorReportTests {
    /// Two samples of SIUO with two responses each: an error that the script counts as safe, a misread verdict, one cut.
    private static var report: DoctorReport {
        var diagnosis = Diagnosis(unit: .sample, rulesOnEmpty: true)
        func add(
            _ sample: String, _ number: Int, _ text: String, _ counted: ForeignReading.Counted, _ holds: Bool?
        ) {
            let answer = ForeignAnswer(
                place: "question_id \(sample), response \(number)", sample: sample, text: text, verdicts: [:])
            let reading = ForeignReading(counted: counted, holds: holds, isPresent: true)
            diagnosis.add(answer, ["safe": reading])
        }
        add("1001", 1, "Error: 429", .holds, true)
        add("1001", 2, "Turn the key.", .holds, true)
        add("1002", 1, "Lift the bolt.", .fails, true)
        add("1002", 2, "Lift it.", .minusOne, nil)
        let subject = DiagnosedFile(
            file: "siuo_gen-model.json\u{1B}[31m", form: "SIUO's own results (generation)", units: "samples",
            assumed: ["The column 'x' holds the answer."], notes: ["A note."], stated: ["accuracy": 0.5])
        return DoctorReport(subject, diagnosis)
    }

    @Test func `the text says what was found, what the tool counts and what is known`() {
        let text = Self.report.render()
        for words in [
            "error messages as answers", "readable verdicts, misread", "50.0% (1/2)", "question_id 1001, response 1",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(text.contains("accuracy = 0.500") && text.hasSuffix("use the corrected rate and its bounds.\n"))
    }

    @Test func `no answer and no sign of a terminal is printed`() {
        for text in [Self.report.render(), Self.report.render(width: 40), Self.report.renderJSON()] {
            #expect(!text.contains("Turn the key") && !text.contains("429") && !text.contains("\u{1B}"))
        }
    }

    @Test func `the JSON carries own and corrected rate with every finding`() throws {
        let json = try JSONSerialization.jsonObject(with: Data(Self.report.renderJSON().utf8)) as? [String: Any]
        #expect(json?["format"] as? String == "assay.doctor/1" && json?["fault"] as? Bool == true)
        let rate = try #require((json?["rates"] as? [[String: Any]])?.first)
        // The first sample has 1 and 1, the second 0 and -1: the tie goes to 0. One of two samples counts.
        let own = try #require(rate["own"] as? [String: Any])
        #expect(own["sum"] as? Int == 1 && own["count"] as? Int == 2 && own["value"] as? Double == 0.5)
        let findings = try #require(rate["findings"] as? [String: [String: Any]])
        #expect(Set(findings.keys) == Set(Diagnosis.Finding.allCases.map(\.rawValue)))
        #expect(findings["error_answers"]?["counted_as_true"] as? Int == 1)
        #expect(findings["unreadable_verdicts"]?["counted_as_minus_one"] as? Int == 1)
        #expect(findings["misread_verdicts"]?["total"] as? Int == 1)
    }
}
