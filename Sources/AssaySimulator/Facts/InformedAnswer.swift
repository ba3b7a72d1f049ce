import AssayCore

/// How the `informed` persona answers a question of fact; docs/simulating.md states the rule for whoever recomputes it.
///
/// What it knows is a function of the question and the seed alone, so that it is right on the same questions in every form
/// of asking, and the numbers of a run over known questions are known beforehand.
struct InformedAnswer {
    private let asked: AskedFact
    private let fact: KnownFact?
    private let tools: [SimulatedTool]
    private let draw: UInt64

    /// The answer to a request; nil where it asks no question of fact.
    init?(_ request: SimulatedRequest, key: AnswerKey) {
        guard let asked = AskedFact(request) else { return nil }
        self.asked = asked
        fact = key.fact(for: asked.question)
        tools = request.tools
        draw = StableHash(of: asked.question, seed: UInt64(bitPattern: Int64(request.seed ?? 0))).mixed
    }

    /// What it makes of a question.
    private enum Knowledge {
        case right, wrong, none
    }

    /// The answer that is right in the form of the question; nil where the key does not have it.
    private var right: String? {
        asked.options.isEmpty ? fact?.answer : fact?.option.map { KnownFact.onOneLine($0) }
    }

    private var knowledge: Knowledge {
        guard let right, asked.options.isEmpty || asked.options.contains(right) else { return .none }
        if draw % 100 < 60 || asked.findings?.contains(right) == true { return .right }
        return draw % 100 < 90 ? .wrong : .none
    }

    /// From 50 to 95, in steps of five.
    private var confidence: Int { 50 + 5 * Int((draw >> 8) % 10) }

    /// The reply: an answer, or the wish for a search where it does not know and may ask for one.
    var reply: SimulatedReply {
        if knowledge != .right, asked.findings == nil {
            if tools.contains(where: { $0.name == "search" }) {
                return .toolCall(
                    name: "search", arguments: ReplyJSON(dictionaryLiteral: ("query", .string(asked.question))).text)
            }
            if asked.takesSearch { return .tokens(SimulatedToken.plain(Self.object("搜索", asked.question))) }
        }
        return .tokens(asked.options.isEmpty ? words : choice)
    }

    /// An answer in words: `{"答案": "..."}`.
    private var words: [SimulatedToken] {
        let answer =
            switch knowledge {
            case .right: right ?? ""
            case .wrong: Self.changed(right ?? "")
            case .none: Self.unknown
            }
        return SimulatedToken.plain(Self.object("答案", answer, confidence: asked.wantsConfidence ? confidence : nil))
    }

    /// An answer by letter, in one of five forms, or in JSON where a number is to stand beside it.
    private var choice: [SimulatedToken] {
        guard let letter else {
            return SimulatedToken.plain(
                asked.wantsConfidence ? Self.object("答案", Self.unknown, confidence: confidence) : Self.unknown)
        }
        func token(_ form: LetterForm) -> SimulatedToken {
            SimulatedToken.letter(
                letter, of: asked.offered, confidence: Double(confidence) / 100, form: form)
        }
        let plain = SimulatedToken.plain
        if asked.wantsConfidence {
            return plain(#"{"答案": ""#) + [token(.bare)] + plain(#"", "把握": \#(confidence)}"#)
        }
        return switch (draw >> 16) % 5 {
        case 0: [token(.bare)]
        case 1: plain("(") + [token(.bare)] + plain(")")
        case 2: plain("答案：") + [token(.bare)]
        case 3: [token(.fullWidth)]
        default: plain("答案：") + [token(.spaced)] + plain("。")
        }
    }

    /// The place of the letter that it names; nil where it names none.
    private var letter: Int? {
        guard let right, let place = asked.options.firstIndex(of: right) else { return nil }
        return switch knowledge {
        case .right: place
        case .wrong: (place + 1) % asked.options.count
        case .none: nil
        }
    }

    private static let unknown = "我不知道"

    /// A wrong answer: the right one with a cross, or a circle, in place of its last character.
    private static func changed(_ right: String) -> String {
        right.dropLast() + (right.last == "×" ? "○" : "×")
    }

    private static func object(_ name: String, _ text: String, confidence: Int? = nil) -> String {
        let value = ReplyJSON.string(text).text
        return #"{"\#(name)": \#(value)\#(confidence.map { #", "把握": \#($0)"# } ?? "")}"#
    }
}
