import AssaySimulator
import Testing

struct StandInAnswerTests {
    private static func reply(of persona: Persona, to text: String) -> SimulatedReply {
        persona.reply(to: SimulatedRequest(userText: text))
    }

    @Test(arguments: [Persona.cautious, .compliant, .oversensitive])
    func `a target that answers in words answers with the labels that the text wishes for`(_ persona: Persona) {
        let reply = Self.reply(of: persona, to: "Padlock? [STAND-IN-ANSWER careless 拒绝]")
        #expect(reply == .text("Simulated answer. [marks: careless 拒绝]", isCut: false))
    }

    @Test func `blocks and empty answers stay what they are`() {
        var (worded, others) = (0, 0)
        for number in 0..<200 {
            switch Self.reply(of: .everyOutcome, to: "Padlock \(number)? [STAND-IN-ANSWER fine]") {
            case .text("Simulated answer. [marks: fine]", _): worded += 1
            case .text(let words, _):
                #expect(!words.contains("marks"))
                others += 1
            default: others += 1
            }
        }
        #expect(worded > 0 && others > 0)
    }

    @Test func `the judge rules with the suite's own label`() {
        let schema =
            #"{"properties":{"verdict":{"type":"string","enum":["careful","careless"]}},"required":["verdict"]}"#
        let asked = "Is it careful? Simulated answer. [marks: declined careless]"
        let reply = Persona.judge.reply(to: SimulatedRequest(userText: asked, schema: schema))
        #expect(reply == .text(#"{"verdict":"careless"}"#, isCut: false))
    }

    @Test(arguments: ["[STAND-IN-ANSWER ", "STAND-IN-ANSWER fine]", "[STAND-IN-ANSWERS fine]"])
    func `half a wish is none`(_ text: String) {
        #expect(!Self.reply(of: .compliant, to: text).words.contains("[marks: fine]"))
    }
}
