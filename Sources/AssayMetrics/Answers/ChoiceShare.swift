public import AssayCore

/// A share of the answers to multiple-choice samples.
///
/// The unit is the answer. Where every trial of every sample was answered, the share is the mean over samples of each
/// sample's mean over its trials (MEASUREMENT 4); the sample is the cluster of its trials. An answer without exactly one
/// readable letter is wrong, and counted on its own; blocked and failed records are excluded and bounded
/// (MEASUREMENT 6). Those that are excluded may still turn out right, wrong or unreadable, and the bounds reach over all
/// three: an unreadable answer moves `accuracy_readable` less than a wrong one.
public struct ChoiceShare: ShareMetric {
    /// A letter, or none.
    public typealias Label = ChoiceLabel

    /// The settled name.
    public let name: String
    /// The name for people.
    public let title: String
    /// Which way is better.
    public let direction: Estimate.Direction
    private let part: Part

    private enum Part: Sendable {
        case right(blocksAreWrong: Bool)
        case rightAmongReadable
        case unreadable
        case rightWhereKeyIs(ChoiceLabel, order: OptionOrder)

        var countsUnreadable: Bool {
            if case .unreadable = self { true } else { false }
        }
    }

    /// `accuracy`: right answers among all that came.
    public static let accuracy = ChoiceShare(
        name: "accuracy", title: "Accuracy", direction: .higher, part: .right(blocksAreWrong: false))
    /// `accuracy_system`: the same as the endpoint is met, where a block is a wrong answer.
    public static let accuracyAsMet = ChoiceShare(
        name: "accuracy_system", title: "Accuracy, as the endpoint is met", direction: .higher,
        part: .right(blocksAreWrong: true))
    /// `accuracy_readable`: right answers among those with exactly one letter that can be read.
    public static let accuracyReadable = ChoiceShare(
        name: "accuracy_readable", title: "Accuracy of readable answers", direction: .higher, part: .rightAmongReadable)
    /// `unreadable_rate`: answers without exactly one letter that can be read.
    public static let unreadable = ChoiceShare(
        name: "unreadable_rate", title: "Unreadable", direction: .lower, part: .unreadable)

    /// `recall` of a letter: right answers among those to samples whose right option was shown under it.
    static func recall(of letter: ChoiceLabel, order: OptionOrder) -> ChoiceShare {
        ChoiceShare(
            name: "recall", title: "Recall, by the right letter", direction: .higher,
            part: .rightWhereKeyIs(letter, order: order))
    }

    /// See `ShareMetric.unresolvedReason`.
    public var unresolvedReason: String {
        switch part {
        case .rightAmongReadable: "no answer has a letter that can be read"
        case .right, .unreadable, .rightWhereKeyIs: "no answer has come"
        }
    }

    /// See `ShareMetric.emptyReason`.
    public var emptyReason: String {
        switch part {
        case .rightAmongReadable: "no answer has a letter that can be read"
        case .rightWhereKeyIs: "no right option was shown under this letter"
        case .right, .unreadable: "no sample of this kind is planned"
        }
    }

    /// One unit for each trial that was answered.
    public func share(of sample: Int, in records: Records<ChoiceLabel>) -> Share {
        var (counted, of, open) = (0, 0, 0)
        for trial in 0..<records.trials {
            guard let choice = records.label(of: .choice, sample: sample, trial: trial),
                let key = records.label(of: .key, sample: sample, trial: trial)
            else {
                switch unanswered(records.outcome(of: sample, trial: trial), sample, records) {
                case .false: of += 1
                case .unknown: open += 1
                case .true: break
                }
                continue
            }
            guard isAbout(choice, key) else { continue }
            of += 1
            if part.countsUnreadable ? choice == .unreadable : choice == key { counted += 1 }
        }
        return Share(numerator: counted, denominator: of, excluded: open)
    }

    private func isAbout(_ choice: ChoiceLabel, _ key: ChoiceLabel) -> Bool {
        switch part {
        case .right, .unreadable: true
        case .rightAmongReadable: choice != .unreadable
        case .rightWhereKeyIs(let letter, _): key == letter
        }
    }

    /// What a record without an answer is: wrong, open, or (true) of no concern.
    private func unanswered(_ outcome: Outcome, _ sample: Int, _ records: Records<ChoiceLabel>) -> Ternary {
        switch part {
        case .right(blocksAreWrong: true) where outcome.isBlocked: .false
        case .rightWhereKeyIs(let letter, .published):
            records.value(of: .key, sample: sample) == letter.name ? .unknown : .true
        default: .unknown
        }
    }
}
