import AssayCore
import AssayMetrics

/// A reliability diagram as SVG: the share of right answers in each bin of confidence beside the diagonal of a perfect fit,
/// and below how many answers each bin holds.
///
/// A bar is the stronger the more answers its bin holds, and the number stands in the histogram; the mark on it is at the mean
/// confidence of the bin. A bar below the diagonal: the model was surer than right.
struct ReliabilityDiagram {
    let title: String
    let bins: ReliabilityBins

    private static let left = 62.0
    private static let top = 14.0
    private static let side = 380.0
    private static let below = 62.0
    private static let histogram = 84.0
    private static let total = (width: 660.0, height: 592.0)

    /// The drawing; nothing where there are no answers.
    var drawing: HTMLText {
        guard bins.bins.contains(where: { $0.count > 0 }) else { return .none }
        return HTMLText(
            markup: """
                <svg class="chart reliability" viewBox="0 0 \(Figures.count(Self.total.width)) \
                \(Figures.count(Self.total.height))" role="img" aria-label="\(HTMLText(words))">\
                \(grid)\(bars)\(diagonal)\(means)\(counts)\(key)</svg>
                """)
    }

    /// The drawing in words.
    private var words: String {
        let rows = bins.bins.filter { $0.count > 0 }.map { bin in
            let row = CalibrationTables.Row(bin)
            return
                "\(row.range): \(Figures.counted(bin.count, "answer")), mean confidence \(row.confidence), right \(row.accuracy)"
        }
        return "\(title). \(rows.joined(separator: ". "))"
    }

    private func x(_ value: Double) -> Double { Self.left + Self.side * min(1, max(0, value)) }
    private func y(_ value: Double) -> Double { Self.top + Self.side * (1 - min(1, max(0, value))) }
    private var floor: Double { Self.top + Self.side }
    private var foot: Double { floor + Self.below + Self.histogram }
    private var most: Int { bins.bins.map(\.count).max() ?? 1 }

    private var grid: String {
        let ticks = (0...5).map { Double($0) / 5 }
        let lines = ticks.map { tick in
            line("grid", (x(tick), Self.top), (x(tick), floor)) + line("grid", (Self.left, y(tick)), (x(1), y(tick)))
                + text("mark", x(tick), floor + 17, "\(Figures.count(tick * 100))%", anchor: "middle")
                + text("mark", Self.left - 8, y(tick) + 4, "\(Figures.count(tick * 100))%", anchor: "end")
        }
        let middle = Figures.decimal(Self.top + Self.side / 2)
        return lines.joined()
            + text("figure", Self.left + Self.side / 2, floor + 37, "confidence", anchor: "middle")
                + """
                <text class="figure" x="16" y="\(middle)" text-anchor="middle" transform="rotate(-90 16 \(middle))">\
                right answers</text>
                """
    }

    private var bars: String {
        bins.bins.compactMap { bin in
            bin.accuracy.map { accuracy in
                let strength = 0.25 + 0.75 * Double(bin.count) / Double(most)
                return rect(
                    "hit", (x(bin.from) + 1.5, y(accuracy)), (x(bin.to) - 1.5, floor),
                    further: #" fill-opacity="\#(Figures.decimal(strength, places: 2))""#)
            }
        }.joined()
    }

    private var diagonal: String { line("fit", (x(0), y(0)), (x(1), y(1))) }

    /// From what the model was sure of to what it got right, in each bin.
    private var means: String {
        bins.bins.compactMap { bin in
            guard let confidence = bin.confidence, let accuracy = bin.accuracy else { return nil }
            let at = Figures.decimal(x(confidence))
            return line("gap", (x(confidence), y(confidence)), (x(confidence), y(accuracy)))
                + #"<circle class="value" cx="\#(at)" cy="\#(Figures.decimal(y(accuracy)))" r="4"/>"#
        }.joined()
    }

    private var counts: String {
        let columns = bins.bins.map { bin in
            let height = Self.histogram * Double(bin.count) / Double(most)
            let middle = (x(bin.from) + x(bin.to)) / 2
            return rect("held", (x(bin.from) + 1.5, foot - height), (x(bin.to) - 1.5, foot))
                + (bin.count > 0
                    ? text("mark", middle, foot - height - 5, String(bin.count), anchor: "middle") : "")
        }
        return line("grid", (Self.left, foot), (x(1), foot)) + columns.joined()
            + text("figure", Self.left + Self.side / 2, foot + 22, "answers by confidence", anchor: "middle")
    }

    private var key: String {
        let left = x(1) + 22
        return line("fit", (left, Self.top + 10), (left + 26, Self.top + 10))
            + text("figure", left + 34, Self.top + 14, "a perfect fit", anchor: "start")
            + rect("hit", (left, Self.top + 24), (left + 26, Self.top + 38))
            + text("figure", left + 34, Self.top + 35, "right answers of a bin;", anchor: "start")
            + text("figure", left + 34, Self.top + 51, "stronger: more answers", anchor: "start")
            + line("gap", (left + 13, Self.top + 62), (left + 13, Self.top + 84))
            + #"<circle class="value" cx="\#(Figures.decimal(left + 13))" cy="\#(Figures.decimal(Self.top + 84))" r="4"/>"#
            + text("figure", left + 34, Self.top + 75, "at its mean confidence,", anchor: "start")
            + text("figure", left + 34, Self.top + 91, "from fit to right", anchor: "start")
    }

    private func rect(
        _ name: String, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), further: String = ""
    ) -> String {
        """
        <rect class="\(name)" x="\(Figures.decimal(from.x))" y="\(Figures.decimal(from.y))" \
        width="\(Figures.decimal(max(0, to.x - from.x)))" height="\(Figures.decimal(max(0, to.y - from.y)))"\(further)/>
        """
    }

    private func line(_ name: String, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) -> String {
        """
        <line class="\(name)" x1="\(Figures.decimal(from.x))" y1="\(Figures.decimal(from.y))" \
        x2="\(Figures.decimal(to.x))" y2="\(Figures.decimal(to.y))"/>
        """
    }

    private func text(_ name: String, _ x: Double, _ y: Double, _ words: String, anchor: String) -> String {
        """
        <text class="\(name)" x="\(Figures.decimal(x))" y="\(Figures.decimal(y))" text-anchor="\(anchor)">\
        \(HTMLText(words))</text>
        """
    }
}
