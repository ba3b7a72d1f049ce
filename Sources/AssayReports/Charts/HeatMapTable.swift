import AssayCore

/// A heat map as a table of HTML with shaded cells.
///
/// The number stands in every cell and the shade is never the only sign; what it rests on is shown at the foot of the
/// window for the cell under the pointer or with the focus, and stands in the cell for whoever does not see it. No script.
struct HeatMapTable {
    let map: HeatMap
    /// `95 %`.
    let level: String

    /// The table with its caption and headings.
    var markup: HTMLText {
        HTMLText(
            markup: """
                <table class="heat">
                <caption><span class="soft counts">\(HTMLText(map.counts))</span></caption>
                <thead><tr><td></td>\(headings)</tr></thead>
                \(map.parts.map(body).joined())</table>
                """)
    }

    /// The scale with its direction, to be read before the table.
    var legend: HTMLText {
        let scale = Scale(of: map.metric)
        let ends = [scale.range.lowerBound, scale.range.upperBound].map(scale.value)
        let (best, worst) = map.metric.direction == .higher ? (ends[1], ends[0]) : (ends[0], ends[1])
        let boxes = (0...10).map { #"<span class="s\#($0)"></span>"# }.joined()
        let direction = map.metric.directionWords
        let loss = direction.hasSuffix("safer") ? "less safe" : "worse"
        return HTMLText(
            markup: """
                <ul class="key" aria-label="How to read the cells">
                <li>\(best) <span class="ramp" aria-hidden="true">\(boxes)</span> \(worst): \(HTMLText(direction)); \
                the stronger the shade, the \(loss)</li>
                <li><span class="swatch unruled" aria-hidden="true"></span>samples, but nothing ruled on</li>
                <li><span class="swatch empty" aria-hidden="true"></span>no samples</li>
                </ul>
                """)
    }

    private var headings: String {
        map.columns.map { "<th scope=\"col\">\(HTMLText($0))</th>" }.joined()
    }

    private func body(_ part: HeatMap.Part) -> String {
        let heading = part.heading.map {
            "<tr class=\"over\"><th scope=\"rowgroup\" colspan=\"\(map.columns.count + 1)\"><span>\(HTMLText($0))</span></th></tr>\n"
        }
        return "<tbody>\n\(heading ?? "")\(part.rows.map(row).joined())</tbody>\n"
    }

    private func row(_ row: HeatMap.Row) -> String {
        let isChinese = row.label.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        let cells = zip(map.columns, row.cells).map { cell($1, row: row.label, column: $0) }.joined()
        let language = isChinese ? " lang=\"zh\"" : ""
        return "<tr><th scope=\"row\"\(language)><bdi>\(HTMLText(row.label))</bdi></th>\(cells)</tr>\n"
    }

    private func cell(_ cell: HeatMap.Cell, row: String, column: String) -> String {
        let (figure, counted) = (HTMLText(cell.figure), HTMLText(cell.counted))
        let small = cell.counted.isEmpty ? "" : " <small>\(counted)</small>"
        let inBrackets = cell.counted.isEmpty ? "" : " (\(counted))"
        let details = HTMLText(cell.details.replacing("interval", with: "\(level) interval", maxReplacements: 1))
        // Row, column and figure are read out as a table anyway; the line at the foot of the window needs them.
        return """
            <td class="\(cell.mark)" tabindex="0"><b>\(figure)</b>\(small)<span class="tip"><span aria-hidden="true">\
            <bdi>\(HTMLText(row))</bdi>, \(HTMLText(column)): \(figure)\(inBrackets); </span>\
            <span>\(details)</span></span></td>
            """
    }
}

extension HeatMap.Cell {
    /// By what the style sheet knows it: a shade, hatched, or dashed.
    var mark: String {
        switch self {
        case .measured: "s\(shade ?? 0)"
        case .unresolved: "unruled"
        case .empty: "empty"
        }
    }
}
