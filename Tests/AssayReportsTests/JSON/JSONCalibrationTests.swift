import AssayCore
import AssayMetrics
import Foundation
import Testing

@testable import AssayReports

struct JSONCalibrationTests {
    private func calibration(_ report: Report) throws -> [String: Any]? {
        let json = try JSONSerialization.jsonObject(with: Data(JSONReport(report).render().utf8)) as? [String: Any]
        return (json?["run"] as? [String: Any])?["calibration"] as? [String: Any]
    }

    @Test func `bins, coverage and letters stand under run, by kind of confidence`() throws {
        let calibration = try #require(try calibration(SmallCalibration.report))
        #expect(calibration["source"] as? String == "logprobs")
        let kinds = try #require(calibration["confidences"] as? [String: [String: Any]])
        #expect(kinds.keys.sorted() == ["first_token", "normalised", "raw"])
        let raw = try #require(kinds["raw"])
        #expect(raw["answers"] as? Int == 6 && raw["coverage"] as? Double == 6.0 / 7)
        #expect((raw["excluded"] as? [String: Int])?["unanswered"] == 1)
        let bins = try #require(raw["bins"] as? [[String: Any]])
        #expect(bins.count == 10 && bins[7]["answers"] as? Int == 2 && bins[7]["mean_confidence"] as? Double == 0.8)
        #expect(
            bins[7]["accuracy"] as? Double == 0.5 && bins[7]["from"] as? Double == 0.7
                && bins[7]["to"] as? Double == 0.8)
        #expect(bins[5]["accuracy"] is NSNull)
        #expect((raw["bins_of_equal_mass"] as? [[String: Any]])?.count == 4)
        let letters = try #require(calibration["letters"] as? [String: Any])
        #expect(letters["answers"] as? Int == 6 && letters["unlisted"] as? Int == 12)
    }

    @Test func `another run has none`() throws {
        #expect(try calibration(SmallReport.report) == nil)
    }
}
