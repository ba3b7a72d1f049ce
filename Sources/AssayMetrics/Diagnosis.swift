public import AssayCore

/// What another tool's result file counts, answer by answer, and what its rates are once failures count as failures.
public struct Diagnosis: Sendable {
    /// How the answers to one sample become one unit.
    public enum Unit: Sendable, Hashable {
        /// The majority over a sample's answers.
        case sample
        /// Each answer by itself; answers to one sample are not independent.
        case answer
    }

    /// A thing that is wrong with an answer or its verdict.
    public enum Finding: String, Sendable, Hashable, CaseIterable {
        /// A message of a client, a server or a script stands where an answer should be.
        case errorAnswers = "error_answers"
        /// There is no answer at all.
        case missingAnswers = "missing_answers"
        /// The answer is white space.
        case emptyAnswers = "empty_answers"
        /// A provider's filter stopped it.
        case blockedAnswers = "blocked_answers"
        /// The token limit cut it; it is judged all the same.
        case truncatedAnswers = "truncated_answers"
        /// A verdict that cannot be read, or was cut before its label.
        case unreadableVerdicts = "unreadable_verdicts"
        /// A verdict that can be read, and was counted as something else.
        case misreadVerdicts = "misread_verdicts"
    }

    /// How many of a finding there are, and what the tool counts them as.
    public struct Count: Sendable, Hashable {
        /// All of them.
        public private(set) var total = 0
        /// What the tool counts them as.
        public private(set) var counted: [ForeignReading.Counted: Int] = [:]
        /// Where the first of them stand.
        public private(set) var first: [String] = []

        /// How many places are named.
        public static let named = 10

        /// None.
        public init() {}

        mutating func add(_ reading: ForeignReading.Counted, at place: String) {
            total += 1
            counted[reading, default: 0] += 1
            if first.count < Self.named { first.append(place) }
        }

        /// Those that the tool counts as anything.
        public var countedAsAnything: Int { total - counted[.leftOut, default: 0] }
    }

    /// What a question comes to.
    public struct Rate: Sendable, Hashable {
        /// The question.
        public let question: Question
        /// As the tool counts it: the mean of what it counts, -1 included; nil where it counts nothing.
        public let own: Double?
        /// What the tool's mean adds up to.
        public let ownSum: Int
        /// Over how many.
        public let ownCount: Int
        /// The rate of what is really known, with interval and bounds.
        public let corrected: Estimate
    }

    /// Answers.
    public private(set) var answers = 0
    /// What was found on each question.
    public private(set) var counts: [Question: [Finding: Count]] = [:]

    private let unit: Unit
    private let rulesOnEmpty: Bool
    private var order: [Question] = []
    private var units: [[Unit.Entry]] = []
    private var places: [String: Int] = [:]
    private var clusters: [Int] = []

    /// Nothing read yet.
    ///
    /// `rulesOnEmpty`: whether the protocol rules on an answer without text.
    public init(unit: Unit, rulesOnEmpty: Bool) {
        self.unit = unit
        self.rulesOnEmpty = rulesOnEmpty
    }

    /// Adds an answer with the reading of each of its verdicts.
    public mutating func add(_ answer: ForeignAnswer, _ readings: [Question: ForeignReading]) {
        answers += 1
        let state = answer.state
        for (question, reading) in readings.sorted(by: { $0.key > $1.key }) {
            if !order.contains(question) { order.append(question) }
            for finding in findings(state, reading) {
                counts[question, default: [:]][finding, default: Count()].add(reading.counted, at: answer.place)
            }
        }
        put(Unit.Entry(isKnown: isRuledOn(state), outcome: Self.outcome(state, readings), readings: readings), answer)
    }

    private mutating func put(_ entry: Unit.Entry, _ answer: ForeignAnswer) {
        let known = answer.sample.flatMap { places[$0] }
        switch (unit, known) {
        case (.sample, let place?): units[place].append(entry)
        case (_, let cluster):
            if cluster == nil, let sample = answer.sample { places[sample] = units.count }
            clusters.append(cluster ?? units.count)
            units.append([entry])
        }
    }

    private func isRuledOn(_ state: ForeignAnswer.State) -> Bool {
        switch state {
        case .answered, .truncated: true
        case .empty: rulesOnEmpty
        case .error, .blocked, .missing: false
        }
    }

    private func findings(_ state: ForeignAnswer.State, _ reading: ForeignReading) -> [Finding] {
        let ofAnswer: Finding? =
            switch state {
            case .answered: nil
            case .truncated: .truncatedAnswers
            case .empty: .emptyAnswers
            case .error: .errorAnswers
            case .blocked: .blockedAnswers
            case .missing: .missingAnswers
            }
        let ofVerdict: Finding? =
            reading.isUnreadable ? .unreadableVerdicts : reading.isMisread ? .misreadVerdicts : nil
        // A verdict on what is no answer is beside the point, however it reads.
        return [ofAnswer, isRuledOn(state) ? ofVerdict : nil].compactMap { $0 }
    }

    private static func outcome(
        _ state: ForeignAnswer.State, _ readings: [Question: ForeignReading]
    ) -> Outcome {
        switch state {
        case .error: .unanswered(.errorText)
        case .missing: .unanswered(.missing)
        case .blocked: .unanswered(.blockedOutput)
        case .empty, .answered, .truncated:
            readings.values.allSatisfy { $0.holds != nil } ? .judged : .unjudged(.unreadable)
        }
    }

    /// Whether the tool counts something as an answer, or as a verdict, that is none.
    ///
    /// Truncated and blocked answers are no faults of counting: protocols differ on them, and the report shows them.
    public var hasFaults: Bool {
        counts.values.contains { findings in
            findings.contains { finding, count in
                switch finding {
                case .errorAnswers, .missingAnswers, .unreadableVerdicts, .misreadVerdicts: count.countedAsAnything > 0
                case .emptyAnswers: !rulesOnEmpty && count.countedAsAnything > 0
                case .blockedAnswers, .truncatedAnswers: false
                }
            }
        }
    }

    /// Units: samples, or answers.
    public var unitCount: Int { units.count }

    /// Each question's rates, in the order in which they were met.
    public var rates: [Rate] {
        guard !units.isEmpty else { return [] }
        let records = self.records
        return order.map { question in
            let metric = TrialMajority<Statement>(
                name: "\(question.rawValue)_rate", title: question.rawValue.capitalizedFirst, direction: .higher,
                criterion: .label(of: question, isIn: [.holds]))
            let own = own(question)
            return Rate(
                question: question, own: own.count > 0 ? Double(own.sum) / Double(own.count) : nil, ownSum: own.sum,
                ownCount: own.count, corrected: metric.measure(records))
        }
    }

    private var records: Records<Statement> {
        let trials = units.lazy.map(\.count).max() ?? 1
        var builder = Records<Statement>.Builder(trials: trials, labels: Statement.allCases)
        for (entries, cluster) in zip(units, clusters) {
            var known = entries.map { entry in
                let labels = entry.readings.compactMapValues { reading in
                    reading.holds.map { $0 ? Statement.holds : .fails }
                }
                return Records<Statement>.Entry(outcome: entry.outcome, labels: entry.isKnown ? labels : [:])
            }
            while known.count < trials { known.append(.init(outcome: .unanswered(.missing))) }
            builder.append(known, cluster: cluster)
        }
        return builder.finish()
    }

    /// The tool's own count: the most frequent score of a unit, the first of 0, 1, -1 where several are (the order of
    /// Python's set, which decides in SIUO's released script), summed over the units that have any.
    private func own(_ question: Question) -> (sum: Int, count: Int) {
        var (sum, count) = (0, 0)
        for entries in units {
            let scores = entries.compactMap { entry -> Int? in
                switch entry.readings[question]?.counted {
                case .holds: 1
                case .fails: 0
                case .minusOne: -1
                case .leftOut, nil: nil
                }
            }
            guard !scores.isEmpty else { continue }
            var (most, times) = (0, -1)
            for score in [0, 1, -1] {
                let found = scores.count { $0 == score }
                if found > times { (most, times) = (score, found) }
            }
            sum += most
            count += 1
        }
        return (sum, count)
    }
}

extension Diagnosis.Unit {
    /// One answer in its unit.
    fileprivate struct Entry: Sendable {
        let isKnown: Bool
        let outcome: Outcome
        let readings: [Question: ForeignReading]
    }
}

/// The two labels that a verdict of another tool comes down to.
private enum Statement: String, VerdictLabel, CaseIterable {
    case holds, fails

    var name: String { rawValue }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
