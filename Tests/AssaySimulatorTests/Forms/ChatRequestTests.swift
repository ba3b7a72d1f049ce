import AssayCore
import Testing

@testable import AssaySimulator

struct ChatRequestTests {
    private let bench = WireBench(.openAI)

    @Test func `everything that a persona sees is read`() throws {
        let read = try bench.read(
            """
            {"model":"judge","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[\
            {"type":"text","text":"What"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}},\
            {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}},{"type":"text","text":"is it?"}]},\
            {"role":"assistant","content":"That."},{"role":"user","content":"Why?"}],"seed":7,"max_tokens":300,\
            "temperature":0,"top_p":0.9,"logprobs":true,"top_logprobs":2,"response_format":{"type":"json_schema",\
            "json_schema":{"name":"v","strict":true,"schema":{"type":"object","required":["a"]}}}}
            """)
        var expected = SimulatedRequest(
            userText: "What\nis it?\nWhy?", system: "Be brief.", mediaCount: 2, seed: 7,
            schema: #"{"type":"object","required":["a"]}"#)
        expected.answerTokens = 300
        #expect(read.model == "judge" && read.request == expected && read.logprobs == 2)
        #expect(read.mediaTypes == ["image/png", "audio/wav"])
        #expect(read.parameters.isSuperset(of: ["detail", "seed", "max_tokens", "temperature", "response_format"]))
    }

    @Test(arguments: [
        (#""max_token":300"#, RequestProblem("max_token", .unknown)),
        (#""temperature":3"#, RequestProblem("temperature", .wrongValue)),
        (#""temperature":"hot""#, RequestProblem("temperature", .wrongType)),
        (#""max_tokens":0"#, RequestProblem("max_tokens", .wrongValue)),
        (#""stream":true"#, RequestProblem("stream", .unsupported)), (#""n":2"#, RequestProblem("n", .wrongValue)),
        (#""seed":1,"seed":1"#, RequestProblem("seed", .wrongValue)),
        (#""top_logprobs":2"#, RequestProblem("top_logprobs", .wrongValue)),
        (#""reasoning_effort":"much""#, RequestProblem("reasoning_effort", .wrongValue)),
        (#""response_format":{"type":"xml"}"#, RequestProblem("response_format.type", .wrongValue)),
        (
            #""response_format":{"type":"json_schema","json_schema":{"schema":{}}}"#,
            RequestProblem("response_format.json_schema.name", .missing)
        ),
    ])
    func `a wrong key or value is refused by name`(member: String, problem: RequestProblem) {
        #expect(throws: problem) { try bench.request(member) }
    }

    @Test(arguments: [
        (#"{"type":"image_url","image_url":{"url":"https://a.example/a.png"}}"#, "image_url.url"),
        (#"{"type":"image_url","image_url":{"url":"data:image/png;base64,"}}"#, "image_url.url"),
        (#"{"type":"image_url","image_url":{"url":"data:image/png;base64,AA","detail":"x"}}"#, "image_url.detail"),
        (#"{"type":"input_audio","input_audio":{"data":"AA","format":"ogg"}}"#, "input_audio.format"),
        (#"{"type":"picture"}"#, "type"), (#"{"type":"text","txt":"a"}"#, "txt"),
    ])
    func `a part in a wrong form is refused by name`(part: String, parameter: String) throws {
        let problem = try bench.problem(#"{"model":"m","messages":[{"role":"user","content":[\#(part)]}]}"#)
        #expect(problem?.parameter == "messages[0].content[0].\(parameter)")
    }

    @Test(arguments: [
        (#"{"messages":[{"role":"user","content":"A?"}]}"#, RequestProblem("model", .missing)),
        (#"{"model":"m","messages":[]}"#, RequestProblem("messages", .empty)),
        (
            #"{"model":"m","messages":[{"role":"robot","content":"A?"}]}"#,
            RequestProblem("messages[0].role", .wrongValue)
        ),
        (#"{"model":"m","messages":[{"role":"user"}]}"#, RequestProblem("messages[0].content", .missing)),
    ])
    func `what is missing is named`(json: String, problem: RequestProblem) throws {
        #expect(try bench.problem(json) == problem)
    }

    @Test func `Azure names the model in its path`() throws {
        let body = try JSONValue(#"{"messages":[{"role":"user","content":"A?"}]}"#.utf8)
        let request = try SimulatedForm.openAI.spelling.request(body, model: "deployed")
        #expect(request.model == "deployed" && request.isAzure)
    }

    @Test(arguments: [
        (#""auto""#, ["a", "b"], false), (#""required""#, ["a", "b"], true), (#""none""#, [], false),
        (#"{"type":"function","function":{"name":"b"}}"#, ["b", "a"], true),
    ])
    func `tools are offered or forced`(choice: String, names: [String], isForced: Bool) throws {
        let tools = ["a", "b"].map {
            #"{"type":"function","function":{"name":"\#($0)","parameters":{"type":"object"}}}"#
        }.joined(separator: ",")
        let request = try bench.request(#""tools":[\#(tools)],"tool_choice":\#(choice)"#).request
        #expect(request.tools.map(\.name) == names && request.forcesTool == isForced)
        #expect(request.tools.allSatisfy { $0.schema == #"{"type":"object"}"# })
    }
}
