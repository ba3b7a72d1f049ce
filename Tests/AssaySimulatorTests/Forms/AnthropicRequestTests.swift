import Testing

@testable import AssaySimulator

struct AnthropicRequestTests {
    private let bench = WireBench(.anthropic)

    @Test func `everything that a persona sees is read`() throws {
        let read = try bench.read(
            """
            {"model":"judge","max_tokens":300,"system":[{"type":"text","text":"Be "},{"type":"text","text":"brief."}],\
            "messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png",\
            "data":"AAAA"}},{"type":"text","text":"What is it?"}]},{"role":"assistant","content":"That."},\
            {"role":"user","content":"Why?"}],"temperature":0,"top_p":0.9,"output_config":{"effort":"low",\
            "format":{"type":"json_schema","schema":{"type":"object"}}}}
            """)
        var expected = SimulatedRequest(
            userText: "What is it?\nWhy?", system: "Be brief.", mediaCount: 1, schema: #"{"type":"object"}"#)
        expected.answerTokens = 300
        #expect(read.model == "judge" && read.request == expected && read.mediaTypes == ["image/png"])
        #expect(read.parameters == ["temperature", "top_p", "output_config", "effort", "output_config.format"])
    }

    @Test func `the schema's former place is read too`() throws {
        let read = try bench.request(#""output_format":{"type":"json_schema","schema":{"type":"object"}}"#)
        #expect(read.request.schema == #"{"type":"object"}"# && read.parameters.contains("output_format"))
    }

    @Test(arguments: [
        (#"{"model":"m","messages":[{"role":"user","content":"A?"}]}"#, RequestProblem("max_tokens", .missing)),
        (#"{"model":"m","max_tokens":9,"messages":[]}"#, RequestProblem("messages", .empty)),
        (
            #"{"model":"m","max_tokens":9,"messages":[{"role":"system","content":"A"}]}"#,
            RequestProblem("messages[0].role", .wrongValue)
        ),
        (
            #"{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image_url"}]}]}"#,
            RequestProblem("messages[0].content[0].type", .wrongValue)
        ),
        (
            """
            {"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image","source":\
            {"type":"base64","media_type":"image/tiff","data":"AA"}}]}]}
            """, RequestProblem("messages[0].content[0].source.media_type", .wrongValue)
        ),
    ])
    func `a request in a wrong form is refused by name`(json: String, problem: RequestProblem) throws {
        #expect(try bench.problem(json) == problem)
    }

    @Test(arguments: [
        (#""seed":1"#, RequestProblem("seed", .unknown)), (#""n":1"#, RequestProblem("n", .unknown)),
        (#""temperature":1.5"#, RequestProblem("temperature", .wrongValue)),
        (#""stream":true"#, RequestProblem("stream", .unsupported)),
        (
            #""output_config":{"format":{"type":"json_schema"}}"#,
            RequestProblem("output_config.format.schema", .missing)
        ),
        (
            #""thinking":{"type":"enabled","budget_tokens":1024}"#,
            RequestProblem("thinking.budget_tokens", .wrongValue)
        ),
    ])
    func `a wrong key or value is refused by name`(member: String, problem: RequestProblem) {
        #expect(throws: problem) { try bench.request(member) }
    }

    @Test(arguments: [
        (#"{"type":"auto"}"#, ["a", "b"], false), (#"{"type":"any"}"#, ["a", "b"], true),
        (#"{"type":"tool","name":"b"}"#, ["b", "a"], true), (#"{"type":"none"}"#, [], false),
    ])
    func `tools are offered or forced`(choice: String, names: [String], isForced: Bool) throws {
        let tools = ["a", "b"].map { #"{"name":"\#($0)","input_schema":{"type":"object"}}"# }.joined(separator: ",")
        let request = try bench.request(#""tools":[\#(tools)],"tool_choice":\#(choice)"#).request
        #expect(request.tools.map(\.name) == names && request.forcesTool == isForced)
    }
}
