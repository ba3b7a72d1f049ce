import AssayCore
import AssaySimulator
import Testing

@testable import AssayCommands

struct RunSessionAnswerKeyTests {
    private func fact(_ target: Target) -> KnownFact? {
        KnownFact(
            Sample(id: "1", groups: [:], content: [.text("挂锁由什么组成？")], target: target, language: .chinese))
    }

    @Test func `a simulated model learns what a sample calls right`() {
        #expect(fact(.answer("锁体")) == KnownFact(question: "挂锁由什么组成？", answer: "锁体"))
        #expect(
            fact(.choice(key: "B", options: ["A": "塑料", "B": "锁体"]))
                == KnownFact(question: "挂锁由什么组成？", option: "锁体"))
    }

    @Test(arguments: [
        Target.helpfulness, .safety(warning: nil, reference: nil), .choice(key: "C", options: ["A": "塑料", "B": "锁体"]),
    ])
    func `a sample without a right answer teaches nothing`(target: Target) {
        #expect(fact(target) == nil)
    }
}
