public import AssayCore

/// Rules on answers to multiple-choice samples without a model: reads the letter, and says which one was right.
///
/// Both go into the verdict, by the letters as they were shown, so that a run file tells right from wrong without its
/// options being turned once more. An answer in which no letter can be read is ruled on too: it is a wrong answer, and
/// counted on its own.
public struct ChoiceJudge: Judge {
    /// `letters`.
    public let name = "letters"
    private let order: OptionOrder

    /// A judge of answers to options that were shown in an order.
    public init(order: OptionOrder) {
        self.order = order
    }

    /// The letter of the answer and that of the right option.
    public func judge(_ exchange: Exchange) async throws(ModelError) -> Verdict<ChoiceLabel> {
        guard let shown = ShownOptions(of: exchange.sample, order: order, trial: exchange.trial) else {
            // A sample without options: its reader lets none through, a run file that was tampered with may.
            return Verdict(rulings: [.choice: .unresolved(.notJudged, isResumable: false)])
        }
        let letter = LetterReader(offered: shown).letter(in: exchange.response.text)
        return Verdict(rulings: [.choice: .label(letter ?? .unreadable), .key: .label(shown.key)])
    }
}
