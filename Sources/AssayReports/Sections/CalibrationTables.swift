import AssayCore
import AssayMetrics

/// How a model's confidence fits its right answers, in words and tables; the same in every form of report.
struct CalibrationTables {
    /// What stands above them.
    static let title = "How sure the model was"

    private let calibration: Calibration

    /// Nil for a run that does not ask.
    init?(_ report: Report) {
        guard let calibration = report.calibration else { return nil }
        self.calibration = calibration
    }

    /// Where confidence comes from, who has it, and what the letters show.
    var lines: [ReportLine] {
        let source: ReportLine = ("Confidence", Self.words(calibration.source))
        return [source] + calibration.readings.map { (Self.name($0.kind).sentenceStart, Self.words($0)) }
            + [mass].compactMap(\.self)
    }

    private static func words(_ source: ConfidenceSource) -> String {
        switch source {
        case .logprobs: "log-probabilities at the token that holds the letter; raw stands for the whole"
        case .stated: "stated by the model, 0 to 100"
        }
    }

    /// A kind of confidence in words.
    static func name(_ kind: ConfidenceKind) -> String {
        switch kind {
        case .raw: "raw"
        case .normalised: "normalised over the letters"
        case .stated: "stated"
        case .firstToken: "first token, as published"
        }
    }

    private static func words(_ reading: Calibration.Reading) -> String {
        let excluded = reading.excluded
        let reasons = [
            (excluded.withoutConfidence, "without a confidence that can be read"),
            (excluded.withoutLetter, "without a readable letter"), (excluded.ungraded, "not graded"),
            (excluded.unanswered, "unanswered"), (excluded.pending, "pending"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let covered = Figures.share(reading.answers, of: reading.answers + excluded.count)
        return "\(covered) of the records\(reasons.isEmpty ? "" : "; left out: \(reasons.joined(separator: ", "))")"
    }

    private var mass: ReportLine? {
        calibration.letters.map { letters in
            let unlisted =
                letters.unlisted == 0
                ? "every letter is among the likeliest tokens"
                : "in \(letters.withUnlisted) of them \(Figures.counted(letters.unlisted, "letter")) not among the likeliest "
                    + "tokens, counted as 0"
            return (
                "Letter mass",
                "\(Figures.percent(letters.meanMass)) of the probability is on the letters, mean of "
                    + "\(Figures.counted(letters.answers, "answer")); \(unlisted)"
            )
        }
    }

    /// One row of a table of bins.
    struct Row {
        let range, count, confidence, accuracy, gap: String
    }

    /// One kind of confidence with its bins.
    struct Section {
        let title: String
        let reading: Calibration.Reading
        let rows: [Row]
    }

    /// A table for each kind of confidence that some answer has.
    var sections: [Section] {
        calibration.readings.filter { $0.answers > 0 }.map { reading in
            Section(
                title: "Confidence, \(Self.name(reading.kind))", reading: reading, rows: reading.bins.bins.map(Row.init)
            )
        }
    }

    /// For a terminal: the lines, and the bins of what stands for the whole.
    func text(width: Int, styled: Bool) -> [String] {
        var facts = TextTable([.init(Self.title), .init("", wraps: true)])
        for line in lines { facts.append([line.label, line.value]) }
        return [facts.render(width: width, styled: styled)]
            + sections.prefix(1).map { section in
                var table = TextTable([
                    .init(section.title), .init("Answers", .right), .init("Mean confidence", .right),
                    .init("Right", .right), .init("Right less confidence", .right),
                ])
                for row in section.rows { table.append([row.range, row.count, row.confidence, row.accuracy, row.gap]) }
                return table.render(width: width, styled: styled)
            }
    }

    /// In Markdown.
    var markdown: [String] {
        var facts = MarkdownTable([("", false), ("", false)])
        for line in lines { facts.append([line.label, line.value]) }
        return ["## \(Self.title)\n\n\(facts.render())"]
            + sections.map { section in
                var table = MarkdownTable([
                    (section.title, false), ("Answers", true), ("Mean confidence", true), ("Right", true),
                    ("Right less confidence", true),
                ])
                for row in section.rows { table.append([row.range, row.count, row.confidence, row.accuracy, row.gap]) }
                return table.render()
            }
    }
}

extension CalibrationTables.Row {
    /// A bin, its share of right answers with their number where weights are alike.
    init(_ bin: ReliabilityBins.Bin) {
        let (from, to) = ((bin.from * 100).rounded(), (bin.to * 100).rounded())
        range = "\(Figures.count(from))-\(Figures.count(to))%"
        count = String(bin.count)
        confidence = bin.confidence.map(Figures.percent) ?? ""
        accuracy = bin.accuracy.map(Figures.percent) ?? ""
        let away = bin.accuracy.flatMap { accuracy in bin.confidence.map { accuracy - $0 } }
        gap = away.map { ($0 > 0 ? "+" : "") + Figures.decimal($0 * 100) } ?? ""
    }
}
