import AssayCore
import Testing

@testable import AssayReports

struct RunCostTests {
    /// The small report's target has 41,200 prompt and 9,870 answer tokens, its judge 88,000 and 6,100.
    private func costs(_ prices: [Role: Price]?, facts: RunFacts = SmallReport.facts) -> RunCost? {
        RunCost(SmallReport.report(facts: facts) { $0.prices = prices })
    }

    private let price = Price(input: 1, output: 10, source: "a test")

    @Test func `a run in which no model has a price has no cost`() {
        #expect(costs(nil) == nil)
    }

    // 0.0412 + 0.0987 and 0.088 + 0.061; two of the target's replies state no tokens.
    @Test func `each role costs its tokens, and replies without a count make it a lower bound`() throws {
        let cost = try #require(costs([.target: price, .judge: price]))
        #expect(cost.words == "at least $0.2889: target at least $0.1399, judge $0.1490")
    }

    // The judge's 0.149 and 1000 at 1 and 100 at 10 dollars a million, which is 0.002.
    @Test func `replies that are no answers cost what they state, and make a lower bound where they state nothing`()
        throws
    {
        var facts = SmallReport.facts
        facts.roles[.judge]?.withoutAnswer = .init(count: 3, withoutUsage: 0, promptTokens: 1000, answerTokens: 100)
        let stated = try #require(costs([.target: price, .judge: price], facts: facts))
        #expect(stated.words == "at least $0.2909: target at least $0.1399, judge $0.1510")
        facts.roles[.judge]?.withoutAnswer?.withoutUsage = 1
        let unstated = try #require(costs([.target: price, .judge: price], facts: facts))
        #expect(unstated.words == "at least $0.2909: target at least $0.1399, judge at least $0.1510")
    }

    @Test func `attempts without a reply make a lower bound, for who charges for them nobody says`() throws {
        var facts = SmallReport.facts
        facts.roles[.judge]?.attemptsWithoutReply = 1
        let cost = try #require(costs([.target: price, .judge: price], facts: facts))
        #expect(cost.words == "at least $0.2889: target at least $0.1399, judge at least $0.1490")
    }

    @Test func `a reply from the cache costs nothing: whoever asked has paid`() throws {
        var facts = SmallReport.facts
        for role in [Role.target, .judge] {
            facts.roles[role]?.cached = 10
            facts.roles[role]?.cachedPromptTokens = 1_000_000
            facts.roles[role]?.cachedAnswerTokens = 1_000_000
        }
        let cost = try #require(costs([.target: price, .judge: price], facts: facts))
        #expect(cost.words == "at least $0.2889: target at least $0.1399, judge $0.1490")
    }

    @Test func `a model without a price makes the sum unknown, never zero`() throws {
        let cost = try #require(costs([.judge: price]))
        #expect(cost.total == nil)
        #expect(cost.words == "unknown (no price): target unknown (no price), judge $0.1490")
    }
}
