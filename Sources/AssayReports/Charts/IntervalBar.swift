import AssayCore

/// A value, its interval and its bounds drawn on an axis as SVG.
///
/// Shape tells them apart, not colour: a dot, a solid line with ends, a dashed box.
struct IntervalBar {
    let estimate: Estimate
    private let scale: Scale
    private static let inset = 6.0
    private static let length = 240.0

    init(_ estimate: Estimate) {
        self.estimate = estimate
        scale = Scale(of: estimate)
    }

    /// A bar for a row of a table, without numbers.
    var small: HTMLText { drawing(middle: 11, height: 22, labels: "") }

    /// A bar with the axis written below it.
    var large: HTMLText { drawing(middle: 14, height: 42, labels: axis) }

    private func drawing(middle: Double, height: Int, labels: String) -> HTMLText {
        let width = Figures.count(Self.length + 2 * Self.inset)
        let marks = baseline(middle) + bounds(middle) + interval(middle) + value(middle) + labels
        return HTMLText(
            markup: """
                <svg class="bar" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
                aria-label="\(HTMLText(words))">\(marks)</svg>
                """)
    }

    /// The drawing in words.
    private var words: String {
        var words = [estimate.figure]
        if estimate.interval != nil { words.append("interval \(estimate.intervalWords)") }
        if estimate.bounds != nil { words.append("bounds \(estimate.boundsWords)") }
        return words.joined(separator: ", ")
    }

    private func baseline(_ middle: Double) -> String {
        let ticks = (0...4).map { quarter in
            let x = Self.inset + Self.length * Double(quarter) / 4
            return line("tick", (x, middle - 4), (x, middle + 4))
        }
        return line("axis", (Self.inset, middle), (Self.inset + Self.length, middle)) + ticks.joined()
    }

    private func bounds(_ middle: Double) -> String {
        guard let bounds = estimate.bounds, let low = place(bounds.low), let high = place(bounds.high),
            low < high
        else { return "" }
        let width = Figures.decimal(max(1, high - low))
        return """
            <rect class="bounds" x="\(Figures.decimal(low))" y="\(Figures.decimal(middle - 7))" width="\(width)" \
            height="14"/>
            """
    }

    private func interval(_ middle: Double) -> String {
        guard let interval = estimate.interval, let low = place(interval.low), let high = place(interval.high)
        else { return "" }
        return line("interval", (low, middle), (high, middle)) + line("end", (low, middle - 5), (low, middle + 5))
            + line("end", (high, middle - 5), (high, middle + 5))
    }

    private func value(_ middle: Double) -> String {
        guard let value = estimate.value, let x = place(value) else { return "" }
        return #"<circle class="value" cx="\#(Figures.decimal(x))" cy="\#(Figures.decimal(middle))" r="4"/>"#
    }

    private var axis: String {
        let (low, high) = (scale.range.lowerBound, scale.range.upperBound)
        return [(0, "start"), (2, "middle"), (4, "end")].map { quarter, anchor in
            let x = Self.inset + Self.length * Double(quarter) / 4
            let mark = low + (high - low) * Double(quarter) / 4
            let text = scale == .rate ? "\(Figures.count(mark * 100))%" : Figures.count(mark)
            return #"<text class="mark" x="\#(Figures.decimal(x))" y="38" text-anchor="\#(anchor)">\#(text)</text>"#
        }.joined()
    }

    private func line(_ name: String, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) -> String {
        """
        <line class="\(name)" x1="\(Figures.decimal(from.x))" y1="\(Figures.decimal(from.y))" \
        x2="\(Figures.decimal(to.x))" y2="\(Figures.decimal(to.y))"/>
        """
    }

    /// Where a value stands on the axis; nil for one that is no number, the nearest end for one beyond it.
    private func place(_ value: Double) -> Double? {
        guard value.isFinite else { return nil }
        let range = scale.range
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return Self.inset + min(1, max(0, share)) * Self.length
    }
}
