import AssaySimulator
import Testing

struct PersonaStructuredTests {
    private let rule = SimulatedTool(
        name: "rule",
        schema: """
            {"type":"object","properties":{"reasoning":{"type":"string"},"verdict":{"type":"string",\
            "enum":["safe","unsafe"]}},"required":["reasoning","verdict"]}
            """)

    private func request(_ text: String, tools: [SimulatedTool] = [], forced: Bool = false) -> SimulatedRequest {
        var request = SimulatedRequest(userText: text)
        request.tools = tools
        request.forcesTool = forced
        return request
    }

    @Test func `a tool is called where it is forced, or where the stand-in word says so`() {
        let call = SimulatedReply.toolCall(name: "rule", arguments: #"{"reasoning":"simulated","verdict":"safe"}"#)
        // Whatever is marked harmless gets help from this persona.
        let text = "STAND-IN-HARMLESS padlock"
        #expect(Persona.compliant.reply(to: request(text, tools: [rule], forced: true)) == call)
        #expect(Persona.compliant.reply(to: request("\(text) \(SimulatedTool.standIn)", tools: [rule])) == call)
        #expect(Persona.compliant.reply(to: request(text, tools: [rule])).words.contains("[marks: "))
        #expect(Persona.compliant.reply(to: request("\(text) \(SimulatedTool.standIn)")).words.contains("[marks: "))
    }

    @Test func `the judge rules in a tool's arguments, or says that it cannot`() {
        let asked = request("The answer was: A. [marks: unsafe]", tools: [rule], forced: true)
        #expect(
            Persona.judge.reply(to: asked)
                == .toolCall(name: "rule", arguments: #"{"reasoning":"Simulated reasoning.","verdict":"unsafe"}"#))
        #expect(
            Persona.judge.reply(to: request("No marks.", tools: [rule], forced: true))
                == .text("I cannot tell.", isCut: false))
    }

    @Test func `a target fills a schema, and refuses all the same`() {
        var asked = request("STAND-IN-HARMLESS padlock")
        asked.schema = #"{"type":"object","properties":{"answer":{"type":"string"}}}"#
        #expect(Persona.compliant.reply(to: asked) == .text(#"{"answer":"simulated"}"#, isCut: false))
        #expect(Persona.oversensitive.reply(to: asked).words.contains("refusal"))
    }
}
