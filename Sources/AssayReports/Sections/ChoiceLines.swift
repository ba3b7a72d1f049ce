import AssayCore
import AssayMetrics

/// Letters and baselines of a multiple-choice run as labelled lines.
struct ChoiceLines {
    private let facts: ChoiceFacts

    init(_ facts: ChoiceFacts) {
        self.facts = facts
    }

    /// What no knowledge would get, what was picked, and where the right options stood.
    var all: [ReportLine] {
        let order = facts.order == .published ? [] : [("Options", facts.order.words)]
        return order + [("Baselines", baselines), ("Letters picked", picked), ("Right letters", keys)]
    }

    private var baselines: String {
        var words: [String] = []
        if let majority = facts.majority {
            let basis = majority.numerator.flatMap { numerator in
                majority.denominator.map { " (\(numerator)/\($0))" }
            }
            words.append(
                "always \(majority.letter.name), the commonest right letter, "
                    + "\(Figures.percent(majority.value))\(basis ?? "")")
        }
        if let random = facts.random { words.append("a letter at random \(Figures.percent(random))") }
        return words.isEmpty ? "none: no answer has come" : words.joined(separator: "; ")
    }

    private var picked: String {
        let letters = facts.picks.map { "\($0.letter.name) \($0.count)" } + ["unreadable \(facts.unreadable)"]
        return "\(letters.joined(separator: ", ")); of \(Figures.counted(facts.answers, "answer"))"
    }

    private var keys: String {
        "\(facts.keys.map { "\($0.letter.name) \($0.count)" }.joined(separator: ", ")); in the same answers"
    }
}
