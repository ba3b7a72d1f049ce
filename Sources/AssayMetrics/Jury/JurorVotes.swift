import AssayCore

/// The votes of a jury on one question, as counts of values for each answer.
struct JurorVotes<Label: VerdictLabel>: Sendable {
    private let records: Records<Label>
    private let question: Question
    private let places: [Label: Int]
    /// The labels that occur, in the order of their names.
    let labels: [Label]

    init(of records: Records<Label>, on question: Question) {
        self.records = records
        self.question = question
        var found: Set<Label> = []
        Self.visit(records, question) { _, ballots in
            for (_, ballot) in ballots { found.formUnion([ballot.first, ballot.last].compactMap(\.self)) }
        }
        labels = found.sorted { $0.name < $1.name }
        places = Dictionary(uniqueKeysWithValues: zip(labels, 0...))
    }

    /// One answer's place, and the ballots of the jurors that were asked about it, in the order of their seats.
    typealias Visit = (_ place: (sample: Int, trial: Int), _ ballots: [(juror: Int, ballot: Ballot<Label>)]) -> Void

    /// Visits every record on which a juror voted.
    func visit(_ body: Visit) { Self.visit(records, question, body) }

    private static func visit(_ records: Records<Label>, _ question: Question, _ body: Visit) {
        let seats = records.jurors
        guard seats > 0 else { return }
        for sample in records.samples {
            for trial in 0..<records.trials {
                let ballots = (1...seats).compactMap { juror in
                    records.ballot(of: question, juror: juror, sample: sample, trial: trial).map {
                        (juror: juror, ballot: $0)
                    }
                }
                if !ballots.isEmpty { body((sample, trial), ballots) }
            }
        }
    }

    /// How the labels of the first votes coincide.
    var firstLabels: Coincidences { labels(\.first) }
    /// How those after the last round do.
    var lastLabels: Coincidences { labels(\.last) }
    /// How the ratings of the first votes coincide.
    var firstRatings: Coincidences { ratings(\.firstRating) }
    /// How those after the last round do.
    var lastRatings: Coincidences { ratings(\.lastRating) }

    private func labels(_ vote: KeyPath<Ballot<Label>, Label?>) -> Coincidences {
        sums(categories: labels.count) { ballot in ballot[keyPath: vote].flatMap { places[$0] } }
    }

    private func ratings(_ vote: KeyPath<Ballot<Label>, Int?>) -> Coincidences {
        sums(categories: 5) { ballot in ballot[keyPath: vote].map { $0 - 1 } }
    }

    private func sums(categories: Int, _ place: (Ballot<Label>) -> Int?) -> Coincidences {
        var sums = Coincidences(categories: categories)
        visit { _, ballots in sums.add(Self.counts(ballots, categories, place)) }
        return sums
    }

    private static func counts(
        _ ballots: [(juror: Int, ballot: Ballot<Label>)], _ categories: Int, _ place: (Ballot<Label>) -> Int?
    ) -> [Int] {
        var counts = [Int](repeating: 0, count: categories)
        for (_, ballot) in ballots {
            if let place = place(ballot) { counts[place] += 1 }
        }
        return counts
    }

    /// How much each cluster moves alpha of the first labels, to first order; the sum is 0.
    ///
    /// With n values, A of them paired with their like, and n_c of each label: alpha = 1 - (n - 1) (n - A) / (n² - S),
    /// S = sum(n_c²). The n - 1 is taken for n in its derivative.
    func effects(on sums: Coincidences) -> [Int: Double] {
        let totals = sums.totals
        let (values, alike) = (totals.reduce(0, +), sums.diagonal)
        let (seen, chance) = (values * (values - alike), values * values - totals.reduce(0) { $0 + $1 * $1 })
        var effects: [Int: Double] = [:]
        visit { place, ballots in
            let counts = Self.counts(ballots, labels.count) { $0.first.flatMap { places[$0] } }.map(Double.init)
            let own = counts.reduce(0, +)
            guard own > 1 else { return }
            let ownAlike = counts.reduce(0) { $0 + $1 * ($1 - 1) } / (own - 1)
            let moved = (2 * values - alike) * own - values * ownAlike
            let movedChance = 2 * values * own - 2 * zip(totals, counts).reduce(0) { $0 + $1.0 * $1.1 }
            effects[records.cluster(of: place.sample), default: 0] -=
                moved / chance - seen * movedChance / (chance * chance)
        }
        return effects
    }
}
