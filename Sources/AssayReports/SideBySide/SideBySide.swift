import AssayCore
import AssayMetrics

/// Several runs beside one another, free of any form of printing.
///
/// Nothing is paired here: whether two runs differ, `assay compare` tells.
struct SideBySide {
    /// The runs, a column each.
    let runs: [NamedReport]

    /// A metric, or one slice of it, in every run.
    struct Row {
        /// The metric's title, or the slice.
        let label: String
        /// The settled name where the row is a metric of the whole run.
        let name: String?
        /// What each run says of it; nil where it does not have it.
        let cells: [Estimate?]
    }

    /// One metric over the values of a slice.
    struct Section {
        let title: String
        let rows: [Row]
    }

    /// What stands above each column: the file, and what language it is in where the runs are not all in the same.
    var headings: [String] {
        let asked = runs.map { $0.report.languages.joined(separator: " and ") }
        let judged = runs.map { $0.report.manifest.judgeLanguage ?? "" }
        guard Set(asked).count > 1 || Set(judged).count > 1 else { return runs.map(\.file) }
        return runs.indices.map { index in
            let parts = [asked[index], judged[index].isEmpty ? "" : "judged in \(judged[index])"]
            let words = parts.filter { !$0.isEmpty }.joined(separator: ", ")
            return words.isEmpty ? runs[index].file : "\(runs[index].file) (\(words))"
        }
    }

    /// What the runs were: a fact a row; `differs` where they are not all alike.
    var facts: [(label: String, values: [String], differs: Bool)] {
        let lines = runs.map { run in
            let lines = ReportLines(report: run.report)
            return lines.identity + [("Records", lines.counts)]
        }
        let labels = lines.reduce(into: [String]()) { labels, lines in
            for line in lines where !labels.contains(line.label) { labels.append(line.label) }
        }
        return labels.map { label in
            let values = lines.map { $0.first { $0.label == label }?.value ?? "none" }
            return (label, values, Set(values).count > 1)
        }
    }

    /// The metrics of the whole runs, in order of first mention.
    var metrics: [Row] {
        let wholes = runs.map(\.report.whole)
        return Self.keys(of: wholes).compactMap { name in
            guard let first = wholes.joined().first(where: { $0.name == name }) else { return nil }
            return Row(
                label: first.title, name: first.nameWords, cells: wholes.map { $0.first { $0.name == name } })
        }
    }

    private static func keys(of estimates: [[Estimate]]) -> [String] {
        estimates.joined().reduce(into: []) { names, estimate in
            if !names.contains(estimate.name) { names.append(estimate.name) }
        }
    }

    /// The headline metrics by slice.
    var sections: [Section] {
        let breakdowns = runs.map { run in
            // A column cannot hold the hundreds of cells of a large grid; each run's own report draws them.
            let large = run.report.grids.filter(\.isLarge)
            return Breakdown.all(
                in: run.report.estimates(besides: large), without: run.report.details, glosses: run.report.glosses)
        }
        let groups = breakdowns.joined().reduce(into: [[Group]]()) { groups, breakdown in
            if !groups.contains(breakdown.groups) { groups.append(breakdown.groups) }
        }
        return groups.flatMap { group in
            Self.sections(of: breakdowns.map { $0.first { $0.groups == group } })
        }
    }

    private static func sections(of breakdowns: [Breakdown?]) -> [Section] {
        let names = keys(of: breakdowns.map { $0?.sections.map { $0.estimates[0] } ?? [] })
        return names.compactMap { name in
            let columns = breakdowns.map { breakdown in
                breakdown?.sections.first { $0.estimates[0].name == name }?.estimates ?? []
            }
            guard let breakdown = breakdowns.compactMap(\.self).first, let first = columns.joined().first else {
                return nil
            }
            let labels = columns.joined().reduce(into: [String]()) { labels, estimate in
                let label = breakdown.label(of: estimate)
                if !labels.contains(label) { labels.append(label) }
            }
            let rows = labels.map { label in
                Row(label: label, name: nil, cells: columns.map { $0.first { breakdown.label(of: $0) == label } })
            }
            return Section(
                title: "\(first.title) \(breakdown.title.prefix(1).lowercased())\(breakdown.title.dropFirst())",
                rows: rows)
        }
    }

    /// What a reader has to know before looking from one column to the next.
    var notes: [String] {
        var notes = [
            "Columns beside one another are no comparison: the intervals are of each run alone. "
                + "'assay compare' pairs two runs sample by sample."
        ]
        if runs.contains(where: \.report.manifest.isSimulated) {
            notes.insert("Simulated models took part: their numbers say nothing about a real model.", at: 0)
        }
        let differing: [(String, (Manifest) -> String)] = [
            ("suites", { $0.suite.name }), ("samples (dataset digests)", { $0.dataset.digest.hex }),
            ("judges", { $0.judgeName ?? "none" }), ("rubrics", { $0.rubric?.digest.hex ?? "none" }),
            ("protocols", { $0.protocolUse.name }), ("trials", { String($0.settings.trials) }),
            ("languages of the judge's words", { $0.judgeLanguage ?? "none" }),
        ]
        if let translations = runs.lazy.compactMap(\.translations).first {
            notes.append(translations.words)
        } else if Set(runs.map(\.report.languages)).count > 1 {
            notes.append("The runs are in different languages, and nothing pairs them here.")
        }
        for (what, value) in differing where Set(runs.map { value($0.report.manifest) }).count > 1 {
            notes.append("The runs have different \(what); a difference between the columns may be that.")
        }
        return notes
    }
}

extension Report.Translations {
    /// The difference of each headline metric in a sentence.
    fileprivate var words: String {
        let differences = differences.filter(\.isHeadline).map {
            "\($0.name) \($0.figure) (interval \($0.intervalWords), \(Figures.counted($0.pairs, "pair")))"
        }
        return "The runs ask the same in two languages: over the \(Figures.counted(pairs, "pair")) of samples that are "
            + "translations of one another and are resolved in both, \(second.rawValue) less \(first.rawValue) in points: "
            + "\(differences.joined(separator: "; "))."
    }
}
