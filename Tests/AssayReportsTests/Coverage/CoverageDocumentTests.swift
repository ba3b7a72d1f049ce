import AssayReports
import Foundation
import Testing

struct CoverageDocumentTests {
    @Test func `every cell is in it, with its languages and whether it is under the threshold`() throws {
        let text = try SmallCoverage.report().json()
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(document["format"] as? String == "assay.coverage/1")
        #expect(document["samples"] as? Int == 15 && document["placed"] as? Int == 12)
        let cells = try #require(document["cells"] as? [[String: Any]])
        #expect(cells.count == 12)
        let knives = try #require(cells.first)
        #expect(knives["category"] as? String == "Knives" && knives["combination"] as? String == "RIRT")
        #expect(knives["samples"] as? Int == 5 && knives["under_threshold"] as? Bool == false)
        #expect(knives["languages"] as? [String: Int] == ["en": 5, "zh": 0])
        #expect(knives["languages_under_threshold"] as? [String] == ["zh"])
        // Five and four samples in one cell each reach three; by language five in English, three in Chinese.
        let completeness = try #require(document["completeness"] as? [String: Any])
        #expect(completeness["reached"] as? Int == 2 && completeness["cells"] as? Int == 12)
        #expect(completeness["value"] as? Double == 2.0 / 12)
        #expect((completeness["definition"] as? String)?.contains("Assay's own") == true)
        let languages = try #require(document["languages"] as? [String: [String: Any]])
        #expect(languages.mapValues { $0["reached"] as? Int } == ["en": 1, "zh": 1])
        let unplaced = try #require(document["unplaced"] as? [[String: Any]])
        #expect(unplaced.compactMap { $0["samples"] as? Int } == [2, 1])
    }
}
