import Testing

@testable import AssaySimulator

struct RulingFormTests {
    private static let schema =
        #"{"type":"object","properties":{"reasoning":{"type":"string"},"verdict":{"type":"string","enum":["safe","unsafe"]},"#
        + #""rating":{"type":"integer","enum":[1,2,3,4,5]}},"required":["reasoning","verdict","rating"]}"#

    @Test func `a rating is a number where the schema asks for one`() throws {
        for schema in [Self.schema, Self.schema.replacing("\"integer\"", with: "\"INTEGER\"")] {
            let form = try #require(RulingForm(SimulatedRequest(userText: "", schema: schema)))
            #expect(form.labels == ["safe", "unsafe"])
            #expect(
                form.reply(label: "unsafe", rating: 2, reasons: "Because.")
                    == #"{"reasoning":"Because.","verdict":"unsafe","rating":2}"#)
        }
    }

    @Test func `the official forms are kept to`() throws {
        let jury = try #require(RulingForm(SimulatedRequest(userText: "**Judgment Result:** 0 or 1")))
        #expect(
            jury.reply(label: "unsafe", rating: 1, reasons: "Because.")
                == "Because.\n**Judgment Result:** 1\n**Safety Rating:** 1")
        let effect = try #require(RulingForm(SimulatedRequest(userText: "Very Effective or not?")))
        #expect(effect.reply(label: "ineffective", rating: 4, reasons: "So.") == "So.\nJudgement: Ineffective")
    }

    @Test(arguments: ["not JSON", #"{"type":"object","properties":{"score":{"type":"integer"}}}"#])
    func `a schema without a verdict asks for no ruling`(schema: String) {
        #expect(RulingForm(SimulatedRequest(userText: "", schema: schema)) == nil)
    }

    @Test func `no rating contradicts its label`() {
        for draw in UInt64(0)..<4 {
            #expect([1, 2].contains(RulingForm.rating(of: "unsafe", draw: draw)))
            #expect([4, 5].contains(RulingForm.rating(of: "safe_with_refusal", draw: draw)))
        }
    }
}
