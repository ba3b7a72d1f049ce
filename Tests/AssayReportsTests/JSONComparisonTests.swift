import AssayReports
import AssayTestSupport
import Foundation
import Testing

struct JSONComparisonTests {
    @Test func `the whole comparison is as it was read in review`() throws {
        try Reference.expect(JSONComparison(SmallComparison.report()).render(), toBe: "comparison.json")
    }

    @Test func `the keys are the settled ones, with null for what is not there`() throws {
        let text = JSONComparison(SmallComparison.report()).render()
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(json["format"] as? String == "assay.comparison/1")
        #expect(
            Set(json.keys) == [
                "format", "suite", "a", "b", "differs", "samples", "shared_replies", "metrics", "flips", "notes",
            ])
        let metrics = try #require(json["metrics"] as? [[String: Any]])
        for metric in metrics {
            #expect(
                Set(metric.keys) == [
                    "name", "title", "direction", "group", "pairs", "unresolved", "a", "b", "difference", "interval",
                    "bounds", "p", "p_exact", "p_holm", "test", "rose", "fell", "reason",
                ])
        }
        #expect(metrics.first?["p"] as? Double == 0.21875)
        #expect(metrics.first?["p_exact"] as? Double == 0.375)
        // A bootstrap has no exact p.
        #expect(metrics[1]["name"] as? String == "truncated_rate" && metrics[1]["p_exact"] is NSNull)
        #expect(metrics.first?["p_holm"] is NSNull)
        #expect((metrics.first?["test"] as? [String: Any])?["name"] as? String == "mcnemar_mid_p")
        let flips = try #require(json["flips"] as? [[String: Any]])
        #expect(flips.first?["rose"] as? [String] == ["s11", "s13", "s15", "s19"])
        #expect(flips.first?["fell"] as? [String] == ["s10"])
    }
}
