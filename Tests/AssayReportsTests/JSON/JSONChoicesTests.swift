import AssayCore
import AssayMetrics
import Foundation
import Testing

@testable import AssayReports

struct JSONChoicesTests {
    private func choices(_ report: Report) throws -> [String: Any]? {
        let json = try JSONSerialization.jsonObject(with: Data(JSONReport(report).render().utf8)) as? [String: Any]
        return (json?["run"] as? [String: Any])?["choices"] as? [String: Any]
    }

    @Test func `a multiple-choice run has its letters and baselines under run`() throws {
        let choices = try #require(try choices(SmallChoice.report()))
        #expect(choices["order"] as? String == "as published")
        #expect(choices["answers"] as? Int == 4 && choices["unreadable"] as? Int == 1)
        #expect(choices["picks"] as? [String: Int] == ["A": 1, "B": 1, "C": 1, "D": 0])
        #expect(choices["keys"] as? [String: Int] == ["A": 2, "B": 1, "C": 1, "D": 0])
        #expect(choices["random"] as? Double == 0.25)
        let majority = try #require(choices["majority_letter"] as? [String: Any])
        #expect(majority["letter"] as? String == "A" && majority["value"] as? Double == 0.6)
        #expect(majority["numerator"] as? Int == 3 && majority["denominator"] as? Int == 5)
    }

    @Test func `another run has none`() throws {
        #expect(try choices(SmallReport.report) == nil)
    }
}
