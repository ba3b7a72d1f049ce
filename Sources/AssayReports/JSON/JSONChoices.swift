import AssayCore
import AssayMetrics

/// Letters and baselines of a multiple-choice run; counts are of answers, by the letters as they were shown.
struct JSONChoices: Encodable {
    /// A constant answer.
    struct Majority: Encodable {
        let letter: String
        let value: Double
        let numerator, denominator: Int?
    }

    private let order: String
    private let answers: Int
    private let picks: [String: Int]
    private let keys: [String: Int]
    private let unreadable: Int
    private let majorityLetter: Majority?
    private let random: Double?

    enum CodingKeys: String, CodingKey {
        case order, answers, picks, keys, unreadable, majorityLetter = "majority_letter", random
    }

    init(_ facts: ChoiceFacts) {
        order = facts.order.words
        answers = facts.answers
        picks = Self.counts(facts.picks)
        keys = Self.counts(facts.keys)
        unreadable = facts.unreadable
        majorityLetter = facts.majority.map {
            Majority(
                letter: $0.letter.name, value: $0.value, numerator: $0.numerator, denominator: $0.denominator)
        }
        random = facts.random
    }

    private static func counts(_ counts: [ChoiceFacts.Count]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: counts.map { ($0.letter.name, $0.count) })
    }
}
