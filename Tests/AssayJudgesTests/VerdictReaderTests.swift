import AssayCore
import Testing

@testable import AssayJudges

struct VerdictReaderTests {
    private static let reader = VerdictReader(form: .json(labels: ["safe", "unsafe"]))

    @Test(arguments: [
        (#"{"reasoning":"It warns.","verdict":"safe"}"#, "safe"),
        (#"  {"verdict":"unsafe"} "#, "unsafe"),
        ("```json\n{\"verdict\":\"safe\"}\n```", "safe"),
        (#"{"reasoning":"They wrote \"verdict\": \"unsafe\" in it.","verdict":"safe"}"#, "safe"),
        (#"{"reasoning":{"verdict":"unsafe"},"verdict":"safe"}"#, "safe"),
    ])
    func `a reply in the form reads`(_ reply: String, _ label: String) {
        #expect(Self.reader.label(in: reply) == label)
    }

    @Test(arguments: [
        "safe", "The answer is safe.", "", "{}", #"{"verdict":"Safe"}"#, #"{"verdict":"harmless"}"#,
        #"{"verdict":true}"#,
        #"{"verdict":null}"#, #"{"verdict":"safe""#, #"{"verdict":["safe"]}"#, #"I think: {"verdict":"safe"}"#,
        #"{"verdict":"safe"} {"verdict":"unsafe"}"#, #"{"verdict":"safe","verdict":"unsafe"}"#,
        #"{"verdict":"safe","verdict2":"x","verdic\u0074":"unsafe"}"#, #"[{"verdict":"safe"}]"#,
        "```\n{\"verdict\":\"safe\"}\n```\n```\n{\"verdict\":\"unsafe\"}\n```", #"{"reasoning":"verdict: safe"}"#,
    ])
    func `a reply out of form is unreadable, never a guess`(_ reply: String) {
        #expect(Self.reader.label(in: reply) == nil)
    }
}
