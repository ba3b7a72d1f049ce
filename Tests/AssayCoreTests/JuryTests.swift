import AssayCore
import AssayTestSupport
import Foundation
import Testing

struct JuryTests {
    private static let plan = JuryPlan(
        seats: [
            .init(persona: .init(name: "gardener", words: "You tend a garden.")),
            .init(persona: .init(name: "locksmith", words: "You make locks."), weight: 2),
        ], rounds: 2, isSequential: true, reduction: .juror(2))

    @Test func `jurors are numbered from 1 in the order of their seats`() {
        #expect(Self.plan.jurors == [.juror(1), .juror(2)])
        let model = ScriptedModel { _ in Response(text: "") }
        #expect(Jury(plan: Self.plan, jurors: [model, model]).name == "jury of 2")
    }

    @Test func `a plan comes back from a manifest as it was`() throws {
        let json = try JSONEncoder().encode(Self.plan)
        #expect(try JSONDecoder().decode(JuryPlan.self, from: json) == Self.plan)
    }
}
