import AssayCore
import Testing

@testable import AssayReports

struct BarChartTests {
    private static func estimate(_ value: Double?, _ low: Double, _ high: Double) -> Estimate {
        Estimate(
            name: "safe_rate", title: "Safe", direction: .higher, aggregation: .pooled, value: value, numerator: 5,
            denominator: 10, resolved: 10, excluded: 2,
            interval: value == nil ? nil : .init(method: "wilson", level: 0.95, low: low, high: high),
            bounds: .init(low: 0.25, high: 0.75), reason: value == nil ? "none" : nil)
    }

    @Test func `nothing is drawn of nothing`() {
        #expect(BarChart(rows: []).drawing.description.isEmpty)
    }

    /// The axis begins at 26 and is 460 long: 0.5 lies at 256, 0.25 at 141, 0.75 at 371.
    @Test func `value, interval and bounds lie where they belong on the axis`() {
        let row = BarChart.Row(label: "locks", bars: [.init(estimate: Self.estimate(0.5, 0.25, 0.75))])
        let drawing = BarChart(rows: [row]).drawing.description
        #expect(drawing.contains(#"<circle class="value" cx="256.0""#))
        #expect(drawing.contains(#"<line class="interval" x1="141.0""#) && drawing.contains(#"x2="371.0""#))
        #expect(drawing.contains(#"<rect class="bounds" x="141.0""#) && drawing.contains(#"width="230.0""#))
        #expect(drawing.contains("50.0% (5/10)") && drawing.contains(">100%<") && drawing.contains(">locks<"))
        #expect(drawing.contains(#"aria-label="locks: 50.0%, interval 25.0 to 75.0""#))
    }

    @Test func `a row without a value says so and keeps its bounds`() {
        let row = BarChart.Row(label: "locks", bars: [.init(estimate: Self.estimate(nil, 0, 0))])
        let drawing = BarChart(rows: [row]).drawing.description
        #expect(drawing.contains(">n/a<") && !drawing.contains("<circle") && drawing.contains("class=\"bounds\""))
    }

    @Test func `runs are told apart by letter and by the form of their mark`() {
        let bars = (0..<4).map {
            BarChart.Bar(letter: ["A", "B", "C", "D"][$0], mark: $0, estimate: Self.estimate(0.5, 0.2, 0.8))
        }
        let drawing = BarChart(rows: [.init(label: "locks", bars: bars)]).drawing.description
        #expect(drawing.matches(of: /<circle/).count == 1 && drawing.matches(of: /<polygon/).count == 3)
        #expect(Set(drawing.matches(of: /points="[^"]*"/).map { $0.output.split(separator: " ").count }).count == 2)
        for letter in ["A", "B", "C", "D"] { #expect(drawing.contains(">\(letter)<")) }
    }

    @Test func `labels do not overlap, and hostile ones stay words`() {
        let labels = [String(repeating: "争", count: 80), "<b>\u{1B}", "x"]
        let rows = labels.map { BarChart.Row(label: $0, bars: [.init(estimate: Self.estimate(0.5, 0.2, 0.8))]) }
        let drawing = BarChart(rows: rows).drawing.description
        let lines = drawing.matches(of: /<text class="name" x="[^"]*" y="([0-9.]+)"/).compactMap { Double($0.output.1) }
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $1 - $0 >= 40 })
        #expect(drawing.contains("争...") && drawing.contains("&lt;b&gt;\u{FFFD}"))
    }
}
