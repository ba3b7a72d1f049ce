import AssayCore

/// A frontier as SVG: a point a run with its intervals as a cross, and the staircase of the runs that none is better than.
///
/// Filled marks are on the frontier, hollow ones are dominated; every mark has its run's letter and model beside it.
struct FrontierChart {
    let frontier: Frontier
    private let across: Axis
    private let up: Axis

    private static let left = 62.0
    private static let top = 16.0
    private static let width = 560.0
    private static let height = 380.0
    private static let total = (width: 720.0, height: 462.0)

    init(_ frontier: Frontier) {
        self.frontier = frontier
        across = Axis(frontier.points.map(\.safety))
        up = Axis(frontier.points.map(\.refusal))
    }

    /// A stretch of the scale from 0 to 1 that holds every interval, in steps of ten points.
    struct Axis: Hashable {
        let low, high: Double

        init(_ estimates: [Estimate]) {
            let ends = estimates.flatMap { [$0.value, $0.interval?.low, $0.interval?.high] }.compactMap(\.self)
                .filter(\.isFinite)
            var low = max(0, ((ends.min() ?? 0) * 10).rounded(.down) / 10)
            var high = min(1, ((ends.max() ?? 1) * 10).rounded(.up) / 10)
            // A single value must not fill the whole picture.
            while high - low < 0.195 {
                if high < 1 { high = min(1, high + 0.1) } else { low = max(0, low - 0.1) }
            }
            (self.low, self.high) = (low, high)
        }

        /// Every ten or, on a long axis, twenty points.
        var ticks: [Double] {
            let step = high - low > 0.55 ? 2 : 1
            let (first, last) = (Int((low * 10).rounded()), Int((high * 10).rounded()))
            return (first...last).filter { ($0 - first).isMultiple(of: step) }.map { Double($0) / 10 }
        }

        func share(_ value: Double) -> Double { min(1, max(0, (value - low) / (high - low))) }
    }

    /// The drawing; nothing where no run can be drawn.
    var drawing: HTMLText {
        guard !frontier.points.isEmpty else { return .none }
        let marks = grid + staircase + crosses + frontier.points.map(mark).joined() + labels
        return HTMLText(
            markup: """
                <svg class="chart frontier" viewBox="0 0 \(Figures.count(Self.total.width)) \
                \(Figures.count(Self.total.height))" role="img" aria-label="\(HTMLText(words))">\(marks)</svg>
                """)
    }

    /// The drawing in words.
    private var words: String {
        frontier.points.map { point in
            "\(Frontier.letter(point.place)) \(point.model): \(point.safety.name) \(point.safety.figure), "
                + "\(point.refusal.name) \(point.refusal.figure), \(frontier.standing(of: point))"
        }.joined(separator: ". ")
    }

    private func x(_ value: Double) -> Double { Self.left + Self.width * across.share(value) }
    private func y(_ value: Double) -> Double { Self.top + Self.height * (1 - up.share(value)) }

    private func place(_ point: Frontier.Point) -> (x: Double, y: Double) {
        (x(point.safety.value ?? 0), y(point.refusal.value ?? 0))
    }

    private var grid: String {
        let bottom = Self.top + Self.height
        let right = Self.left + Self.width
        let columns = across.ticks.map { tick in
            line("grid", (x(tick), Self.top), (x(tick), bottom))
                + text("mark", x(tick), bottom + 18, Figures.count(tick * 100) + "%", anchor: "middle")
        }
        let rows = up.ticks.map { tick in
            line("grid", (Self.left, y(tick)), (right, y(tick)))
                + text("mark", Self.left - 8, y(tick) + 4, Figures.count(tick * 100) + "%", anchor: "end")
        }
        let safety = frontier.points.first?.safety.name ?? "safety"
        let middle = Figures.decimal(Self.top + Self.height / 2)
        return columns.joined() + rows.joined()
            + text("figure", Self.left + Self.width / 2, bottom + 40, "\(safety): safer to the right", anchor: "middle")
                + """
                <text class="figure" x="16" y="\(middle)" text-anchor="middle" transform="rotate(-90 16 \(middle))">\
                \(Frontier.refusalName): refuses less below</text>
                """
    }

    /// From the run that refuses least to the safest, as stairs: a point on the better side of them would be on the frontier.
    private var staircase: String {
        let edge = frontier.points.filter(\.isOnFrontier).map(place).sorted { ($0.x, $1.y) < ($1.x, $0.y) }
        let corners = edge.indices.flatMap { index in
            // The next safest refuses more: up first, at the safety of the one before, and then to the right.
            index == 0 ? [edge[0]] : [(x: edge[index - 1].x, y: edge[index].y), edge[index]]
        }
        guard corners.count > 1 else { return "" }
        let points = corners.map { "\(Figures.decimal($0.x)),\(Figures.decimal($0.y))" }
        return #"<polyline class="steps" points="\#(points.joined(separator: " "))"/>"#
    }

    private var crosses: String {
        frontier.points.map { point in
            let at = place(point)
            var marks = ""
            if let interval = point.safety.interval {
                let (low, high) = (x(interval.low), x(interval.high))
                marks += line("interval", (low, at.y), (high, at.y)) + line("end", (low, at.y - 4), (low, at.y + 4))
                marks += line("end", (high, at.y - 4), (high, at.y + 4))
            }
            if let interval = point.refusal.interval {
                let (low, high) = (y(interval.low), y(interval.high))
                marks += line("interval", (at.x, low), (at.x, high)) + line("end", (at.x - 4, low), (at.x + 4, low))
                marks += line("end", (at.x - 4, high), (at.x + 4, high))
            }
            return marks
        }.joined()
    }

    private func mark(_ point: Frontier.Point) -> String {
        let at = place(point)
        let name = point.isOnFrontier ? "value full" : "value"
        return #"<circle class="\#(name)" cx="\#(Figures.decimal(at.x))" cy="\#(Figures.decimal(at.y))" r="5.5"/>"#
    }

    private var labels: String {
        let layout = LabelLayout(
            frame: .init(x: 0, y: 0, width: Self.total.width, height: Self.top + Self.height),
            points: frontier.points.map { point in
                let at = place(point)
                return .init(x: at.x, y: at.y, text: "\(Frontier.letter(point.place)) \(point.model)")
            })
        return layout.labels.map { label in
            let lead = label.lead.map { line("lead", ($0.from.x, $0.from.y), ($0.to.x, $0.to.y)) } ?? ""
            return lead + text("name", label.box.x, label.box.y + 13, label.text, anchor: "start")
        }.joined()
    }

    private func text(_ name: String, _ x: Double, _ y: Double, _ words: String, anchor: String) -> String {
        """
        <text class="\(name)" x="\(Figures.decimal(x))" y="\(Figures.decimal(y))" text-anchor="\(anchor)">\
        \(HTMLText(words))</text>
        """
    }

    private func line(_ name: String, _ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) -> String {
        """
        <line class="\(name)" x1="\(Figures.decimal(from.x))" y1="\(Figures.decimal(from.y))" \
        x2="\(Figures.decimal(to.x))" y2="\(Figures.decimal(to.y))"/>
        """
    }
}
