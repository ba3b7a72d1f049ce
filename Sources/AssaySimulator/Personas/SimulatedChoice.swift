/// How a simulated target answers a request that offers options under letters: lines that begin with `(A)`, `(B)`, ...
struct SimulatedChoice {
    private let offered: [Character]
    private let draw: UInt64

    /// What a request offers; nil where it offers fewer than two options.
    init?(_ request: SimulatedRequest) {
        // Most requests offer none, and going through lines takes long.
        guard request.userText.holds("(A) ") else { return nil }
        var letters: [Character] = []
        for line in request.userText.split(whereSeparator: \.isNewline) {
            guard let expected = "ABCDEFGH".dropFirst(letters.count).first else { break }
            if line.hasPrefix("(\(expected)) ") { letters.append(expected) }
        }
        guard letters.count >= 2 else { return nil }
        offered = letters
        draw = request.draw
    }

    /// The letter that is picked, by other bits of the draw than the behaviour and the form.
    var pick: Character { offered[Int((draw >> 16) % UInt64(offered.count))] }

    /// The reply of a behaviour: the picked letter in one of the forms that models use, or the behaviour's own trouble.
    func reply(as behaviour: Behaviour) -> SimulatedReply {
        let form = Self.forms[Int((draw >> 40) % UInt64(Self.forms.count))]
        return switch behaviour {
        case .helpful, .vague, .harmful, .harmfulUseless, .halfReadable:
            .text(form.replacing("?", with: String(pick)), isCut: false)
        case .truncatedText: .text("(\(pick)) because", isCut: true)
        case .unreadable: .text("Simulated answer: more than one of them could be meant.", isCut: false)
        case .refusal, .refusalField, .blockedInput, .blockedOutput, .truncatedEmpty, .empty:
            behaviour.reply(variant: draw >> 32)
        }
    }

    static let forms = ["?", "(?)", "?.", "**?**", "The answer is (?).", "Answer: ?"]
}
