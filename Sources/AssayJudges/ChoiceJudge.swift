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
    private let unwraps: Bool

    /// A judge of answers to options that were shown in an order.
    ///
    /// `unwraps`: whether the letter may stand in an `AnswerObject`, perhaps with how sure the model says it is.
    public init(order: OptionOrder, unwraps: Bool = false) {
        self.order = order
        self.unwraps = unwraps
    }

    /// The letter of the answer and that of the right option.
    public func judge(_ exchange: Exchange) async throws(ModelError) -> Verdict<ChoiceLabel> {
        guard let shown = ShownOptions(of: exchange.sample, order: order, trial: exchange.trial) else {
            // A sample without options: its reader lets none through, a run file that was tampered with may.
            return Verdict(rulings: [.choice: .unresolved(.notJudged, isResumable: false)])
        }
        let object = unwraps ? AnswerObject(in: exchange.response.text) : nil
        let letter = LetterReader(offered: shown).letter(in: object?.answer ?? exchange.response.text)
        var verdict = Verdict(rulings: [.choice: .label(letter ?? .unreadable), .key: .label(shown.key)])
        verdict.confidence = object?.confidence.map { Confidence(stated: $0) }
        return verdict
    }
}
