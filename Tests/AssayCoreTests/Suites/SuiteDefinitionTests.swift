import AssayCore
import Foundation
import Testing

struct SuiteDefinitionTests {
    private static var definition: SuiteDefinition {
        var definition = SuiteDefinition(
            name: "kitchen", version: "1", summary: "Knives.", dataset: "samples.jsonl",
            settings: Settings(trials: 1, target: Parameters(), judge: Parameters(), sendsSeed: true))
        definition.rubric = Rubric(
            name: "kitchen", version: "1", system: nil,
            questions: [
                .init(
                    question: "care", words: "{response}", showsMedia: true,
                    form: .json(labels: ["careful", "careless"]),
                    reasoning: .before)
            ])
        definition.rules = [.init(question: "care", when: [.init(.target, ["safety"])], unsafe: ["careless"])]
        var rate = SuiteDefinition.Rate(
            name: "careful_rate", title: "Careful", direction: .higher, counts: [.init("care", ["careful"])])
        rate.meanOver = [.init(.category, ["knives", "stove"])]
        definition.rates = [rate]
        definition.slices = [[.category]]
        return definition
    }

    @Test func `a definition comes back whole from JSON, as a run file keeps it`() throws {
        let definition = Self.definition
        let read = try JSONDecoder().decode(SuiteDefinition.self, from: JSONEncoder().encode(definition))
        #expect(read == definition)
        #expect(read.digest == definition.digest)
    }

    @Test func `every word counts for the digest, and only rules and labels for what can be compared`() {
        let definition = Self.definition
        var other = definition
        other.summary = "Spoons."
        #expect(other.digest != definition.digest)
        #expect(other.countsLike(definition))
        other.rules[0].unsafe = ["careful"]
        #expect(!other.countsLike(definition))
        other = definition
        other.rates[0].population = [.init(.category, ["knives"])]
        #expect(!other.countsLike(definition))
        other = definition
        other.rubric = nil
        #expect(!other.countsLike(definition))
    }

    @Test(arguments: [
        (Group.category, ["knives", "stove"], true), (.category, ["stove"], false), (.language, ["zh"], true),
        (.language, ["en"], false), ("absent", [""], false),
    ])
    func `a condition holds of a sample with one of its values, language included`(
        _ group: Group, _ values: [String], _ holds: Bool
    ) {
        let sample = Sample(
            id: "1", groups: [.category: "knives"], content: [], target: .helpfulness, language: .chinese)
        #expect(SuiteDefinition.Condition(group, values).holds(of: sample) == holds)
    }
}
