public import AssayCore

/// What a jury's votes on one question show about its verdicts.
public struct JuryMeasures: Sendable, Hashable {
    /// The question.
    public let question: Question
    /// Records on which at least one juror was asked.
    public let records: Int
    /// Of these, the ones with a verdict.
    public let verdicts: Int
    /// Agreement of the labels that jurors gave first, each by itself.
    public let first: Agreement
    /// Agreement of the labels after the last round; not independent.
    public let last: Agreement
    /// Agreement of the first ratings.
    public let firstRatings: Agreement
    /// Agreement of the last ratings; not independent.
    public let lastRatings: Agreement
    /// Jurors' ballots with a readable first and last label.
    public let ballots: Int
    /// Of these, those whose last label is another than the first, by direction, in the order of the labels' names.
    public let changes: [Change]
    /// Verdicts on which the last readable labels are not all alike.
    public let dissenting: Int
    /// Votes of later rounds in which a juror failed, so that its last readable one was carried.
    public let carried: Int
    /// Votes whose rating contradicts their label, also when it was asked for once more.
    public let contradicting: Int
    /// What the strict weighted majority of the first votes would have ruled.
    public let firstMajority: Alternative
    /// What the first vote of each single juror would have ruled, by its seat.
    public let jurors: [Alternative]

    /// How many ballots went from one label to another.
    public struct Change: Sendable, Hashable {
        /// The name of the first label.
        public let from: String
        /// The name of the last one.
        public let to: String
        /// How many ballots.
        public let count: Int
    }

    /// Another way to rule, beside the verdicts.
    public struct Alternative: Sendable, Hashable {
        /// Records with a verdict on which this way rules, too.
        public private(set) var compared = 0
        /// Of these, the ones on which the two differ.
        public private(set) var differing = 0
        /// Records with a verdict on which this way has none: a tie, no quorum, a vote that was not asked for or not read.
        public private(set) var onlyVerdict = 0
        /// Records without a verdict on which this way rules.
        public private(set) var onlyAlternative = 0

        /// How often the two differ where both rule; nil where they never do.
        public var rate: Double? { compared > 0 ? Double(differing) / Double(compared) : nil }

        fileprivate mutating func add<Label: VerdictLabel>(_ label: Label?, beside verdict: Label?) {
            switch (label, verdict) {
            case (let label?, let verdict?):
                (compared, differing) = (compared + 1, differing + (label == verdict ? 0 : 1))
            case (nil, _?): onlyVerdict += 1
            case (_?, nil): onlyAlternative += 1
            case (nil, nil): break
            }
        }
    }

    /// The share of verdicts that are not unanimous; nil without verdicts.
    public var dissent: Double? { verdicts > 0 ? Double(dissenting) / Double(verdicts) : nil }

    /// How many ballots changed their label, in any direction.
    public var changed: Int { changes.reduce(0) { $0 + $1.count } }

    /// The measures of a run's records.
    ///
    /// - Parameters:
    ///   - records: the records with their votes.
    ///   - question: what the jury was asked.
    ///   - weights: the weights of all seats, in order.
    public init<Label>(of records: Records<Label>, on question: Question, weights: [Int]) {
        let votes = JurorVotes(of: records, on: question)
        var tally = JuryTally<Label>(consensus: Consensus(weights: weights))
        votes.visit { place, ballots in
            let verdict = records.label(of: question, sample: place.sample, trial: place.trial)
            tally.add(ballots, verdict: verdict)
        }
        self.question = question
        self.records = tally.records
        verdicts = tally.verdicts
        let jurors = records.jurors
        first = Agreement(votes.firstLabels, isOrdinal: false, jurors: jurors)
        last = Agreement(votes.lastLabels, isOrdinal: false, jurors: jurors)
        firstRatings = Agreement(votes.firstRatings, isOrdinal: true, jurors: jurors)
        lastRatings = Agreement(votes.lastRatings, isOrdinal: true, jurors: jurors)
        ballots = tally.ballots
        changes = tally.changes.map { Change(from: $0.key[0].name, to: $0.key[1].name, count: $0.value) }
            .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        dissenting = tally.dissenting
        carried = tally.carried
        contradicting = tally.contradicting
        firstMajority = tally.firstMajority
        self.jurors = tally.jurors
    }
}

/// The counts behind a jury's measures.
private struct JuryTally<Label: VerdictLabel> {
    let consensus: Consensus
    var records = 0
    var verdicts = 0
    var ballots = 0
    var dissenting = 0
    var carried = 0
    var contradicting = 0
    /// By first and last label.
    var changes: [[Label]: Int] = [:]
    var firstMajority = JuryMeasures.Alternative()
    var jurors: [JuryMeasures.Alternative]

    init(consensus: Consensus) {
        self.consensus = consensus
        jurors = Array(repeating: JuryMeasures.Alternative(), count: consensus.seats)
    }

    /// Adds a record.
    mutating func add(_ given: [(juror: Int, ballot: Ballot<Label>)], verdict: Label?) {
        records += 1
        if verdict != nil {
            verdicts += 1
            if Set(given.compactMap(\.ballot.last)).count > 1 { dissenting += 1 }
        }
        for (_, ballot) in given {
            carried += ballot.carried
            contradicting += ballot.contradicting
            guard let first = ballot.first, let last = ballot.last else { continue }
            ballots += 1
            if first != last { changes[[first, last], default: 0] += 1 }
        }
        let firsts = given.compactMap { entry in entry.ballot.first.map { (juror: entry.juror, label: $0) } }
        if case .label(let label) = consensus.majority(of: firsts) {
            firstMajority.add(label, beside: verdict)
        } else {
            firstMajority.add(nil, beside: verdict)
        }
        for seat in jurors.indices {
            jurors[seat].add(firsts.first { $0.juror == seat + 1 }?.label, beside: verdict)
        }
    }
}
