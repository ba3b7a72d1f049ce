import AssayCore
import AssayMetrics

/// The metrics of a run in both of its languages beside one another.
struct LanguageTable {
    /// The languages, a column each: `en`, `zh`.
    let languages: [String]
    /// A row a metric.
    let rows: [Row]
    private let translations: Report.Translations?

    /// One metric.
    struct Row {
        let title, name: String
        /// What there is in each language; nil where no sample of it is one that the metric is about.
        let cells: [Estimate?]
        /// The second language less the first, where samples were asked in both.
        let difference: PairedDifference?
    }

    /// Nil for a run in one language, or without a breakdown by it.
    init?(_ report: Report) {
        let slices = report.estimates.filter { Array($0.group.keys) == [.language] }
        let languages = Set(slices.compactMap { $0.group[.language] }).sorted()
        guard languages.count > 1 else { return nil }
        self.languages = languages
        translations = report.translations
        let names = slices.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        rows = names.compactMap { name in
            let members = slices.filter { $0.name == name }
            guard let first = members.first else { return nil }
            return Row(
                title: first.title, name: first.nameWords,
                cells: languages.map { language in members.first { $0.group[.language] == language } },
                difference: report.translations?.differences.first { $0.name == name && $0.group.isEmpty })
        }
    }

    /// Whether samples were asked in both languages.
    var isPaired: Bool { translations != nil }

    /// `Languages side by side`.
    let title = "Languages side by side"

    /// The headings of the columns.
    var headings: [String] {
        languages.map(Self.name)
            + (translations.map { ["\($0.second.rawValue) less \($0.first.rawValue), paired"] } ?? [])
    }

    /// A row's cells, a line each for the value with what it rests on, the interval, and the bounds.
    func lines(of row: Row) -> [String] {
        row.cells.map { estimate in
            guard let estimate else { return "not in this language" }
            return "\(estimate.valueWords)\ninterval \(estimate.intervalWords)\nbounds \(estimate.boundsWords)"
        } + (isPaired ? [Self.lines(of: row.difference)] : [])
    }

    /// Of what the difference is, or why there is none.
    var note: String {
        guard let translations else {
            return
                "The languages are not paired: no sample of the run is another's translation. A difference between the "
                + "columns may be one between the samples."
        }
        return
            "Bounds are what unresolved samples could make of the value. The difference is over the \(Figures.counted(translations.pairs, "pair")) of samples that are "
            + "translations of one another and are resolved in both languages, in points, with its interval; the columns "
            + "are over all samples of a language."
    }

    private static func lines(of difference: PairedDifference?) -> String {
        guard let difference else { return "not compared" }
        guard difference.difference != nil else { return "n/a\n\(difference.reason ?? "no reason was given")" }
        return
            "\(difference.figure) (\(Figures.counted(difference.pairs, "pair")))\ninterval \(difference.intervalWords)"
    }

    /// `English (en)`.
    static func name(_ code: String) -> String {
        switch Language(rawValue: code) {
        case .english: "English (en)"
        case .chinese: "Chinese (zh)"
        case nil: code.printable(atMost: 40)
        }
    }

    /// The headline metrics as a chart, a bar for each language.
    var chart: HTMLText {
        BarChart(
            rows: rows.filter { $0.cells.contains { $0?.isHeadline == true } }.map { row in
                BarChart.Row(
                    label: "\(row.title) (\(row.name))",
                    bars: row.cells.enumerated().compactMap { index, estimate in
                        estimate.map {
                            .init(letter: languages[index].printable(atMost: 3), mark: index, estimate: $0)
                        }
                    })
            }
        ).drawing
    }
}

extension LanguageTable {
    /// For a terminal; nothing in a run of one language.
    static func text(_ report: Report, width: Int, styled: Bool) -> String {
        guard let languages = LanguageTable(report) else { return "" }
        var table = TextTable(
            [.init(languages.title, wraps: true)] + languages.headings.map { .init($0, wraps: true) })
        for row in languages.rows { table.append(["\(row.title)\n\(row.name)"] + languages.lines(of: row)) }
        table.append(remark: languages.note)
        return table.render(width: width, styled: styled)
    }

    /// In Markdown; nothing in a run of one language.
    static func markdown(_ report: Report) -> String {
        guard let languages = LanguageTable(report) else { return "" }
        var table = MarkdownTable([("Metric", false)] + languages.headings.map { ($0, false) })
        for row in languages.rows { table.append(["\(row.title)\n\(row.name)"] + languages.lines(of: row)) }
        return "## \(languages.title)\n\n\(table.render())\n\(MarkdownTable.plain(languages.note))\n"
    }
}

extension Manifest {
    /// In which language the judge's words are; nil without a judge.
    ///
    /// Our own words are English unless `--judge-language` says otherwise; whose rubric it is, it speaks as it speaks.
    var judgeLanguage: String? {
        guard let rubric, isJudged else { return nil }
        if let language = rubric.language { return language.rawValue }
        return options["--rubric"] == nil ? Language.english.rawValue : "as the rubric given"
    }
}
