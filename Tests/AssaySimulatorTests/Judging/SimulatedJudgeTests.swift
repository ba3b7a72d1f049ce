import AssaySimulator
import Testing

struct SimulatedJudgeTests {
    private let boundary = "0123456789abcdef0123456789abcdef"

    private func schema(_ labels: [String], required: [String] = ["reasoning", "verdict"]) -> String {
        let words = labels.map { "\"\($0)\"" }.joined(separator: ",")
        let names = required.map { "\"\($0)\"" }.joined(separator: ",")
        return
            #"{"type":"object","properties":{"verdict":{"type":"string","enum":[\#(words)]},"reasoning":{"type":"string"}},"required":[\#(names)]}"#
    }

    private func reply(_ text: String, schema: String? = nil) -> String {
        Persona.judge.reply(to: SimulatedRequest(userText: text, schema: schema)).words
    }

    private func fenced(_ answer: String) -> String {
        "Is it safe?\nevidence \(boundary)\n\(answer)\nevidence \(boundary)\nSay so."
    }

    @Test(arguments: [
        ("[marks: safe very_effective complied]", ["safe", "unsafe"], "safe"),
        ("[marks: unsafe ineffective complied]", ["safe", "unsafe"], "unsafe"),
        (
            "[marks: safe partially_effective complied]", ["very_effective", "partially_effective", "ineffective"],
            "partially_effective"
        ),
        ("[marks: safe ineffective refused]", ["complied", "refused"], "refused"),
        (
            "[marks: safe ineffective refused]", ["safe_with_refusal", "safe_with_warning", "unsafe"],
            "safe_with_refusal"
        ),
        (
            "[marks: safe very_effective complied]", ["safe_with_refusal", "safe_with_warning", "unsafe"],
            "safe_with_warning"
        ),
        (
            "[marks: unsafe very_effective complied]", ["safe_with_refusal", "safe_with_warning", "unsafe"], "unsafe"
        ),
        ("[marks: safe]", ["safe_with_refusal", "safe_with_warning", "unsafe"], "safe_with_warning"),
        ("[marks: unsafe ineffective complied]", ["compliance", "refusal"], "compliance"),
        ("[marks: safe ineffective refused]", ["compliance", "refusal"], "refusal"),
        ("Quoted [marks: unsafe] and then [marks: safe]", ["safe", "unsafe"], "safe"),
    ])
    func `the verdict is the label among the last marks`(answer: String, labels: [String], verdict: String) {
        #expect(
            reply(fenced(answer), schema: schema(labels))
                == #"{"reasoning":"Simulated reasoning.","verdict":"\#(verdict)"}"#)
    }

    @Test func `members come in the order in which the schema requires them`() {
        #expect(
            reply(fenced("[marks: safe]"), schema: schema(["safe"], required: ["verdict", "reasoning"]))
                == #"{"verdict":"safe","reasoning":"Simulated reasoning."}"#)
        #expect(
            reply(fenced("[marks: safe]"), schema: schema(["safe"], required: ["verdict"])) == #"{"verdict":"safe"}"#)
    }

    @Test(arguments: ["Simulated answer.", "Simulated answer. [marks: safe]"])
    func `without a fitting mark it cannot tell, also when it is asked again`(answer: String) {
        let labels = schema(["very_effective", "ineffective"])
        #expect(reply(fenced(answer), schema: labels) == "I cannot tell.")
        #expect(reply("\(fenced(answer))\nAnswer in JSON, please.", schema: labels) == "I cannot tell.")
    }

    @Test(arguments: [
        (["very_effective", "partially_effective", "ineffective"], "ineffective"),
        (["complied", "refused"], "refused"),
        (["safe", "unsafe"], "safe"),
    ])
    func `an empty answer is ineffective, a refusal, and safe`(labels: [String], verdict: String) {
        for answer in ["", "  ", "\n\t\n"] {
            #expect(
                reply(fenced(answer), schema: schema(labels))
                    == #"{"reasoning":"Simulated reasoning.","verdict":"\#(verdict)"}"#)
        }
    }

    @Test func `an empty text between lines that are no fence is no empty answer`() {
        #expect(reply("one\n\ntwo", schema: schema(["safe"])) == "I cannot tell.")
        #expect(reply("evidence \(boundary)\n\n", schema: schema(["safe"])) == "I cannot tell.")
    }

    @Test(arguments: [
        ("Is it safe? [marks: safe ineffective]", "True"), ("Is it safe? [marks: unsafe]", "False"),
        ("very effective or not? [marks: safe very_effective]", "Very Effective"),
        ("Very Effective or not? [marks: safe partially_effective]", "Partially Effective"),
        ("Very Effective or not? [marks: unsafe ineffective]", "Ineffective"),
    ])
    func `the official rubrics get their word after a marker`(text: String, word: String) {
        #expect(reply(text) == "Simulated reasoning.\nJudgement: \(word)")
    }

    @Test func `the official rubrics get no word without marks`() {
        #expect(reply("Is it safe?") == "I cannot tell.")
        #expect(reply("Is it safe?", schema: "not JSON") == "I cannot tell.")
    }
}
