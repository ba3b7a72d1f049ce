import AssayCore
import Foundation

/// How many calls one endpoint was sent at once, from step to step.
struct ConnectionHistory {
    let endpoint: String
    /// In order of time, at least one.
    let steps: [RunFacts.ConnectionLimit]
    /// When the last session ended, where it did.
    let end: Date?

    /// The histories of a run, by the names of the endpoints.
    static func all(of facts: RunFacts) -> [ConnectionHistory] {
        Dictionary(grouping: facts.connections ?? [], by: \.endpoint).sorted { $0.key < $1.key }
            .map { ConnectionHistory(endpoint: $0.key, steps: $0.value, end: facts.finished) }
    }

    /// `openai: 20 to 51 at once, 48 at the end`.
    var words: String {
        let limits = steps.map(\.limit)
        let (low, high) = (limits.min() ?? 0, limits.max() ?? 0)
        let name = endpoint.printable(atMost: 80)
        guard low < high else { return "\(name): \(low) at once" }
        return "\(name): \(low) to \(high) at once, \(limits.last ?? 0) at the end"
    }

    /// The steps as a drawing over the time since the first.
    var drawing: HTMLText {
        guard let first = steps.first, let last = steps.last, steps.count > 1 else { return .none }
        let span = max(1, max(end ?? last.at, last.at).timeIntervalSince(first.at))
        let top = max(1, steps.map(\.limit).max() ?? 1)
        func x(_ date: Date) -> String {
            Figures.decimal(Self.left + Self.length * date.timeIntervalSince(first.at) / span)
        }
        func y(_ limit: Int) -> String {
            Figures.decimal(Self.top + Self.height * (1 - Double(limit) / Double(top)))
        }
        var path = "M\(x(first.at)) \(y(first.limit))"
        for step in steps.dropFirst() { path += "H\(x(step.at))V\(y(step.limit))" }
        path += "H\(Figures.decimal(Self.left + Self.length))"
        return HTMLText(
            markup: """
                <svg class="chart" viewBox="0 0 \(Figures.count(Self.width)) \(Figures.count(Self.bottom))" role="img" \
                aria-label="\(HTMLText(words))">\(grid(top: top, span: span))<path class="steps" d="\(path)"/></svg>
                """)
    }

    private static let left = 46.0
    private static let length = 600.0
    private static let top = 10.0
    private static let height = 100.0
    private static let width = 680.0
    private static let bottom = 136.0

    private func grid(top: Int, span: TimeInterval) -> String {
        let rows = [(0, "0"), (top, String(top))].map { limit, label in
            let y = Self.top + Self.height * (1 - Double(limit) / Double(top))
            return """
                <line class="grid" x1="\(Figures.decimal(Self.left))" y1="\(Figures.decimal(y))" \
                x2="\(Figures.decimal(Self.left + Self.length))" y2="\(Figures.decimal(y))"/>\
                <text class="mark" x="\(Figures.decimal(Self.left - 8))" y="\(Figures.decimal(y + 4))" \
                text-anchor="end">\(label)</text>
                """
        }
        let end = "\(Figures.count(span.rounded())) s"
        return rows.joined() + """
            <text class="mark" x="\(Figures.decimal(Self.left))" y="\(Figures.decimal(Self.bottom - 6))">0 s</text>\
            <text class="mark" x="\(Figures.decimal(Self.left + Self.length))" y="\(Figures.decimal(Self.bottom - 6))" \
            text-anchor="end">\(end)</text>
            """
    }
}
