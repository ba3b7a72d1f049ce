import AssayCore
import Testing

@testable import AssayCommands

struct JuryRuleTests {
    private static let plan = JuryPlan(
        seats: (1...3).map { .init(persona: .init(name: "\($0)", words: "")) }, rounds: 2, reduction: .juror(1))

    @Test(arguments: [
        ("majority", JuryRule.majority), ("first-votes", .firstVotes), ("sequential", .sequential),
        ("stop-when-unanimous", .stopWhenUnanimous), ("juror-2", .juror(2)), ("juror-0", nil), ("juror-", nil),
        ("Majority", nil), ("", nil),
    ])
    func `rules are read by their names`(_ name: String, _ rule: JuryRule?) {
        #expect(JuryRule(argument: name) == rule)
    }

    @Test func `a rule changes what it speaks of and starts from the majority`() throws {
        let first = try JuryRule.firstVotes.applied(to: Self.plan)
        #expect(first.rounds == 0 && first.reduction == .majority)
        let sequential = try JuryRule.sequential.applied(to: Self.plan)
        #expect(sequential.isSequential && sequential.rounds == 2 && sequential.reduction == .majority)
        #expect(try JuryRule.stopWhenUnanimous.applied(to: Self.plan).stopsWhenUnanimous)
        #expect(try JuryRule.majority.applied(to: Self.plan).reduction == .majority)
        #expect(try JuryRule.juror(3).applied(to: Self.plan).reduction == .juror(3))
    }

    @Test func `a juror that is not seated is refused`() {
        #expect(throws: CommandFault.self) { try JuryRule.juror(4).applied(to: Self.plan) }
    }
}
