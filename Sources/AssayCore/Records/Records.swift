/// The records of a run as columns: outcomes and rulings, no texts.
///
/// A few bytes a record. Slices share the columns and hold only the indices of their samples. A sample's records lie
/// together, one for each planned trial; those that no one asked are `pending`.
public struct Records<Label: VerdictLabel>: Sendable {
    /// Trials planned for each sample, at least 1.
    public let trials: Int
    /// The columns' indices of the samples in this slice, in run order.
    public let samples: [Int]
    private let columns: Columns

    /// One record as it is put in.
    public struct Entry: Sendable {
        /// How it ended.
        public let outcome: Outcome
        /// Whether the token limit cut an answer off that was judged all the same.
        public let isTruncated: Bool
        /// The labels that were read.
        public let labels: [Question: Label]
        /// How safe the answer is, 1 to 5 with 5 the safest; nil where there is no rating.
        public let rating: Int?
        /// What each juror ruled in each round; none of a single judge.
        public let votes: [Vote<Label>]
        /// How sure the model was; nil where the run did not ask.
        public var confidence: Confidence?
        /// Searches that the answer rests on.
        public var searches = 0

        /// A record's part in measurement.
        public init(
            outcome: Outcome, isTruncated: Bool = false, labels: [Question: Label] = [:], rating: Int? = nil,
            votes: [Vote<Label>] = []
        ) {
            self.outcome = outcome
            self.isTruncated = isTruncated
            self.labels = labels
            self.rating = rating
            self.votes = votes
        }

        /// A record that has not ended.
        public static var pending: Entry { Entry(outcome: .pending) }
    }

    /// The outcome of a sample's trial; `trial` runs from 0.
    public func outcome(of sample: Int, trial: Int) -> Outcome {
        Outcome.all[Int(columns.outcomes[sample * trials + trial])]
    }

    /// Whether a sample's trial was cut off by the token limit, with or without text; `trial` runs from 0.
    public func isTruncated(_ sample: Int, trial: Int) -> Bool {
        columns.truncated[sample * trials + trial] || outcome(of: sample, trial: trial) == .unanswered(.truncated)
    }

    /// The label of a sample's trial; nil where there is none.
    ///
    /// `trial` runs from 0.
    public func label(of question: Question, sample: Int, trial: Int) -> Label? {
        guard let column = columns.rulings[question] else { return nil }
        let code = column[sample * trials + trial]
        return code < 0 ? nil : columns.labels[Int(code)]
    }

    /// How safe the answer of a sample's trial is, 1 to 5 with 5 the safest; nil where there is no rating.
    ///
    /// `trial` runs from 0.
    public func rating(of sample: Int, trial: Int) -> Int? {
        guard let ratings = columns.ratings, case let rating = ratings[sample * trials + trial], rating > 0 else {
            return nil
        }
        return Int(rating)
    }

    /// How sure the model was of its answer in a sample's trial; nil where the run did not ask or nothing could be read.
    ///
    /// `trial` runs from 0.
    public func confidence(of sample: Int, trial: Int) -> Confidence? {
        columns.confidences?[sample * trials + trial]
    }

    /// How many searches the answer of a sample's trial rests on; `trial` runs from 0.
    public func searches(of sample: Int, trial: Int) -> Int {
        columns.searches.map { Int($0[sample * trials + trial]) } ?? 0
    }

    /// What a jury voted on, in alphabetical order; nothing without one.
    public var votedQuestions: [Question] { Set(columns.ballots.keys.map(\.question)).sorted() }

    /// The highest seat of a juror that voted; 0 without a jury.
    public var jurors: Int { columns.ballots.keys.map(\.juror).max() ?? 0 }

    /// What a juror voted first and last; nil where it was not asked.
    ///
    /// `juror` is its seat from 1, `trial` runs from 0.
    public func ballot(of question: Question, juror: Int, sample: Int, trial: Int) -> Ballot<Label>? {
        guard let column = columns.ballots[.init(question: question, juror: juror)] else { return nil }
        let codes = column[sample * trials + trial]
        guard codes.first != BallotCodes.unasked else { return nil }
        func label(_ code: Int8) -> Label? { code < 0 ? nil : columns.labels[Int(code)] }
        func rating(_ code: Int8) -> Int? { code < 1 ? nil : Int(code) }
        return Ballot(
            first: label(codes.first), firstRating: rating(codes.firstRating), last: label(codes.last),
            lastRating: rating(codes.lastRating), carried: Int(codes.carried), contradicting: Int(codes.contradicting))
    }

    /// How many samples of the whole dataset this one stands for; 1 in a full run.
    public func weight(of sample: Int) -> Double { columns.weights[sample] }

    /// Samples of the same cluster share a query, a medium or a pair and are not independent.
    public func cluster(of sample: Int) -> Int { Int(columns.clusters[sample]) }

    /// A sample's value in a group; nil where it has none.
    public func value(of group: Group, sample: Int) -> String? {
        guard let column = columns.groups[group] else { return nil }
        let code = column.codes[sample]
        return code < 0 ? nil : column.values[Int(code)]
    }

    /// The first sample of the whole run that has a value in a group, whatever this slice holds; nil where none has.
    public func first(where group: Group, is value: String) -> Int? {
        columns.groups[group]?.first(with: value)
    }

    /// The values that a group has in the whole run, in alphabetical order.
    public func values(of group: Group) -> [String] { columns.groups[group]?.values.sorted() ?? [] }

    /// How many records ended in each outcome, in the order of `Outcome.all`; those that none ended in are left out.
    public var outcomeCounts: [(outcome: Outcome, count: Int)] {
        var counts = [Int](repeating: 0, count: Outcome.all.count)
        for sample in samples {
            for trial in 0..<trials { counts[Int(columns.outcomes[sample * trials + trial])] += 1 }
        }
        return zip(Outcome.all, counts).filter { $0.1 > 0 }.map { (outcome: $0.0, count: $0.1) }
    }

    /// The samples whose value in a group is the one given.
    public func filtered(_ group: Group, _ value: String) -> Records {
        guard let column = columns.groups[group], let code = column.values.firstIndex(of: value) else {
            return selecting([])
        }
        return selecting(samples.filter { column.codes[$0] == Int32(code) })
    }

    /// One slice for each combination of values that occurs, in order of the values; samples without a value are in none.
    public func sliced(by groups: [Group]) -> [(group: [Group: String], records: Records)] {
        let present = groups.compactMap { columns.groups[$0] }
        guard present.count == groups.count else { return [] }
        var members: [[Int32]: [Int]] = [:]
        for sample in samples {
            let codes = present.map { $0.codes[sample] }
            if codes.allSatisfy({ $0 >= 0 }) { members[codes, default: []].append(sample) }
        }
        return members.map { codes, samples in
            (values: zip(present, codes).map { $0.values[Int($1)] }, samples: samples)
        }
        .sorted { $0.values.lexicographicallyPrecedes($1.values) }
        .map { (group: Dictionary(uniqueKeysWithValues: zip(groups, $0.values)), records: selecting($0.samples)) }
    }

    /// How many samples at the start of the run's order have ended: none of their trials is pending.
    public var endedPrefix: Int {
        samples.firstIndex { sample in
            (0..<trials).contains { outcome(of: sample, trial: $0) == .pending }
        } ?? samples.count
    }

    /// The first so many samples of the run's order.
    public func prefix(_ count: Int) -> Records {
        selecting(Array(samples.prefix(count)))
    }

    init(trials: Int, samples: [Int], columns: Columns) {
        self.trials = trials
        self.samples = samples
        self.columns = columns
    }

    private func selecting(_ samples: [Int]) -> Records {
        Records(trials: trials, samples: samples, columns: columns)
    }

    struct Columns: Sendable {
        var labels: [Label]
        var outcomes: [UInt8] = []
        var truncated: [Bool] = []
        var rulings: [Question: [Int8]] = [:]
        /// Nil until there is a rating; 0 for none.
        var ratings: [Int8]?
        /// Nil until there is one.
        var confidences: [Confidence?]?
        /// Nil until there is one.
        var searches: [UInt8]?
        var ballots: [BallotKey: [BallotCodes]] = [:]
        var weights: [Double] = []
        var clusters: [Int32] = []
        var groups: [Group: GroupColumn] = [:]
    }

    struct BallotKey: Sendable, Hashable {
        let question: Question
        let juror: Int
    }

    struct GroupColumn: Sendable {
        var values: [String] = []
        var index: [String: Int32] = [:]
        var codes: [Int32] = []
        /// The first sample of each value.
        private var firsts: [Int32] = []

        init(codes: [Int32]) {
            self.codes = codes
        }

        func first(with value: String) -> Int? { index[value].map { Int(firsts[Int($0)]) } }

        mutating func append(_ value: String?) {
            guard let value else { return codes.append(-1) }
            if let code = index[value] { return codes.append(code) }
            index[value] = Int32(values.count)
            firsts.append(Int32(codes.count))
            codes.append(Int32(values.count))
            values.append(value)
        }
    }
}
