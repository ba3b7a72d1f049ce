import Testing

@testable import AssaySimulator

struct SchemaFillingTests {
    @Test(
        arguments: [
            (
                #"{"type":"object","properties":{"b":{"type":"string"},"a":{"type":"integer"}}}"#,
                #"{"b":"simulated","a":1}"#
            ),
            (#"{"type":"OBJECT","properties":{"a":{"type":"NUMBER","minimum":2.5}}}"#, #"{"a":2.5}"#),
            (#"{"type":"string","enum":["x","y"]}"#, #""x""#), (#"{"const":3}"#, "3"),
            (#"{"type":["null","boolean"]}"#, "true"),
            (#"{"type":"array","items":{"type":"integer","maximum":0}}"#, "[0]"),
            (#"{"type":"array","minItems":2,"items":{"type":"null"}}"#, "[null,null]"),
            (#"{"anyOf":[{"type":"integer"},{"type":"string"}]}"#, "1"),
            (#"{"type":"string","maxLength":3}"#, #""sim""#),
            (#"{"type":"string","minLength":12}"#, #""simulatedsim""#), ("{}", #""simulated""#),
            (#"{"properties":{"a":{"type":"boolean"}}}"#, #"{"a":true}"#), ("not JSON", nil), ("[]", nil),
        ] as [(String, String?)])
    func `the value fits the schema`(schema: String, text: String?) {
        #expect(SchemaFilling.text(for: schema) == text)
    }
}
