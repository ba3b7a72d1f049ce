public import AssayCore
public import AssayStore

/// The answers and verdicts of a run of Chinese SafetyQA in the long format of the released scripts: a row a value.
///
/// A record always has the row `answer_check`: `A` correct, `B` incorrect, `C` not attempted, `ungraded` where there is an
/// answer but no readable verdict, nothing where there is no answer or nobody was asked to rule. By letters `A` is right and `B`
/// wrong, an unreadable letter included. The released script counts these values as Assay does: `ungraded` holds none of the
/// letters that it looks for and stays in its n; what is empty it leaves out.
public struct LongFormat: Sendable {
    /// The columns; the last one only where a run asked several times.
    public static let columns = ["question", "cate", "mode", "rag", "model", "value_type", "value", "trial"]

    /// The suites that have this form.
    public static let suites = ["chinese-safetyqa", "chinese-safetyqa-mcq"]

    /// One value of one answer.
    public struct Row: Sendable, Hashable {
        /// The cells in the order of `columns`; the number of the trial last.
        public let texts: [String]
        /// The value where it is a number, which then stands in place of its text.
        public let number: Double?
        /// Which asking, from 1.
        public let trial: Int
    }

    /// By what the rows of one run are told from those of another: mode, retrieval, model.
    public let identity: [String]
    /// How often each question was asked.
    public let trials: Int
    private let isByLetter: Bool
    private let unwrap: @Sendable (String) -> String

    /// The form of a run; nil for a suite that has none.
    ///
    /// `unwrap`: the answer alone, out of what the model sent around it.
    public init?(_ manifest: Manifest, unwrap: @escaping @Sendable (String) -> String) {
        guard Self.suites.contains(manifest.suite.name) else { return nil }
        isByLetter = manifest.suite.name == Self.suites[1]
        // Records of multiple choice that came with verdicts alone are counted by the other suite.
        let mode = isByLetter || manifest.options["--mode"] == "mcq" ? "MCQ" : "QA"
        let retrieval = manifest.settings.retrieval?.mode.rawValue ?? manifest.options["--rag"] ?? "none"
        identity = [
            mode, retrieval == "none" ? "no_rag" : "\(retrieval)_rag", manifest.models[.target]?.name ?? "unknown",
        ]
        trials = manifest.settings.trials
        self.unwrap = unwrap
    }

    /// The rows of one sample.
    public func rows(of content: SampleContent) -> [Row] {
        let asked = Dictionary(content.trials.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        return (1...max(trials, 1)).flatMap { number in
            rows(of: asked[number], numbered: number, about: content.sample)
        }
    }

    private func rows(of trial: SampleContent.Trial?, numbered number: Int, about sample: Sample) -> [Row] {
        let start = [sample.text, sample.groups[.category] ?? ""] + identity
        func row(_ type: String, _ text: String, number value: Double? = nil) -> Row {
            Row(texts: start + [type, text], number: value, trial: number)
        }
        var rows: [Row] = []
        if let answer = trial.flatMap(answer) { rows.append(row("model_answer", answer)) }
        rows.append(row("answer_check", trial.map(verdict) ?? ""))
        guard let confidence = trial?.confidence else { return rows }
        if let stated = confidence.stated {
            // As it was asked for, 0 to 100; without the traces of binary fractions.
            rows.append(row("confidence_stated", "", number: (stated * 1e11).rounded() / 1e9))
        }
        if let trial, let letters = confidence.letters, let place = place(of: trial), place < letters.count {
            rows.append(row("confidence_raw", "", number: letters[place]))
        }
        return rows
    }

    /// What the model answered last; nil where that is no answer, or none that is there.
    private func answer(in trial: SampleContent.Trial) -> String? {
        if trial.outcome.kind == .unanswered { return nil }
        let replies = trial.calls.filter { $0.role == .target && $0.text != nil }
        guard let text = replies.max(by: { $0.round < $1.round })?.text, text != GivenResults.absentAnswer else {
            return nil
        }
        return unwrap(text)
    }

    private func verdict(on trial: SampleContent.Trial) -> String {
        func label(_ question: Question) -> String? {
            trial.rulings.first { $0.question == question.rawValue }?.label
        }
        switch trial.outcome {
        case .judged:
            if isByLetter { return label(.choice) == label(.key) ? "A" : "B" }
            return label(.grade).flatMap(GradeLabel.init).map(Self.letter) ?? "ungraded"
        case .unjudged(.notJudged), .unanswered, .pending: return ""
        case .unjudged: return "ungraded"
        }
    }

    private static func letter(_ label: GradeLabel) -> String {
        switch label {
        case .correct: "A"
        case .incorrect: "B"
        case .notAttempted: "C"
        }
    }

    /// Which of the offered letters was named; nil where none can be read.
    private func place(of trial: SampleContent.Trial) -> Int? {
        let name = trial.rulings.first { $0.question == Question.choice.rawValue }?.label
        return ChoiceLabel.letters.firstIndex { $0.name == name }
    }
}

/// Rows of the long format as comma-separated values.
public struct LongFormatCSV: Sendable {
    private let hasTrials: Bool

    /// A table of runs, of which some may have asked several times.
    public init(_ runs: [LongFormat]) {
        hasTrials = runs.contains { $0.trials > 1 }
    }

    /// The headings.
    public var headings: String {
        var text = CSVText()
        text.append(columns.map { .text($0) })
        return text.text
    }

    /// The columns that there are.
    private var columns: ArraySlice<String> { hasTrials ? LongFormat.columns[...] : LongFormat.columns.dropLast() }

    /// Some rows.
    public func render(_ rows: [LongFormat.Row]) -> String {
        var text = CSVText()
        for row in rows {
            var cells = row.texts.map { CSVText.Cell.text($0) }
            if let number = row.number { cells[cells.count - 1] = .number(number) }
            if hasTrials { cells.append(.number(Double(row.trial))) }
            text.append(cells)
        }
        return text.text
    }
}
