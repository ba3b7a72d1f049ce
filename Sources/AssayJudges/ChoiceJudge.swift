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
    private let confidence: ConfidenceSource?

    /// A judge of answers to options that were shown in an order.
    ///
    /// - Parameters:
    ///   - order: how options were shown.
    ///   - unwraps: whether the letter may stand in an `AnswerObject`, perhaps with how sure the model says it is.
    ///   - confidence: from where it also takes how sure the model was; nil where that is not asked.
    public init(order: OptionOrder, unwraps: Bool = false, confidence: ConfidenceSource? = nil) {
        self.order = order
        self.unwraps = unwraps
        self.confidence = confidence
    }

    /// The letter of the answer and that of the right option.
    public func judge(_ exchange: Exchange) async throws(ModelError) -> Verdict<ChoiceLabel> {
        guard let shown = ShownOptions(of: exchange.sample, order: order, trial: exchange.trial) else {
            // A sample without options: its reader lets none through, a run file that was tampered with may.
            return Verdict(rulings: [.choice: .unresolved(.notJudged, isResumable: false)])
        }
        let object = unwraps ? AnswerObject(in: exchange.response.text) : nil
        let reading = LetterReader(offered: shown).reading(of: object?.answer ?? exchange.response.text)
        var verdict = Verdict(rulings: [.choice: .label(reading?.letter ?? .unreadable), .key: .label(shown.key)])
        switch confidence {
        case .logprobs:
            verdict.confidence = Self.confidence(in: exchange.response, answer: object?.answer, reading, shown)
        case .stated, nil: verdict.confidence = object?.confidence.map { Confidence(stated: $0) }
        }
        return verdict
    }

    /// How sure the model was by its tokens.
    ///
    /// `answer`: the part of the response that was read; nil for all of it.
    static func confidence(
        in response: Response, answer: String?, _ reading: LetterReader.Reading?, _ shown: ShownOptions
    ) -> Confidence? {
        let bytes = reading.flatMap { reading in
            LetterPlace(in: answer ?? response.text)?.bytes(of: reading.place)
        }
        let start = answer.map { Self.start(of: $0, in: response.text) } ?? 0
        return LetterConfidence(offered: shown).confidence(
            in: response, reading: reading,
            at: start.flatMap { start in bytes.map { $0.lowerBound + start..<$0.upperBound + start } })
    }

    /// Where an answer that stands in an object begins; nil where it does not stand there once, in quotation marks.
    private static func start(of answer: String, in text: String) -> Int? {
        let places = text.ranges(of: "\"\(answer)\"")
        guard places.count == 1, let place = places.first else { return nil }
        return text.utf8.distance(from: text.startIndex, to: place.lowerBound) + 1
    }
}
