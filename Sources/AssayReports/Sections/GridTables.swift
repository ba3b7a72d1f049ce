import AssayCore

/// The grids of a run as tables of words; a large one is only spoken of, as nobody reads hundreds of cells in a terminal.
struct GridTables {
    private let maps: [HeatMap]

    init(_ report: Report) {
        maps = report.heatMaps
    }

    /// For a terminal: a table or a sentence each.
    func text(width: Int, styled: Bool) -> [String] {
        maps.map { map in
            guard map.isSmall else { return Self.sentence(on: map).wrapped(to: width).map { $0 + "\n" }.joined() }
            var table = TextTable(
                [.init(map.title, wraps: true)] + map.columns.map { .init($0, .right, wraps: true) })
            for part in map.parts {
                if let heading = part.heading { table.append(heading: heading) }
                for row in part.rows { table.append([row.label] + row.cells.map(\.lines)) }
            }
            table.append(remark: Self.key(to: map))
            return table.render(width: width, styled: styled)
        }
    }

    /// In Markdown: a heading with a table or a sentence each.
    var markdown: [String] {
        maps.map { map in
            let heading = "## \(MarkdownTable.plain(map.title))\n\n"
            guard map.isSmall else { return heading + MarkdownTable.plain(Self.sentence(on: map)) + "\n" }
            var table = MarkdownTable([("", false)] + map.columns.map { ($0, true) })
            for row in map.rows {
                let label = row.heading.map { "\($0)\n\(row.label)" } ?? row.label
                table.append([label] + row.cells.map(\.lines))
            }
            return heading + table.render() + "\n\(MarkdownTable.plain(Self.key(to: map)))\n"
        }
    }

    private static func key(to map: HeatMap) -> String {
        "Value, counted, interval; \(map.metric.directionWords). \(map.counts)."
    }

    private static func sentence(on map: HeatMap) -> String {
        "\(map.title): \(map.counts); the HTML report draws them, JSON and CSV list them."
    }
}
