import AssayCore
import AssayMetrics

/// What a jury's votes show, and what its deliberation took, as labelled lines.
struct JuryLines {
    /// What stands above them.
    static let title = "How the jury ruled"

    private let report: Report
    private let plan: JuryPlan

    /// Nil for a run without a jury, and before it has voted.
    init?(_ report: Report) {
        guard let plan = report.manifest.jury, !report.juries.isEmpty else { return nil }
        self.report = report
        self.plan = plan
    }

    var all: [ReportLine] {
        report.juries.flatMap(votes) + [deliberation, saved, reduction].compactMap(\.self)
    }

    /// What the votes on one question show; the question stands in the label where there are several.
    private func votes(_ jury: JuryMeasures) -> [ReportLine] {
        let of = report.juries.count > 1 ? ", \(jury.question.rawValue)" : ""
        var lines: [ReportLine] = [
            ("First votes\(of)", Self.words(jury.first)),
            ("Last votes\(of)", "not independent; \(Self.words(jury.last))"),
        ]
        if jury.firstRatings.units > 0 {
            lines.append(
                (
                    "Ratings\(of)",
                    "first \(Self.words(jury.firstRatings)); last, not independent, \(Self.words(jury.lastRatings))"
                ))
        }
        lines.append(("Changed minds\(of)", changes(jury)))
        lines.append(("Dissent\(of)", dissent(jury)))
        lines.append(("Otherwise\(of)", otherwise(jury)))
        return lines
    }

    /// `alpha 0.62, AC1 0.70, 84.1% of pairs agree, 2290 answers`.
    private static func words(_ agreement: Agreement) -> String {
        let raw = agreement.raw.map { "\(Figures.percent($0)) of pairs agree, " } ?? ""
        let coefficients =
            [("alpha", agreement.alpha), ("AC1", agreement.ac1)].map { name, value in
                "\(name) \(value.map { Figures.decimal($0, places: 3) } ?? "n/a")"
            }.joined(separator: ", ")
        return "\(coefficients), \(raw)\(Figures.counted(agreement.units, "answer"))"
            + (agreement.reason.map { " (\($0))" } ?? "")
    }

    private func changes(_ jury: JuryMeasures) -> String {
        var parts = ["\(jury.changed) of \(Figures.counted(jury.ballots, "juror's vote", "jurors' votes"))"]
        parts += jury.changes.map { "\($0.from) to \($0.to) \($0.count)" }
        if jury.carried > 0 { parts.append("\(jury.carried) carried over a round in which the juror failed") }
        if jury.contradicting > 0 { parts.append("\(jury.contradicting) with a rating that contradicts the ruling") }
        return parts.joined(separator: ", ")
    }

    private func dissent(_ jury: JuryMeasures) -> String {
        guard let dissent = jury.dissent else { return "no verdict" }
        return "\(Figures.percent(dissent)) of verdicts are not unanimous (\(jury.dissenting)/\(jury.verdicts))"
    }

    /// What a plain majority of first votes or one juror alone would have ruled.
    private func otherwise(_ jury: JuryMeasures) -> String {
        let first = ("the majority of first votes differs in", jury.firstMajority)
        let jurors = jury.jurors.enumerated().map { ("juror \($0 + 1) in", $1) }
        return ([first] + jurors).map { words, other in
            "\(words) \(other.differing) of \(other.compared)"
                + (other.onlyVerdict > 0 ? " (and is silent on \(other.onlyVerdict))" : "")
        }.joined(separator: ", ")
    }

    /// What everything after the first votes took, and what that is for each verdict that it turned.
    private var deliberation: ReportLine? {
        guard let cost = JuryCost(report) else { return nil }
        var words = cost.deliberation.words
        if cost.foreman.calls > 0 { words += "; the foreman \(cost.foreman.words)" }
        let turned = "\(Figures.counted(cost.turned, "verdict")) turned"
        if let each = cost.each {
            words += "; \(turned), \(each.words(callsToo: false)) each"
        } else {
            words += "; no verdict turned"
        }
        return ("Deliberation", words)
    }

    /// What stopping early or asking a few first has saved.
    private var saved: ReportLine? {
        guard plan.isSequential || plan.stopsWhenUnanimous, let cost = JuryCost(report) else { return nil }
        return ("Saved", "\(cost.saved) of \(cost.planned) votes that the whole jury would have cast")
    }

    private var reduction: ReportLine? {
        guard let reduction = report.facts.reduction, let source = report.manifest.origin?.source else { return nil }
        var words = "\(reduction.labels) of \(Figures.counted(reduction.compared, "ruling")) differ"
        if reduction.rated > 0 {
            let distance = Double(reduction.distance) / Double(reduction.rated)
            words +=
                ", and \(reduction.ratings) of \(Figures.counted(reduction.rated, "rating")), on average by "
                + "\(Figures.decimal(distance, places: 2))"
        }
        return ("Beside \(source.printable(atMost: 60))", words)
    }
}
