import Foundation
import Testing

@testable import AssaySimulator

struct ChatRequestTests {
    private func read(_ json: String) throws -> ChatRequest {
        try JSONDecoder().decode(ChatRequest.self, from: Data(json.utf8))
    }

    @Test func `everything that a persona sees is read`() throws {
        let chat = try read(
            """
            {"model":"judge","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[\
            {"type":"text","text":"What"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}},\
            {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},{"type":"text","text":"is it?"}]},\
            {"role":"assistant","content":"That."},{"role":"user","content":"Why?"}],"seed":7,"max_tokens":300,\
            "temperature":0,"top_p":0.9,"logprobs":true,"top_logprobs":2,"response_format":{"type":"json_schema",\
            "json_schema":{"name":"v","strict":true,"schema":{"type":"object"}}}}
            """)
        var expected = SimulatedRequest(
            userText: "What\nis it?\nWhy?", system: "Be brief.", mediaCount: 2, seed: 7, schema: #"{"type":"object"}"#)
        expected.answerTokens = 300
        #expect(chat.model == "judge" && chat.request == expected && chat.logprobs == 2)
    }

    @Test(arguments: [
        (#""max_token":300"#, RequestProblem(parameter: "max_token", code: "unknown_parameter")),
        (#""temperature":3"#, RequestProblem(parameter: "temperature", code: "invalid_value")),
        (#""max_tokens":0"#, RequestProblem(parameter: "max_tokens", code: "invalid_value")),
        (#""stream":true"#, RequestProblem(parameter: "stream", code: "unsupported_value")),
        (#""n":2"#, RequestProblem(parameter: "n", code: "invalid_value")),
        (#""reasoning_effort":"much""#, RequestProblem(parameter: "reasoning_effort", code: "invalid_value")),
        (
            #""response_format":{"type":"xml"}"#,
            RequestProblem(parameter: "response_format.type", code: "invalid_value")
        ),
    ])
    func `a wrong key or value is refused by name`(member: String, problem: RequestProblem) {
        #expect(throws: problem) { try read(#"{"model":"m","messages":[{"role":"user","content":"A?"}],\#(member)}"#) }
    }

    @Test(arguments: [
        (#"{"type":"image_url","image_url":{"url":"https://a.example/a.png"}}"#, "messages.content.image_url.url"),
        (#"{"type":"image_url","image_url":{"url":"data:image/png;base64,"}}"#, "messages.content.image_url.url"),
        (
            #"{"type":"image_url","image_url":{"url":"data:image/png;base64,AA","detail":"x"}}"#,
            "messages.content.image_url.detail"
        ),
        (#"{"type":"input_audio","input_audio":{"data":"AA","format":"ogg"}}"#, "messages.content.input_audio.format"),
        (#"{"type":"picture"}"#, "messages.content.type"),
    ])
    func `a part in a wrong form is refused by name`(part: String, parameter: String) {
        let error = #expect(throws: RequestProblem.self) {
            try read(#"{"model":"m","messages":[{"role":"user","content":[\#(part)]}]}"#)
        }
        #expect(error?.parameter == parameter)
    }

    @Test(arguments: [
        "{}", #"{"model":"m"}"#, #"{"model":"m","messages":[]}"#,
        #"{"model":"m","messages":[{"role":"robot","content":""}]}"#,
        #"{"model":"m","messages":[{"role":"user","content":"A?","image":1}]}"#,
        #"{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image":{"url":"x"}}]}]}"#,
    ])
    func `what is no request is refused`(json: String) {
        #expect(throws: (any Error).self) { try read(json) }
    }
}
