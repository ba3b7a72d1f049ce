import AssayCore
public import AssayMetrics

/// What a result file of another tool counts, for a reader.
public struct DoctorReport: Sendable {
    let subject: DiagnosedFile
    let diagnosis: Diagnosis

    /// A report on a file.
    public init(_ subject: DiagnosedFile, _ diagnosis: Diagnosis) {
        self.subject = subject
        self.diagnosis = diagnosis
    }

    /// The report for a terminal.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal.
    ///   - styled: whether signs for bold and dim may be used.
    /// - Returns: lines, each ended by a line break.
    public func render(width: Int = 100, styled: Bool = false) -> String {
        let rates = diagnosis.rates
        var parts = [facts.render(width: width)]
        for rate in rates { parts.append(findings(on: rate.question).render(width: width, styled: styled)) }
        parts.append(table(of: rates).render(width: width, styled: styled))
        let places = self.places
        if !places.isEmpty { parts.append(places.render(width: width, styled: styled)) }
        parts.append(closing(width))
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var facts: TextTable {
        var table = TextTable([.init(""), .init("", wraps: true)])
        table.append(["File", subject.file])
        table.append(["Form", subject.form])
        table.append(["Answers", String(diagnosis.answers)])
        if diagnosis.unitCount != diagnosis.answers { table.append(["Samples", String(diagnosis.unitCount)]) }
        for sentence in subject.assumed { table.append(["Assumed", sentence]) }
        return table
    }

    private func findings(on question: Question) -> TextTable {
        let found = diagnosis.counts[question] ?? [:]
        let hasMinusOne = found.values.contains { $0.counted[.minusOne, default: 0] > 0 }
        let name = question.rawValue
        var columns: [TextTable.Column] = [
            .init("What the file holds, on '\(name)'", wraps: true), .init("Found", .right),
            .init("Counted as\n\(name)", .right), .init("Counted as\nnot \(name)", .right), .init("Left out", .right),
        ]
        if hasMinusOne { columns.append(.init("Counted\nas -1", .right)) }
        var table = TextTable(columns)
        for finding in Diagnosis.Finding.allCases {
            let count = found[finding] ?? Diagnosis.Count()
            var cells = [finding.words, String(count.total)]
            for kind in [ForeignReading.Counted.holds, .fails, .leftOut] + (hasMinusOne ? [.minusOne] : []) {
                cells.append(count.total == 0 ? "" : String(count.counted[kind, default: 0]))
            }
            table.append(cells)
        }
        return table
    }

    private func table(of rates: [Diagnosis.Rate]) -> TextTable {
        let level = rates.lazy.compactMap(\.corrected.interval?.level).first ?? Wilson.level
        var table = TextTable([
            .init("Rate (of \(subject.units))"), .init("As the tool\ncounts", wraps: true),
            .init("Corrected", wraps: true), .init("\(Figures.count((level * 1000).rounded() / 10)) % interval"),
            .init("If unresolved\nwent\neither way"),
        ])
        for rate in rates {
            table.append([
                rate.corrected.name, rate.ownWords, rate.corrected.valueWords, rate.corrected.intervalWords,
                rate.corrected.boundsWords,
            ])
            if let missing = rate.corrected.missingWords { table.append(remark: missing) }
        }
        return table
    }

    private var places: TextTable {
        var table = TextTable([
            .init("Where (the first \(Diagnosis.Count.named))", wraps: true), .init("", wraps: true),
        ])
        for finding in Diagnosis.Finding.allCases {
            // A finding on the answer is the same for each question.
            let lists = diagnosis.rates.compactMap { diagnosis.counts[$0.question]?[finding]?.first }.filter {
                !$0.isEmpty
            }
            guard let first = lists.first else { continue }
            let all = lists.dropFirst().reduce(first) { $0 + $1.filter { !first.contains($0) } }
            table.append([finding.words, all.prefix(Diagnosis.Count.named).joined(separator: "; ")])
        }
        return table
    }

    private func closing(_ width: Int) -> String {
        var table = TextTable([.init(""), .init("", wraps: true)])
        for (name, value) in subject.stated.sorted(by: { $0.key < $1.key }) {
            table.append(["-", "The file itself states \(name) = \(Figures.decimal(value, places: 3))."])
        }
        for note in subject.notes { table.append(["-", note]) }
        let verdict =
            diagnosis.hasFaults
            ? "FAULT: the tool counts failures as answers or verdicts; use the corrected rate and its bounds."
            : "Nothing is counted as an answer or a verdict that is none."
        return (table.isEmpty ? "" : table.render(width: width))
            + verdict.wrapped(to: width).map { $0 + "\n" }.joined()
    }

    /// The report as JSON, `assay.doctor/1`, keys sorted, ended by a line break.
    public func renderJSON() -> String {
        JSONText.of(DoctorDocument(subject, diagnosis))
    }
}

extension Diagnosis.Rate {
    /// What the tool itself would print, with what it adds up and over how many.
    var ownWords: String {
        own.map { "\(Figures.percent($0)) (\(ownSum)/\(ownCount))" } ?? "n/a"
    }
}

extension Diagnosis.Finding {
    /// What it is called in front of people.
    var words: String {
        switch self {
        case .errorAnswers: "error messages as answers"
        case .missingAnswers: "no answer at all"
        case .emptyAnswers: "empty answers"
        case .blockedAnswers: "answers that a filter stopped"
        case .truncatedAnswers: "truncated answers (judged)"
        case .unreadableVerdicts: "unreadable or cut verdicts"
        case .misreadVerdicts: "readable verdicts, misread"
        }
    }
}
