import AssayCore
import AssayReports
import Foundation
import Testing

struct FormCoverageTests {
    private static var coverage: FormCoverage {
        var coverage = FormCoverage(
            title: "MiniBench", threshold: 2, notes: ["A heading was found."],
            rows: [
                .init(category: "Ethics", subcategory: "Bioethics"), .init(category: "Ethics", subcategory: "Social"),
            ])
        for (form, names) in [("text", ["Bioethics", "Bioethics", "Social"]), ("audio male", ["Social"])] {
            coverage.open(form)
            for name in names {
                coverage.add(
                    Sample(
                        id: name, groups: [.subcategory: name], content: [], target: .helpfulness, language: .english))
            }
        }
        return coverage
    }

    @Test func `a table has a row a sub-category and a column a form, with sums and what is under the threshold`() {
        let lines = Self.coverage.render(width: 100).split(separator: "\n").map { $0.split(separator: " ") }
        #expect(lines.contains(["Ethics", "Bioethics", "2", "0"]) && lines.contains(["Ethics", "Social", "1", "1"]))
        #expect(lines.contains(["All", "3", "1"]) && lines.contains(["Under", "2", "1", "2"]))
        #expect(lines.contains(["-", "A", "heading", "was", "found."]))
    }

    @Test func `the document has every cell`() throws {
        let json =
            try JSONSerialization.jsonObject(with: Data(FormCoverage.json([Self.coverage]).utf8)) as? [String: Any]
        #expect(json?["format"] as? String == "assay.form-coverage/1")
        let cells = try #require((json?["sets"] as? [[String: Any]])?.first?["cells"] as? [[String: Any]])
        #expect(cells.count == 4 && cells.count { $0["under_threshold"] as? Bool == true } == 3)
    }
}
