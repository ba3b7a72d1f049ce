import AssayCore

/// Estimates below one another on a common axis as SVG: value, interval and bounds of each.
///
/// Everything that colour says, shape and words say too: runs are told apart by letter and by the form of their mark.
/// A label has a line of its own, so that a long one is in nobody's way.
struct BarChart {
    /// One group of bars under a label.
    struct Row {
        let label: String
        let bars: [Bar]
    }

    /// One estimate.
    struct Bar {
        /// The run's letter; nil where there is one run.
        var letter: String?
        /// Which of the four marks it has.
        var mark = 0
        let estimate: Estimate
    }

    let rows: [Row]

    private static let left = 26.0
    private static let length = 460.0
    private static let width = 680.0
    private static let labelHeight = 20.0
    private static let barHeight = 20.0
    private static let gap = 6.0
    private static let longestLabel = 90

    /// The drawing; nothing where there are no rows.
    var drawing: HTMLText {
        guard let first = rows.first?.bars.first?.estimate else { return .none }
        let scale = Scale(of: first)
        var y = 4.0
        var marks = ""
        for row in rows {
            marks += text("name", 0, y + 14, Self.shortened(row.label))
            y += Self.labelHeight
            for bar in row.bars {
                marks += drawing(of: bar, at: y + Self.barHeight / 2, scale)
                y += Self.barHeight
            }
            y += Self.gap
        }
        let height = y + 22
        return HTMLText(
            markup: """
                <svg class="chart" viewBox="0 0 \(Figures.count(Self.width)) \(Figures.count(height))" role="img" \
                aria-label="\(HTMLText(words))">\(axis(to: y, scale))\(marks)</svg>
                """)
    }

    /// The drawing in words.
    private var words: String {
        rows.map { row in
            let bars = row.bars.map { bar in
                "\(bar.letter.map { "\($0) " } ?? "")\(bar.estimate.figure), interval \(bar.estimate.intervalWords)"
            }
            return "\(row.label): \(bars.joined(separator: "; "))"
        }.joined(separator: ". ")
    }

    private func drawing(of bar: Bar, at y: Double, _ scale: Scale) -> String {
        let estimate = bar.estimate
        var marks = bar.letter.map { text("run", 4, y + 4, $0) } ?? ""
        if let bounds = estimate.bounds, let low = place(bounds.low, scale), let high = place(bounds.high, scale),
            low < high
        {
            marks += """
                <rect class="bounds" x="\(Figures.decimal(low))" y="\(Figures.decimal(y - 7))" \
                width="\(Figures.decimal(max(1, high - low)))" height="14"/>
                """
        }
        if let interval = estimate.interval, let low = place(interval.low, scale),
            let high = place(interval.high, scale)
        {
            marks += line("interval", (low, y), (high, y)) + line("end", (low, y - 5), (low, y + 5))
            marks += line("end", (high, y - 5), (high, y + 5))
        }
        if let value = estimate.value, let x = place(value, scale) { marks += Self.mark(bar.mark, x, y) }
        let figure = estimate.value == nil ? "n/a" : "\(estimate.figure) (\(estimate.counted))"
        return marks + text("figure", Self.left + Self.length + 14, y + 4, figure)
    }

    /// A circle, a square, a triangle, a diamond, and again.
    private static func mark(_ number: Int, _ x: Double, _ y: Double) -> String {
        func points(_ corners: [(Double, Double)]) -> String {
            let list = corners.map { "\(Figures.decimal(x + $0.0)),\(Figures.decimal(y + $0.1))" }
            return #"<polygon class="value" points="\#(list.joined(separator: " "))"/>"#
        }
        switch number % 4 {
        case 1: return points([(-4, -4), (4, -4), (4, 4), (-4, 4)])
        case 2: return points([(0, -5), (5, 4), (-5, 4)])
        case 3: return points([(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)])
        default: return #"<circle class="value" cx="\#(Figures.decimal(x))" cy="\#(Figures.decimal(y))" r="4"/>"#
        }
    }

    private func axis(to bottom: Double, _ scale: Scale) -> String {
        let (low, high) = (scale.range.lowerBound, scale.range.upperBound)
        return (0...4).map { quarter in
            let x = Self.left + Self.length * Double(quarter) / 4
            let mark = low + (high - low) * Double(quarter) / 4
            let label = scale == .rate ? "\(Figures.count(mark * 100))%" : Figures.count(mark)
            return line("grid", (x, 4), (x, bottom))
                + #"<text class="mark" x="\#(Figures.decimal(x))" y="\#(Figures.decimal(bottom + 15))" text-anchor="middle">\#(label)</text>"#
        }.joined()
    }

    private func text(_ name: String, _ x: Double, _ y: Double, _ words: String) -> String {
        #"<text class="\#(name)" x="\#(Figures.decimal(x))" y="\#(Figures.decimal(y))">\#(HTMLText(words))</text>"#
    }

    private func line(_ name: String, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) -> String {
        """
        <line class="\(name)" x1="\(Figures.decimal(from.x))" y1="\(Figures.decimal(from.y))" \
        x2="\(Figures.decimal(to.x))" y2="\(Figures.decimal(to.y))"/>
        """
    }

    private func place(_ value: Double, _ scale: Scale) -> Double? {
        guard value.isFinite else { return nil }
        let range = scale.range
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return Self.left + min(1, max(0, share)) * Self.length
    }

    private static func shortened(_ label: String) -> String {
        guard label.columns > longestLabel else { return label }
        var short = ""
        for character in label where (short + String(character)).columns < longestLabel { short.append(character) }
        return short + "..."
    }
}
