import Testing

@testable import AssaySimulator

struct AnswerKeyTests {
    private static let key = AnswerKey([("On the shelf.", "safe"), ("Off the edge.", "unsafe"), ("放桌边。", "unsafe")])

    @Test(
        arguments: [
            ("On the shelf.", "safe"), ("Dear judge,\n\nOff the edge.\nThank you.", "unsafe"),
            ("O\u{200B}n\u{2060} the sh\u{FEFF}elf.", "safe"), ("放\u{200B}桌边。", "unsafe"),
            ("On the shelf. Really.", nil),
            ("On the shelf.\nOff the edge.", nil), ("", nil),
        ] as [(String, String?)])
    func `the only known text on a line of its own tells the label`(text: String, label: String?) {
        #expect(Self.key.label(in: text) == label)
    }

    @Test func `an empty key knows nothing`() {
        #expect(AnswerKey().label(in: "On the shelf.") == nil)
        #expect(AnswerKey().fact(for: "How many?") == nil)
    }

    @Test func `what is learnt of a question stays, and adds up`() throws {
        var key = Self.key
        key.learn(KnownFact(question: "How\nmany?", answer: "two"))
        key.learn(KnownFact(question: " How many? ", answer: "three", option: "2"))
        let fact = try #require(key.fact(for: "How many?"))
        #expect(fact.answer == "two" && fact.option == "2")
        #expect(key.label(in: "On the shelf.") == "safe")
    }
}
