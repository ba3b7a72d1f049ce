import AssayCore
import Foundation
import Testing

@testable import AssayReports

struct JSONJuryTests {
    private static func json(_ report: Report) throws -> [String: Any] {
        let bytes = try JSONEncoder().encode(try #require(JSONJury(report)))
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }

    @Test func `plan, votes and what they took are there by name`() throws {
        let json = try Self.json(SmallJury.report())
        let votes = try #require((json["questions"] as? [String: [String: Any]])?["safe"])
        #expect(votes["changed"] as? Int == 3)
        #expect(votes["dissent"] as? Double == 0.25)
        #expect((votes["first_majority"] as? [String: Int])?["differing"] == 1)
        #expect((votes["jurors"] as? [[String: Int]])?.map { $0["differing"] } == [0, 1, 3])
        #expect((votes["first"] as? [String: Any])?["independent"] as? Bool == true)
        #expect((votes["last"] as? [String: Any])?["independent"] as? Bool == false)
        #expect(json["turned"] as? Int == 1)
        #expect(json["votes"] as? Int == 24)
        #expect(json["votes_of_whole_jury"] as? Int == 24)
        #expect((json["deliberation"] as? [String: Any])?["prompt_tokens"] as? Int == 1200)
        #expect(((json["plan"] as? [String: Any])?["seats"] as? [Any])?.count == 3)
        #expect((json["parts"] as? [[String: Any]])?.first?["role"] as? String == "juror_1")
    }

    @Test func `a run without a jury has no such part`() {
        #expect(JSONJury(SmallReport.report) == nil)
    }
}
