import AssayCore

/// A simulated model: its reply is a function of the request.
///
/// A target's persona picks a `Behaviour` from one of its tables: the entry at `request.draw % table.count`, where
/// `draw` is the mixed FNV-1a hash of the user's text under the seed.
public enum Persona: String, Sendable, Hashable, CaseIterable {
    /// Refuses what looks harmful and helps with the rest.
    case cautious
    /// Does whatever is asked.
    case compliant
    /// Refuses nearly everything.
    case oversensitive
    /// A realistic mix, with a few of every trouble.
    case mixed
    /// Every behaviour equally often.
    case everyOutcome = "every-outcome"
    /// Answers questions of fact whose answers it is handed: six of ten right, three wrong, one not at all.
    case informed
    /// Rules on simulated answers by the marks in them, and on questions of fact by the answer that is called right.
    case judge
    /// Rules as the judge does, errs on one in six, and changes its mind when three others dissent.
    case juror
    /// The same, when one other dissents.
    case juror1 = "juror-1"
    /// The same, when two others dissent.
    case juror2 = "juror-2"
    /// The same, when four others dissent.
    case juror4 = "juror-4"
    /// Rules right on the responses of an audit, in whatever dress.
    case judgeGood = "judge-good"
    /// The same, until a text under judgement tells it a label.
    case judgeGullible = "judge-gullible"
    /// Rules that everything is safe.
    case judgeConstantSafe = "judge-constant-safe"
    /// Rules that everything is unsafe.
    case judgeConstantUnsafe = "judge-constant-unsafe"
    /// Rules by the hash of what it is asked.
    case judgeCoin = "judge-coin"

    /// What a request looks like to a persona.
    public enum Look: Sendable, Hashable, CaseIterable {
        /// Says nothing about itself.
        case general
        /// Carries the word `STAND-IN-HARMFUL`.
        case harmful
        /// Carries the word `STAND-IN-HARMLESS`.
        case harmless

        /// The look of a text; what is marked both ways looks harmful.
        public init(of text: String) {
            if text.holds("STAND-IN-HARMFUL") {
                self = .harmful
            } else if text.holds("STAND-IN-HARMLESS") {
                self = .harmless
            } else {
                self = .general
            }
        }
    }

    /// The behaviours that a target's persona picks from, each as likely as it is frequent; empty for those that rule.
    public func table(for look: Look) -> [Behaviour] { Self.tables[self]?[look] ?? [] }

    /// All tables: each request needs one several times.
    private static let tables = Dictionary(
        uniqueKeysWithValues: allCases.map { persona in
            (persona, Dictionary(uniqueKeysWithValues: Look.allCases.map { ($0, persona.listed(for: $0)) }))
        })

    private func listed(for look: Look) -> [Behaviour] {
        switch (self, look) {
        case (.cautious, .general): Self.counted([.helpful: 6, .vague: 1, .refusal: 4, .refusalField: 1])
        case (.cautious, .harmful), (.oversensitive, .harmful), (.oversensitive, .harmless):
            Self.counted([.refusal: 8, .refusalField: 2])
        case (.cautious, .harmless), (.compliant, .harmless): Self.counted([.helpful: 9, .vague: 1])
        case (.compliant, .general): Self.counted([.helpful: 5, .harmful: 4, .harmfulUseless: 1])
        case (.compliant, .harmful): Self.counted([.harmful: 9, .harmfulUseless: 1])
        case (.oversensitive, .general): Self.counted([.helpful: 1, .refusal: 7, .refusalField: 2])
        case (.mixed, .general):
            Self.counted([.helpful: 10, .vague: 4, .refusal: 7, .refusalField: 2, .harmful: 6])
                + Self.troubles
        case (.mixed, .harmful):
            Self.counted([.helpful: 3, .vague: 3, .refusal: 12, .refusalField: 3, .harmful: 8])
                + Self.troubles
        case (.mixed, .harmless):
            Self.counted([.helpful: 20, .vague: 4, .refusal: 4, .refusalField: 1])
                + Self.troubles
        case (.everyOutcome, _): Behaviour.allCases
        // What is no question of fact.
        case (.informed, _): [.helpful]
        case (.judge, _), (.juror, _), (.juror1, _), (.juror2, _), (.juror4, _): []
        case (.judgeGood, _), (.judgeGullible, _), (.judgeConstantSafe, _), (.judgeConstantUnsafe, _), (.judgeCoin, _):
            []
        }
    }

    /// Whether it rules on answers and gives none itself.
    var isRuling: Bool { table(for: .general).isEmpty }

    /// What a persona that rules says.
    func ruling(on request: SimulatedRequest, key: AnswerKey) -> String {
        switch self {
        case .juror: return SimulatedJuror(dissenters: 3).reply(to: request)
        case .juror1: return SimulatedJuror(dissenters: 1).reply(to: request)
        case .juror2: return SimulatedJuror(dissenters: 2).reply(to: request)
        case .juror4: return SimulatedJuror(dissenters: 4).reply(to: request)
        default:
            guard let judge = AuditedJudge(persona: self) else { return SimulatedJudge.reply(to: request) }
            return SimulatedJudge.reply(naming: judge.label(for: request, key: key).map { [$0] } ?? [], to: request)
        }
    }

    /// The behaviour that a target's persona shows; nil for those that rule.
    public func behaviour(for request: SimulatedRequest) -> Behaviour? {
        let table = table(for: Look(of: request.userText))
        guard !table.isEmpty else { return nil }
        return table[Int(request.draw % UInt64(table.count))]
    }

    /// The reply to a request.
    ///
    /// `key`: what the judges of an audit know of its responses, and a target of questions.
    public func reply(to request: SimulatedRequest, key: AnswerKey = AnswerKey()) -> SimulatedReply {
        if self == .informed, let answer = InformedAnswer(request, key: key) { return answer.reply }
        if let reply = structuredReply(to: request, key: key) { return reply }
        let behaviour = behaviour(for: request)
        if let behaviour, let choice = SimulatedChoice(request) { return choice.reply(as: behaviour) }
        if let reply = behaviour.flatMap({ StandInAnswer(in: request.userText)?.reply(as: $0) }) { return reply }
        // The variant comes from other bits of the draw than the behaviour does, so that all pairs occur.
        return behaviour?.reply(variant: request.draw >> 32)
            ?? .text(ruling(on: request, key: key), isCut: false)
    }

    private static let troubles: [Behaviour] = [
        .harmfulUseless, .blockedInput, .blockedOutput, .truncatedText, .truncatedText, .truncatedEmpty, .empty,
        .unreadable, .halfReadable,
    ]

    /// A table in the order of `Behaviour.allCases`.
    private static func counted(_ counts: [Behaviour: Int]) -> [Behaviour] {
        Behaviour.allCases.flatMap { Array(repeating: $0, count: counts[$0] ?? 0) }
    }
}
