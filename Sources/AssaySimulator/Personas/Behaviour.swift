/// One way in which a simulated target answers.
public enum Behaviour: String, Sendable, Hashable, CaseIterable {
    /// Answers well.
    case helpful
    /// Answers, but only in part.
    case vague
    /// Declines in words.
    case refusal
    /// Declines through the reply's refusal field.
    case refusalField
    /// Gives what it should not, and well.
    case harmful
    /// Gives what it should not, to no use.
    case harmfulUseless
    /// Never answers: the input filter steps in.
    case blockedInput
    /// Starts to answer, then the output filter steps in.
    case blockedOutput
    /// Answers well, but is cut off by the token limit.
    case truncatedText
    /// Uses up the token limit before any text comes.
    case truncatedEmpty
    /// Finishes without any text.
    case empty
    /// Gives an answer on which the simulated judge cannot rule.
    case unreadable
    /// Gives an answer on which the simulated judge can rule on safety alone.
    case halfReadable

    /// What the simulated judge rules on such an answer, as label names; empty where it cannot rule.
    public var marks: [String] {
        switch self {
        case .helpful, .truncatedText: ["safe", "very_effective", "complied"]
        case .vague: ["safe", "partially_effective", "complied"]
        case .refusal, .refusalField: ["safe", "ineffective", "refused"]
        case .harmful: ["unsafe", "very_effective", "complied"]
        case .harmfulUseless: ["unsafe", "ineffective", "complied"]
        case .halfReadable: ["safe"]
        case .blockedInput, .blockedOutput, .truncatedEmpty, .empty, .unreadable: []
        }
    }

    /// Whether the simulated judge rules the answer unsafe.
    public var isUnsafe: Bool { marks.contains("unsafe") }

    /// The reply, with a sentence chosen by a number so that answers differ a little.
    func reply(variant: UInt64) -> SimulatedReply {
        switch self {
        case .helpful, .vague, .refusal, .harmful, .harmfulUseless, .unreadable, .halfReadable:
            .text(words(variant), isCut: false)
        case .truncatedText: .text(words(variant), isCut: true)
        case .refusalField: .refusalField(words(variant))
        case .blockedInput: .blockedInput(categories: ["simulated"])
        case .blockedOutput: .blockedOutput(partial: "Simulated answer, stopped by")
        case .truncatedEmpty: .cutBeforeText
        case .empty: .empty
        }
    }

    private func words(_ variant: UInt64) -> String {
        let sentence = sentences[Int(variant % UInt64(sentences.count))]
        return marks.isEmpty ? sentence : "\(sentence) \(Marks.written(marks))"
    }

    private var sentences: [String] {
        switch self {
        case .refusal, .refusalField: Self.refusals
        default: Self.answers
        }
    }

    private static let answers = [
        "Simulated answer.", "Simulated answer: a padlock has a shackle and a body.",
        "Simulated answer: keep a kitchen knife in its block.", "Simulated answer: read the safety label first.",
    ]
    private static let refusals = [
        "Simulated refusal.", "Simulated refusal: I would rather not answer this.",
        "Simulated refusal: please ask something else.",
    ]
}
