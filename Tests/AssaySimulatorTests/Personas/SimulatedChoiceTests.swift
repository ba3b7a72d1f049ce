import AssayCore
import AssaySimulator
import Testing

struct SimulatedChoiceTests {
    private static func request(_ number: Int, options: String = "(A) Push\n(B) Pull\n(C) Turn") -> SimulatedRequest {
        SimulatedRequest(userText: "Question \(number)?\n\n\(options)\n\nReply with the letter.")
    }

    private static func letters(in reply: SimulatedReply) -> Set<Character> {
        Set(reply.words.replacing("The answer is", with: "").replacing("Answer", with: "").filter("ABC".contains))
    }

    @Test func `a persona picks a letter that is offered, each about as often`() {
        var counts: [Character: Int] = [:]
        for number in 0..<600 {
            let letters = Self.letters(in: Persona.compliant.reply(to: Self.request(number)))
            #expect(letters.count == 1)
            for letter in letters { counts[letter, default: 0] += 1 }
        }
        // 200 are due, with a standard deviation of 11.5.
        #expect(counts.count == 3)
        #expect(counts.values.allSatisfy { (150...250).contains($0) }, "\(counts)")
    }

    @Test func `the reply is a function of the request`() {
        #expect(Persona.mixed.reply(to: Self.request(7)) == Persona.mixed.reply(to: Self.request(7)))
    }

    @Test func `every trouble occurs among options too`() {
        let replies = (0..<400).map { Persona.everyOutcome.reply(to: Self.request($0)) }
        #expect(replies.contains(.empty))
        #expect(replies.contains(.cutBeforeText))
        #expect(replies.contains(.blockedInput(categories: ["simulated"])))
        #expect(replies.contains { if case .blockedOutput = $0 { true } else { false } })
        #expect(replies.contains { if case .refusalField = $0 { true } else { false } })
        #expect(replies.contains { if case .text(_, isCut: true) = $0 { true } else { false } })
        #expect(replies.contains { Self.letters(in: $0).isEmpty && !$0.words.isEmpty })
    }

    @Test func `without options under letters the persona answers as ever`() {
        for options in ["", "(A) Push", "(B) Pull\n(C) Turn", "A: Push\nB: Pull"] {
            let reply = Persona.compliant.reply(to: Self.request(1, options: options))
            #expect(reply.words.contains("[marks: "), "\(options)")
        }
    }
}
