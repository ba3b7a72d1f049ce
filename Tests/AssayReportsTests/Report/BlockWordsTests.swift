import AssayCore
import AssayReports
import Foundation
import Testing

struct BlockWordsTests {
    private func report(_ blocked: [Role: BlockFacts]) -> Report {
        var facts = SmallReport.facts
        facts.blocked = blocked
        return SmallReport.report(facts: facts)
    }

    @Test func `who blocked is said with the place, the side and the categories`() {
        let notes = report([
            .target: BlockFacts(input: 2, output: 1, categories: ["hate": 1, "SAFETY": 2]),
            .judge: BlockFacts(input: 0, output: 1),
        ]).notes
        #expect(
            notes.contains {
                $0.hasPrefix("Blocked by the target's provider (")
                    && $0.hasSuffix(
                        "): 2 prompts before the model, 1 answer after it; categories named: SAFETY (2), hate (1).")
            }, "\(notes)")
        #expect(
            notes.contains(
                "Blocked by the judge's provider (openai/gpt-4o at https://api.openai.com/v1): 0 prompts before the "
                    + "model, 1 answer after it; no category was named."), "\(notes)")
    }

    @Test func `a run without blocks says nothing, and many categories fill no page`() {
        #expect(!report([:]).notes.contains { $0.hasPrefix("Blocked by the") })
        let many = Dictionary(uniqueKeysWithValues: (0..<100).map { (String(repeating: "x", count: 500) + "\($0)", 1) })
        let notes = report([.target: BlockFacts(input: 100, categories: many)]).notes
        #expect(notes.contains { $0.contains("and 92 more") })
        #expect(notes.allSatisfy { $0.count < 1000 })
    }

    @Test func `the JSON names the model, its place and the counts`() throws {
        let json = JSONReport(report([.judge: BlockFacts(input: 1, output: 2, categories: ["hate": 3])])).render()
        let document = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let blocked = (document?["run"] as? [String: Any])?["blocked"] as? [String: [String: Any]]
        let judge = try #require(blocked?["judge"])
        #expect(judge["model"] as? String == "openai/gpt-4o")
        #expect(judge["endpoint"] as? String == "https://api.openai.com/v1")
        #expect(judge["input"] as? Int == 1 && judge["output"] as? Int == 2)
        #expect(judge["categories"] as? [String: Int] == ["hate": 3])
        #expect(blocked?.count == 1)
    }
}
