import AssayCore

/// The answers of a run with one kind of confidence, and why others have none.
struct CalibrationUnits {
    /// An answer.
    struct Unit {
        let confidence: Double
        let weight: Double
        let cluster: Int32
        let isRight: Bool
        let isSearched: Bool
        /// The sum of the squared distances from what was right, over the letters that were offered; 0 for another kind.
        var distance = 0.0
    }

    /// Answers that are right, or wrong; with a search, or without.
    struct Part: Equatable {
        let isRight: Bool?
        let isSearched: Bool?

        static let all = Part(isRight: nil, isSearched: nil)

        /// Whether an answer is in it.
        func holds(_ unit: Unit) -> Bool {
            (isRight ?? unit.isRight) == unit.isRight && (isSearched ?? unit.isSearched) == unit.isSearched
        }
    }

    /// In the order of the run.
    private(set) var units: [Unit] = []
    /// The places of the answers in order of confidence, equal ones in the order of the run.
    private(set) var order: [Int] = []
    /// Answers that have none, and records without an answer.
    private(set) var excluded = RecordsWithoutConfidence()
    /// Of those whose answer is known to be right or wrong, the ones that have no confidence: right, then wrong.
    private var withoutConfidence = (right: Tally(), wrong: Tally())
    /// Of those of which it is not known.
    private var open = Tally()

    /// Records that have no confidence, by whether their answer rests on a search.
    private struct Tally {
        var searched = (count: 0, weight: 0.0)
        var others = (count: 0, weight: 0.0)

        mutating func add(_ weight: Double, isSearched: Bool) {
            if isSearched {
                searched = (searched.count + 1, searched.weight + weight)
            } else {
                others = (others.count + 1, others.weight + weight)
            }
        }
    }

    /// Every record of a slice, in one pass.
    init<Label: VerdictLabel>(of records: Records<Label>, kind: ConfidenceKind) {
        units.reserveCapacity(records.samples.count * records.trials)
        let standing = AnswerStanding.reader(of: records)
        for sample in records.samples {
            let (weight, cluster) = (records.weight(of: sample), Int32(records.cluster(of: sample)))
            for trial in 0..<records.trials {
                let isSearched = records.searches(of: sample, trial: trial) > 0
                let confidence = records.confidence(of: sample, trial: trial)
                guard let unit = unit(standing(sample, trial), confidence, kind, (weight, isSearched)) else { continue }
                let distance = kind == .normalised ? unit.distance(in: confidence) : 0
                units.append(
                    Unit(
                        confidence: unit.confidence, weight: weight, cluster: cluster, isRight: unit.isRight,
                        isSearched: isSearched, distance: distance))
            }
        }
        order = Self.order(of: units)
    }

    /// Records that are in a part, or may be, and have no confidence.
    func excluded(in part: Part) -> (count: Int, weight: Double) {
        var found = (count: 0, weight: 0.0)
        func add(_ more: (count: Int, weight: Double)) {
            found = (found.count + more.count, found.weight + more.weight)
        }
        func add(_ tally: Tally) {
            if part.isSearched != false { add(tally.searched) }
            if part.isSearched != true { add(tally.others) }
        }
        if part.isRight != false { add(withoutConfidence.right) }
        if part.isRight != true { add(withoutConfidence.wrong) }
        // Of what is open nobody knows where it will belong.
        add(open.searched)
        add(open.others)
        return found
    }

    /// The places of answers in order of confidence.
    static func order(of units: [Unit]) -> [Int] {
        units.indices.sorted { (units[$0].confidence, $0) < (units[$1].confidence, $1) }
    }

    private struct Found {
        let confidence: Double
        let isRight: Bool
        let key: Int?

        /// Brier's own score over all letters: the sum of (q - o)², o being 1 for the right one and 0 for the others.
        func distance(in confidence: Confidence?) -> Double {
            guard let letters = confidence?.letters else { return 0 }
            let mass = letters.reduce(0, +)
            return letters.enumerated().reduce(0) { sum, letter in
                let away = letter.element / mass - (letter.offset == key ? 1 : 0)
                return sum + away * away
            }
        }
    }

    private mutating func unit(
        _ standing: AnswerStanding, _ confidence: Confidence?, _ kind: ConfidenceKind,
        _ record: (weight: Double, isSearched: Bool)
    ) -> Found? {
        switch standing {
        case .known(let isRight, let place, let key):
            if let value = kind.value(in: confidence, place: place) {
                return Found(confidence: value, isRight: isRight, key: key)
            }
            excluded.withoutConfidence += 1
            miss(record, isRight: isRight)
        case .withoutLetter:
            if !kind.needsLetter, let value = kind.value(in: confidence, place: nil) {
                return Found(confidence: value, isRight: false, key: nil)
            }
            excluded.withoutLetter += 1
            miss(record, isRight: false)
        case .ungraded:
            excluded.ungraded += 1
            open.add(record.weight, isSearched: record.isSearched)
        case .unanswered:
            excluded.unanswered += 1
            open.add(record.weight, isSearched: record.isSearched)
        case .pending:
            excluded.pending += 1
            open.add(record.weight, isSearched: record.isSearched)
        }
        return nil
    }

    private mutating func miss(_ record: (weight: Double, isSearched: Bool), isRight: Bool) {
        if isRight {
            withoutConfidence.right.add(record.weight, isSearched: record.isSearched)
        } else {
            withoutConfidence.wrong.add(record.weight, isSearched: record.isSearched)
        }
    }
}

/// Records without a confidence, by the reason.
public struct RecordsWithoutConfidence: Sendable, Hashable {
    /// Answers that have none, or none that can be read.
    public internal(set) var withoutConfidence = 0
    /// Answers without exactly one letter that can be read.
    public internal(set) var withoutLetter = 0
    /// Answers of which nobody has said whether they are right.
    public internal(set) var ungraded = 0
    /// Records without an answer.
    public internal(set) var unanswered = 0
    /// Records that were not asked yet.
    public internal(set) var pending = 0

    /// All of them.
    public var count: Int { withoutConfidence + withoutLetter + ungraded + unanswered + pending }
}
