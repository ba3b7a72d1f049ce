import AssayCore
import AssayMetrics

/// The sentences that a reader needs before trusting a comparison.
struct ComparisonNotes {
    let a: ComparedRun
    let b: ComparedRun
    let samples: ComparedSamples
    let comparison: PairedComparison
    let plans: ManifestDifferences

    /// The notes in order of weight, the caller's warnings among them.
    func sentences(with warnings: [String]) -> [String] {
        [simulated, sameRun].compactMap(\.self) + warnings + [pending(a, "A"), pending(b, "B")].compactMap(\.self)
            + [rejudged, shared, retrievalGain, differing, sameTarget, elsewhere, trials, alone, weighted, clusters]
            .compactMap(\.self)
            + tests + [judgeError, notCompared].compactMap(\.self)
    }

    private var simulated: String? {
        guard a.manifest.isSimulated || b.manifest.isSimulated else { return nil }
        return "Simulated models took part: these numbers try the program out and say nothing about a real model."
    }

    private var sameRun: String? {
        guard a.manifest == b.manifest else { return nil }
        return "A and B are the same run: there is nothing to compare."
    }

    private func pending(_ side: ComparedRun, _ letter: String) -> String? {
        let counts = side.tally.counts
        guard counts.pending > 0 else { return nil }
        return "\(letter) is not complete: \(Figures.share(counts.pending, of: counts.planned)) of its records are "
            + "pending. What happens to be done is biased (short answers end first), so of \(letter) only the first "
            + "\(side.ended) of \(Figures.counted(side.tally.samples, "sample")) in its seeded order enter the values; bounds "
            + "are over all common samples. Resume it before comparing."
    }

    private var rejudged: String? {
        let sides = [("A", a), ("B", b)].filter { [.rejudged, .reread].contains($0.1.manifest.origin?.kind) }
        guard let first = sides.first else { return nil }
        let letters = sides.count == 2 ? "A and B hold" : "\(first.0) holds"
        let sources = Set(sides.compactMap { $0.1.manifest.origin?.source }).sorted().map { $0.printable(atMost: 80) }
            .joined(separator: " and ")
        return "\(letters) answers that were taken over from \(sources): where the other run has "
            + "the same answers, a difference is the judges' and not the models'."
    }

    /// See `RunReader.sharedReplies(with:role:)`.
    private var shared: String? {
        let shown = a.manifest.roles.compactMap { role in
            samples.sharedReplies[role].map { "\($0) of \(role.namedWords)" }
        }
        guard !shown.isEmpty else { return nil }
        return "Through the response cache both runs have the same replies: \(shown.joined(separator: ", ")). A cached "
            + "answer is no fresh draw: over these the runs are compared with themselves, and differ less than two runs would."
    }

    /// Where only the search differs, the differences are what it is worth.
    private var retrievalGain: String? {
        let (one, other) = (a.manifest.settings.retrieval, b.manifest.settings.retrieval)
        guard one != other, plans.fields.allSatisfy(\.isOfRetrieval) else { return nil }
        let (first, second) = (RetrievalLines.words(of: one), RetrievalLines.words(of: other))
        return one == nil || other == nil
            ? "Retrieval gain: the plans differ in nothing but the search (A: \(first); B: \(second)), so that the "
                + "differences are \(one == nil ? "what it gains" : "what is lost without it")."
            : "The plans differ in nothing but the search (A: \(first); B: \(second)), so that the differences are between "
                + "the two ways to search."
    }

    private var differing: String? {
        guard !plans.fields.isEmpty, retrievalGain == nil else { return nil }
        return "The runs differ in \(Figures.counted(plans.fields.count, "field")) of their plans, listed above; "
            + "a difference in the numbers is of all of these together."
    }

    private var sameTarget: String? {
        guard !plans.contains("models.target"), a.manifest != b.manifest else { return nil }
        return "Both runs name the same target."
    }

    private var elsewhere: String? {
        guard [a, b].contains(where: { $0.manifest.origin?.kind == .judgements }) else { return nil }
        return
            "Verdicts were given elsewhere: whether the same judge gave them by the same words, the files do not say."
    }

    private var trials: String? {
        let (first, second) = (a.tally.trials, b.tally.trials)
        guard first != second else { return nil }
        return "The runs have different numbers of trials, \(first) in A and \(second) in B: a sample's value is then "
            + "not reduced from as many answers."
    }

    private var alone: String? {
        guard samples.onlyA + samples.onlyB > 0 else { return nil }
        return "\(Figures.counted(samples.onlyA, "sample")) only A has and \(samples.onlyB) only B has; "
            + "they are in nothing here."
    }

    private var weighted: String? {
        guard a.tally.isWeighted || b.tally.isWeighted else { return nil }
        let letter = a.tally.samples <= b.tally.samples ? "A" : "B"
        return "A weighted sample: the weights are those of \(letter), so shares are not plain quotients of counts."
    }

    private var clusters: String? {
        guard samples.clusters < samples.common else { return nil }
        return "\(Figures.counted(samples.common, "sample")) in \(Figures.counted(samples.clusters, "cluster")): "
            + "samples that share an image, a query or a pair are not independent."
    }

    private var tests: [String] {
        let tests = comparison.differences.compactMap(\.test)
        var sentences: [String] = []
        if tests.contains(where: { if case .mcnemar = $0 { true } else { false } }) {
            sentences.append(
                "p by McNemar's test, as mid-p: without any difference it falls below 0.05 about 5 times of a hundred, and "
                    + "more rarely where fewer than ten samples change; with fewer than five it cannot. \"p, exact\" (p_exact "
                    + "in the JSON, there for the breakdowns too) never does so more than 5 times, and mostly less.")
        }
        if let bootstrap = tests.lazy.compactMap({ if case .bootstrap(let test, _) = $0 { test } else { nil } }).first {
            sentences.append(
                "p marked * by a bootstrap over clusters, \(bootstrap.draws) draws from seed \(bootstrap.seed).")
        }
        if comparison.differences.contains(where: { $0.adjustedP != nil }) {
            sentences.append(
                "Within a breakdown read the p that is adjusted by Holm's rule. Nothing is adjusted over the metrics.")
        }
        return sentences
    }

    private var judgeError: String? {
        guard [a, b].contains(where: { $0.manifest.isJudged || $0.manifest.rubric != nil }) else {
            return nil
        }
        return "An interval speaks of the choice of samples alone: judge error is not in it."
    }

    private var notCompared: String? {
        guard !comparison.notCompared.isEmpty else { return nil }
        return
            "Not compared, because they are no share of samples, no F, and no mean over the same cells: \(comparison.notCompared.joined(separator: ", "))."
    }
}
