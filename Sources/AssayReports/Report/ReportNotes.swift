import AssayCore
import AssayMetrics

/// The sentences that a reader needs before trusting a run's numbers.
struct ReportNotes {
    let manifest: Manifest
    let facts: RunFacts
    let tally: Tally
    var choices: ChoiceFacts?
    /// See `Report.estimatedOn`.
    var estimatedOn: Int?
    /// How much of each published set the run covers.
    var coverage: [PublishedShare] = []
    /// Whether every sample is Chinese.
    var isChinese = false
    /// Whether a sample counts by the majority of its trials, not by their mean.
    var takesMajority = true

    /// The notes in order of weight, the caller's warnings among them.
    func sentences(with warnings: [String]) -> [String] {
        let first = [simulated, ownJudge].compactMap(\.self)
        let measured = [
            withoutAnswers, stopped, pending, blocked, truncated, judgeError, clusters, optionOrder, evenTrials,
            greedyTrials, weighted,
        ]
        let made =
            [retried, limited, skipped].compactMap(\.self) + lost + coverage.map(\.words)
            + [changed, judgeLanguage, departures, unfinished].compactMap(\.self)
        let blocks = BlockWords(manifest: manifest, facts: facts).sentences
        return first + warnings + measured.compactMap(\.self) + made + blocks + manifest.roles.flatMap(service)
    }

    /// Whether someone else asked, so that nobody counted tokens.
    private func wasGiven(_ role: Role) -> Bool {
        [.responses, .judgements].contains(manifest.origin?.kind) && manifest.isFromElsewhere(role)
    }

    private var simulated: String? {
        guard manifest.isSimulated else { return nil }
        return "Simulated models took part: these numbers try the program out and say nothing about a real model."
    }

    private var ownJudge: String? {
        guard manifest.judgesItself else { return nil }
        let own = manifest.roles.filter { $0 != .foreman && manifest.isTarget($0) }.map(\.namedWords)
        let are = own.count == 1 ? "is" : "are"
        return
            "\(own.joined(separator: " and ").sentenceStart) \(are) the target: a model that rules on its own answers tends to "
            + "favour them."
    }

    private var retried: String? {
        guard let count = facts.retriedUnjudged, count > 0 else { return nil }
        return "At the user's wish \(Figures.counted(count, "unjudged record")) were judged again (--retry-unjudged): "
            + "a verdict that is asked for until it can be read is no longer the judge's first."
    }

    private var withoutAnswers: String? {
        guard manifest.origin?.hasNoAnswers == true else { return nil }
        return
            "The verdicts were given elsewhere, without the answers that they are on: whether any of those is an error "
            + "message, empty or cut off, cannot be told."
    }

    private var stopped: String? {
        guard let estimatedOn else { return nil }
        return "The run stopped before its end: values and intervals are over the first \(estimatedOn) of "
            + "\(Figures.counted(tally.samples, "sample")) in the seeded order, because what happens to be done is biased "
            + "(short answers end first); counts, outcomes and bounds are over all that was planned."
    }

    private var pending: String? {
        guard tally.counts.pending > 0 else { return nil }
        let isTakenOver = [.rejudged, .reread].contains(manifest.origin?.kind)
        return "Still pending: \(Figures.share(tally.counts.pending, of: tally.counts.planned)) of the records; "
            + (isTakenOver
                ? "the run whose answers these are had not asked them: resume that one, and rule on all of it."
                : "'assay resume' asks what is missing.")
    }

    private var blocked: String? {
        guard tally.blocked > 0 else { return nil }
        return
            "Blocked by a provider's filter: \(Figures.share(tally.blocked, of: tally.counts.planned)) of the records, "
            + "left out of the plain rates, which are about the model, and counted in those whose name ends in _system, "
            + "which are about the endpoint as it is met."
    }

    private var truncated: String? {
        guard tally.truncated > 0 else { return nil }
        let limit = manifest.settings.target.answerTokens.map { " of \($0) tokens" } ?? ""
        return "Cut off by the token limit\(limit): \(Figures.share(tally.truncated, of: tally.counts.planned)) "
            + "of the records; those that have text are judged as they are."
    }

    private var judgeError: String? {
        // An audit is about the judge's error: its intervals are of that.
        guard manifest.isJudged || manifest.rubric != nil, !manifest.auditsJudge else { return nil }
        return "An interval speaks of the choice of samples alone: judge error is not in this interval "
            + "until the judge has been calibrated against people."
    }

    private var clusters: String? {
        guard tally.clusters < tally.samples else { return nil }
        return "\(Figures.counted(tally.samples, "sample")) in \(Figures.counted(tally.clusters, "cluster")): "
            + "samples that share an image, a query or a pair are not independent"
            + (tally.clusters == 1 ? ", and one cluster alone says nothing about others." : ".")
    }

    private var optionOrder: String? {
        guard let choices, choices.order != .published else { return nil }
        return "Options were not shown in the published order (\(choices.order.words)): the rates are not comparable "
            + "with published ones. Letters are those under which options were shown."
    }

    private var evenTrials: String? {
        // Multiple choice takes the mean over trials, not their majority.
        guard tally.trials.isMultiple(of: 2), choices == nil, takesMajority else { return nil }
        return "An even number of trials (\(tally.trials)): a tie is not a majority, so a tie is not safe."
    }

    private var greedyTrials: String? {
        guard tally.trials > 1, manifest.settings.target.temperature == 0, choices?.order != .cyclic else { return nil }
        return "\(tally.trials) trials at temperature 0: they are hardly different draws."
    }

    private var weighted: String? {
        guard tally.isWeighted else { return nil }
        return "A weighted sample: each stratum counts as much as it has in the whole dataset, "
            + "so pooled rates are not a plain quotient of counts."
    }

    private var limited: String? {
        let dataset = manifest.dataset
        guard dataset.samples < dataset.available else { return nil }
        return "\(dataset.samples) of \(dataset.available) samples were planned: a part of the benchmark, "
            + "not to be set beside published results of the whole."
    }

    private var skipped: String? {
        guard manifest.dataset.skipped > 0 else { return nil }
        return "Left out by --skip-invalid: "
            + "\(Figures.counted(manifest.dataset.skipped, "faulty entry", "faulty entries")) of the dataset."
    }

    /// What the release itself lacks is no fault of the user's, and no part of the run.
    private var lost: [String] {
        (manifest.dataset.lost ?? []).map { lost in
            let shown = lost.first.prefix(5).map { $0.printable(atMost: 120) }.joined(separator: "; ")
            let more = lost.count > 5 ? " and \(lost.count - 5) more" : ""
            return "Left out, \(lost.reason.words): \(Figures.counted(lost.count, "entry", "entries")) of the dataset "
                + "(\(shown)\(more))."
        }
    }

    private var judgeLanguage: String? {
        guard manifest.isJudged, let rubric = manifest.rubric else { return nil }
        switch (rubric.language == .chinese, isChinese) {
        case (true, _):
            return
                "The judge was asked in Chinese (--judge-language): a run that is judged in another language has, in "
                + "effect, another judge."
        case (false, true):
            return
                "The samples are Chinese, the words of the judge's rubric \(rubric.name) are not: the judge is the one "
                + "of the English samples."
        case (false, false): return nil
        }
    }

    private var changed: String? {
        guard let release = manifest.dataset.release, let count = release.changed, count > 0 else { return nil }
        return "Missing or changed since the dataset was fetched: \(Figures.counted(count, "file")). "
            + "The run is not over \(release.repository.printable(atMost: 200)) as it stands at that "
            + "revision ('assay datasets verify' names them)."
    }

    private var departures: String? {
        let use = manifest.protocolUse
        guard !use.departures.isEmpty else { return nil }
        return "The run departs from the protocol \(use.name) in "
            + "\(Figures.counted(use.departures.count, "field")); published results stand beside it only with these."
    }

    private var unfinished: String? {
        guard facts.started != nil, facts.finished == nil else { return nil }
        return "The last session did not end cleanly, or is still going on."
    }

    /// How a role was served: other models than one, parameters left out, tokens not stated.
    private func service(_ role: Role) -> [String] {
        guard let facts = facts.roles[role] else { return [] }
        var sentences: [String] = []
        if facts.servedBy.count > 1 {
            let models = facts.servedBy.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            let shown = models.prefix(5).map { "\($0.key.printable(atMost: 80)) (\($0.value))" }
            let more = models.count > shown.count ? " and \(models.count - shown.count) more" : ""
            sentences.append(
                "\(role.namedWords.sentenceStart) was served by more than one model: \(shown.joined(separator: ", "))\(more)."
            )
        }
        if facts.cached > 0 {
            sentences.append(
                "From the cache: \(facts.cached) of \(facts.calls) replies of \(role.namedWords). They were asked for "
                    + "before and are no fresh draws: a comparison with a run that shares them compares them with "
                    + "themselves.")
        }
        if !facts.dropped.isEmpty {
            let names = facts.dropped.map { $0.printable(atMost: 40) }.joined(separator: ", ")
            sentences.append(
                "\(role.namedWords.sentenceStart)'s endpoint does not take every parameter; left out: \(names).")
        }
        if facts.repliesWithoutUsage > 0, !wasGiven(role) {
            sentences.append(
                "\(Figures.counted(facts.repliesWithoutUsage, "reply", "replies")) of \(role.namedWords) "
                    + "without a token count: the tokens are at least as many as shown.")
        }
        if let none = facts.withoutAnswer, none.withoutUsage > 0, role != .retriever {
            sentences.append(
                "Without an answer and without a token count: "
                    + "\(Figures.counted(none.withoutUsage, "reply", "replies")) of \(role.namedWords). What the endpoint "
                    + "charged for that is not known.")
        }
        if let count = facts.attemptsWithoutReply, role != .retriever {
            sentences.append(
                "Without a whole reply (time-outs, lost connections): \(Figures.counted(count, "attempt")) of "
                    + "\(role.namedWords). Whether the endpoint charged for them is not known.")
        }
        return sentences
    }
}

extension String {
    /// The text with its first letter made a capital.
    var sentenceStart: String { prefix(1).uppercased() + dropFirst() }
}
