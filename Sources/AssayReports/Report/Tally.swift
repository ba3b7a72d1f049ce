public import AssayCore

/// What a report counts of a run's records, labels aside.
public struct Tally: Sendable, Hashable {
    /// Records by the way in which they ended; they add up to `planned`.
    public struct Counts: Sendable, Hashable {
        /// Samples times trials.
        public let planned: Int
        /// See `Outcome.judged`.
        public let judged: Int
        /// See `Outcome.unjudged(_:)`.
        public let unjudged: Int
        /// See `Outcome.unanswered(_:)`.
        public let unanswered: Int
        /// See `Outcome.pending`.
        public let pending: Int
    }

    /// How many records ended in one outcome.
    public struct OutcomeCount: Sendable, Hashable {
        /// The outcome.
        public let outcome: Outcome
        /// Records that ended in it, at least 1.
        public let count: Int
    }

    /// Records by kind.
    public let counts: Counts
    /// Records by outcome, in the order of `Outcome.all`; those that none ended in are left out.
    public let outcomes: [OutcomeCount]
    /// Samples.
    public let samples: Int
    /// Groups of samples that share a query, a medium or a pair.
    public let clusters: Int
    /// Trials of each sample.
    public let trials: Int
    /// Records that the token limit cut off, with or without text.
    public let truncated: Int
    /// Records with an answer that rests on a search.
    public let searched: Int
    /// Whether some samples stand for more of the dataset than others.
    public let isWeighted: Bool

    /// The counts of a run, taken in one pass.
    public init<Label>(_ records: Records<Label>) {
        outcomes = records.outcomeCounts.map { OutcomeCount(outcome: $0.outcome, count: $0.count) }
        var byKind: [Outcome.Kind: Int] = [:]
        for entry in outcomes { byKind[entry.outcome.kind, default: 0] += entry.count }
        counts = Counts(
            planned: records.samples.count * records.trials, judged: byKind[.judged] ?? 0,
            unjudged: byKind[.unjudged] ?? 0, unanswered: byKind[.unanswered] ?? 0, pending: byKind[.pending] ?? 0)
        samples = records.samples.count
        trials = records.trials
        clusters = Set(records.samples.lazy.map { records.cluster(of: $0) }).count
        var (cut, searched) = (0, 0)
        for sample in records.samples {
            for trial in 0..<records.trials {
                if records.isTruncated(sample, trial: trial) { cut += 1 }
                if records.searches(of: sample, trial: trial) > 0 { searched += 1 }
            }
        }
        (truncated, self.searched) = (cut, searched)
        let first = records.samples.first.map { records.weight(of: $0) }
        isWeighted = records.samples.contains { records.weight(of: $0) != first }
    }

    /// Records whose prompt or answer a provider's filter stopped.
    public var blocked: Int {
        outcomes.filter(\.outcome.isBlocked).reduce(0) { $0 + $1.count }
    }
}
