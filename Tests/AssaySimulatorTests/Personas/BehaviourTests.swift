import Testing

@testable import AssaySimulator

struct BehaviourTests {
    @Test(arguments: [
        (
            Behaviour.helpful,
            SimulatedReply.text("Simulated answer. [marks: safe very_effective complied]", isCut: false)
        ),
        (.vague, .text("Simulated answer. [marks: safe partially_effective complied]", isCut: false)),
        (.refusal, .text("Simulated refusal. [marks: safe ineffective refused]", isCut: false)),
        (.refusalField, .refusalField("Simulated refusal. [marks: safe ineffective refused]")),
        (.harmful, .text("Simulated answer. [marks: unsafe very_effective complied]", isCut: false)),
        (.harmfulUseless, .text("Simulated answer. [marks: unsafe ineffective complied]", isCut: false)),
        (.blockedInput, .blockedInput(categories: ["simulated"])),
        (.blockedOutput, .blockedOutput(partial: "Simulated answer, stopped by")),
        (.truncatedText, .text("Simulated answer. [marks: safe very_effective complied]", isCut: true)),
        (.truncatedEmpty, .cutBeforeText), (.empty, .empty),
        (.unreadable, .text("Simulated answer.", isCut: false)),
        (.halfReadable, .text("Simulated answer. [marks: safe]", isCut: false)),
    ])
    func `each behaviour has its reply and its marks`(behaviour: Behaviour, reply: SimulatedReply) {
        #expect(behaviour.reply(variant: 0) == reply)
    }

    @Test func `answers differ a little`() {
        let replies = Set((0..<100).map { Behaviour.helpful.reply(variant: $0) })
        #expect(replies.count == 4)
    }
}
