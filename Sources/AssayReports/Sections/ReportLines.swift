import AssayCore
import Foundation

/// What a run was, as labelled lines; the same in every form of report.
struct ReportLines {
    let report: Report

    private var manifest: Manifest { report.manifest }

    /// `siuo on openai/gpt-4o`, `judge-audit of openai/gpt-4.1`.
    var title: String {
        manifest.auditsJudge
            ? "\(manifest.suite.name) of \(judgeWords)"
            : "\(manifest.suite.name) on \(manifest.models[.target]?.name ?? "no target")"
    }

    /// The judge, or how many sit on the jury.
    private var judgeWords: String {
        if let jury = manifest.jury { return "a jury of \(jury.seats.count)" }
        return manifest.models[.judge]?.name ?? "no judge"
    }

    /// Suite, models, protocol, dataset, what was asked and what it took.
    var all: [ReportLine] { identity + manifest.roles.compactMap(cost) + connections }

    /// What a jury's votes show, and what its deliberation took; none without a jury.
    var jury: [ReportLine] { JuryLines(report)?.all ?? [] }

    /// Suite, models, protocol, dataset, and what was asked.
    var identity: [ReportLine] {
        var lines: [ReportLine] = [("Suite", suiteWords)]
        for role in manifest.roles where role != .retriever {
            if let model = manifest.models[role] { lines.append((role.words.sentenceStart, words(of: model, role))) }
        }
        if let jury = manifest.jury { lines.append(("Jury", words(of: jury))) }
        if !manifest.isJudged {
            lines.append(("Judge", report.choices == nil ? "none" : "none, letters are read by rule"))
        }
        lines.append(("Protocol", protocolWords))
        lines.append(("Dataset", datasetWords))
        if !report.languages.isEmpty { lines.append(("Language", languageWords)) }
        lines.append(("Asked", askedWords))
        lines += RetrievalLines(report)?.all ?? []
        if let choices = report.choices { lines += ChoiceLines(choices).all }
        if let estimatedOn = report.estimatedOn {
            lines.append(
                (
                    "Estimated on",
                    "the first \(estimatedOn) of \(Figures.counted(report.sampleCount, "sample")) in the seeded order"
                ))
        }
        if let cost = RunCost(report) { lines.append(("Cost", cost.words)) }
        if let origin = manifest.origin { lines.append(("From", origin.words)) }
        lines.append(("Program", "\(manifest.program), planned \(Self.time(manifest.created))"))
        return lines
    }

    /// `501 planned = 490 judged + 6 unjudged + 5 unanswered + 0 pending`.
    var counts: String {
        let counts = report.counts
        return "\(counts.planned) planned = \(counts.judged) judged + \(counts.unjudged) unjudged"
            + " + \(counts.unanswered) unanswered + \(counts.pending) pending"
    }

    /// A time to the second, in UTC.
    static func time(_ date: Date) -> String {
        date.formatted(
            .iso8601.year().month().day().dateSeparator(.dash).dateTimeSeparator(.space).time(
                includingFractionalSeconds: false)) + " UTC"
    }

    private func words(of model: Manifest.ModelUse, _ role: Role) -> String {
        var words = model.name
        if model.isSimulated { words += ", simulated" }
        if manifest.isTarget(role) { words += ", the same model as the target" }
        let served = report.facts.roles[role]?.servedBy.keys.sorted() ?? []
        if served.count == 1, served[0] != model.name { words += ", served by \(served[0].printable(atMost: 80))" }
        if let seat = manifest.jury?.seats[safe: role.juror - 1] {
            words +=
                ", \(seat.persona.name.printable(atMost: 60))" + (seat.weight == 1 ? "" : ", weight \(seat.weight)")
        }
        if role == .judge { words += rubricWords }
        return words
    }

    private var rubricWords: String {
        guard let rubric = manifest.rubric else { return "" }
        return "; rubric \(rubric.name) \(rubric.version)" + (rubric.language == .chinese ? ", in Chinese" : "")
    }

    /// `5 jurors, 1 re-judgement, majority of the last votes; rubric ...`.
    private func words(of jury: JuryPlan) -> String {
        var parts = [Figures.counted(jury.seats.count, "juror")]
        switch jury.reduction {
        case .juror(let seat): parts.append("the first vote of juror \(seat) alone")
        case .majority:
            parts.append(
                jury.rounds == 0
                    ? "an independent panel, majority of the votes"
                    : "\(Figures.counted(jury.rounds, "re-judgement")), majority of the last votes")
        }
        if jury.stopsWhenUnanimous { parts.append("stops when unanimous") }
        if jury.isSequential { parts.append("sequential: the smallest majority first") }
        if !jury.restatesExchange { parts.append("later rounds see the reviews alone") }
        return parts.joined(separator: ", ") + rubricWords
    }

    private var suiteWords: String {
        let own = manifest.definition.map { ", a user's own, SHA-256 \($0.digest.hex.prefix(12))" } ?? ""
        return "\(manifest.suite.name), version \(manifest.suite.version)\(own)"
    }

    private var protocolWords: String {
        let departures = manifest.protocolUse.departures.count
        return manifest.protocolUse.name
            + (departures == 0 ? ", no departures" : ", \(Figures.counted(departures, "departure"))")
    }

    private var datasetWords: String {
        let dataset = manifest.dataset
        return "\(dataset.name), \(dataset.samples) of \(Figures.counted(dataset.available, "sample"))"
            + (dataset.skipped > 0 ? ", \(dataset.skipped) faulty left out" : "")
            + (dataset.lost ?? []).map { ", \($0.count) left out (\($0.reason.words))" }.joined()
            + ", SHA-256 \(dataset.digest.hex.prefix(12))"
            + (dataset.release.map { "; \($0.words)" } ?? "")
    }

    private var languageWords: String {
        let asked = report.languages.map(LanguageTable.name).joined(separator: " and ")
        return asked + (manifest.judgeLanguage.map { "; the judge's words: \($0)" } ?? "")
    }

    private var askedWords: String {
        let trials = "\(Figures.counted(report.tally.trials, "trial")) a sample"
        guard let started = report.facts.started else { return "\(trials); nothing asked yet" }
        let end = report.facts.finished.map(Self.time) ?? "not ended"
        return "\(trials), \(Self.time(started)) to \(end), \(Figures.counted(report.facts.sessions, "session"))"
    }

    /// How many calls each endpoint was sent at once.
    private var connections: [ReportLine] {
        ConnectionHistory.all(of: report.facts).map { ("Connections", $0.words) }
    }

    private func cost(of role: Role) -> ReportLine? {
        guard role != .retriever, let facts = report.facts.roles[role] else { return nil }
        var parts = [
            Figures.counted(facts.calls, "call"), Figures.counted(facts.attempts, "attempt"),
            "\(facts.promptTokens) prompt and \(facts.answerTokens) answer tokens",
        ]
        if facts.cached > 0 {
            parts.append(
                "\(facts.cached) of \(facts.calls) replies came from the cache "
                    + "(\(facts.cachedPromptTokens) prompt and \(facts.cachedAnswerTokens) answer tokens, paid for before)"
            )
        }
        if let none = facts.withoutAnswer {
            parts.append(
                "\(Figures.counted(none.count, "reply", "replies")) without an answer "
                    + "(\(none.promptTokens) prompt and \(none.answerTokens) answer tokens more)")
        }
        return ("\(role.words.sentenceStart) calls", parts.joined(separator: ", "))
    }
}

extension Array {
    /// The element at an index; nil where there is none.
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Manifest {
    /// Whether the judge is what the run measures.
    var auditsJudge: Bool { suite.name == "judge-audit" }
}

extension Manifest.Release {
    /// From where, which commit, on which terms.
    fileprivate var words: String {
        "\(repository.printable(atMost: 200)) at \(revision.printable(atMost: 12)), "
            + "licence \(licence?.printable(atMost: 80) ?? "not known")"
    }
}

extension Manifest.Origin {
    /// What came from elsewhere, and from where.
    fileprivate var words: String {
        let what =
            switch kind {
            case .responses: "the answers"
            case .judgements: "the answers and the verdicts"
            case .rejudged: "the answers, ruled on anew"
            case .reread: "the answers and the judge's replies, read again"
            }
        let digest = digest.map { ", SHA-256 \($0.hex.prefix(12))" } ?? ""
        return "\(source.printable(atMost: 200)): \(what)\(digest)"
    }
}
