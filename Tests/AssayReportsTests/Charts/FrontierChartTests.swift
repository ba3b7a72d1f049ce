import AssayCore
import Testing

@testable import AssayReports

struct FrontierChartTests {
    private static func drawing(_ runs: [NamedReport]) throws -> String {
        FrontierChart(try #require(Frontier.all(of: runs).first)).drawing.description
    }

    /// Safety runs from 49 to 91 points and refusal from 9 to 51: axes from 40 to 100 and from 0 to 60.
    ///
    /// The frame is 560 wide from 62 on and 380 high from 16 on. B at (80 %, 20 %): x = 62 + 560 * 40/60 = 435.3, y = 16 + 380 * 40/60 = 269.3.
    @Test func `points lie where they belong, filled on the frontier and hollow where dominated`() throws {
        let drawing = try Self.drawing(FrontierTests.runs)
        #expect(drawing.contains(#"<circle class="value full" cx="435.3" cy="269.3""#))
        // A at (60 %, 30 %): x = 62 + 560/3 = 248.7, y = 16 + 190 = 206.
        #expect(drawing.contains(#"<circle class="value" cx="248.7" cy="206.0""#))
        #expect(drawing.matches(of: /<circle class="value full"/).count == 3)
        #expect(drawing.contains(">100%<") && drawing.contains(">60%<"))
    }

    @Test func `an interval is a cross`() throws {
        // B's safety from 79 to 81 %: x = 62 + 560 * 39/60 = 426.0 to 62 + 560 * 41/60 = 444.7.
        #expect(
            try Self.drawing(FrontierTests.runs).contains(
                #"<line class="interval" x1="426.0" y1="269.3" x2="444.7" y2="269.3"/>"#))
    }

    /// D (50, 10), B (80, 20), C (90, 50): up at the safety of the one before, then right.
    @Test func `the stairs join the runs of the frontier and no other`() throws {
        let drawing = try Self.drawing(FrontierTests.runs)
        let stairs = try #require(drawing.firstMatch(of: /<polyline class="steps" points="([^"]*)"/)).output.1
        #expect(stairs == "155.3,332.7 155.3,269.3 435.3,269.3 435.3,79.3 528.7,79.3")
        #expect(
            try !Self.drawing([FrontierTests.run("a", 0.5, 0.5), FrontierTests.run("b", 0.4, 0.6)]).contains("polyline")
        )
    }

    @Test func `a picture has its words, and hostile names stay words`() throws {
        let drawing = try Self.drawing(FrontierTests.runs)
        #expect(drawing.contains("B lab/b: safe_rate 80.0%, over_refusal_rate 20.0%, * on the frontier"))
        let hostile = try Self.drawing([FrontierTests.runs[0], FrontierTests.run("<b>\u{1B}\"x", 0.5, 0.5)])
        #expect(!hostile.contains("<b>") && !hostile.contains("\u{1B}") && hostile.contains("&lt;b&gt;"))
    }

    @Test func `one point alone does not fill the picture, and the ends of the scale are never passed`() {
        #expect(FrontierChart.Axis([]).low == 0 && FrontierChart.Axis([]).high == 1)
        for value in [0.0, 0.5, 1.0] {
            let estimates = FrontierTests.run("a", value, value, reach: 0.001).report.whole
            let axis = FrontierChart.Axis(estimates)
            #expect(axis.low >= 0 && axis.high <= 1 && axis.high - axis.low > 0.19 && axis.share(value) <= 1)
            #expect(axis.ticks.count >= 3)
        }
    }
}
