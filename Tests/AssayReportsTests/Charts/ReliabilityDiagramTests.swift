import AssayCore
import AssayMetrics
import Testing

@testable import AssayReports

struct ReliabilityDiagramTests {
    private func drawing(_ kind: Int = 0) throws -> String {
        let reading = try #require(SmallCalibration.report.calibration?.readings[kind])
        return ReliabilityDiagram(title: "Confidence, raw", bins: reading.bins).drawing.description
    }

    /// The square begins at 62 across and 14 down and is 380 long: half is at 252 across and at 204 down.
    @Test func `bars stand over their bins as high as answers were right`() throws {
        let drawing = try drawing()
        // 0.7 to 0.8 is 328 to 366, the bar a little narrower; half of them right; two answers are the most of any bin.
        #expect(
            drawing.contains(
                ##"<rect class="hit" x="329.5" y="204.0" width="35.0" height="190.0" fill-opacity="1.00"/>"##))
        // One answer, all right: from 366 across and 14 down.
        #expect(
            drawing.contains(
                ##"<rect class="hit" x="367.5" y="14.0" width="35.0" height="380.0" fill-opacity="0.63"/>"##))
        #expect(drawing.matches(of: /class="hit"/).count == 5, "four bins hold answers, and the key has one")
    }

    @Test func `the diagonal, the distance to it, and a histogram are drawn`() throws {
        let drawing = try drawing()
        #expect(drawing.contains(##"<line class="fit" x1="62.0" y1="394.0" x2="442.0" y2="14.0"/>"##))
        // At a confidence of 0.8, from 0.8 to 0.5.
        #expect(drawing.contains(##"<line class="gap" x1="366.0" y1="90.0" x2="366.0" y2="204.0"/>"##))
        #expect(drawing.matches(of: /class="held"/).count == 10)
    }

    @Test func `what is drawn is said, too`() throws {
        #expect(try drawing().contains("70-80%: 2 answers, mean confidence 80.0%, right 50.0%"))
    }
}
