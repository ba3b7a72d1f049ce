import Testing

@testable import AssaySimulator

struct GeminiRequestTests {
    private let bench = WireBench(.gemini)

    @Test(arguments: [
        """
        {"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"inlineData":\
        {"mimeType":"image/png","data":"AAAA"}},{"text":"What is it?"},{"inlineData":{"mimeType":"audio/wav",\
        "data":"AAAA"}}]},{"role":"model","parts":[{"text":"That."}]},{"role":"user","parts":[{"text":"Why?"}]}],\
        "generationConfig":{"temperature":0,"topP":0.9,"seed":7,"maxOutputTokens":300,"responseLogprobs":true,\
        "logprobs":2,"responseMimeType":"application/json","responseJsonSchema":{"type":"object"}}}
        """,
        """
        {"system_instruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"inline_data":\
        {"mime_type":"image/png","data":"AAAA"}},{"text":"What is it?"},{"inline_data":{"mime_type":"audio/wav",\
        "data":"AAAA"}}]},{"role":"model","parts":[{"text":"That."}]},{"role":"user","parts":[{"text":"Why?"}]}],\
        "generation_config":{"temperature":0,"top_p":0.9,"seed":7,"max_output_tokens":300,"response_logprobs":true,\
        "logprobs":2,"response_mime_type":"application/json","response_schema":{"type":"object"}}}
        """,
    ])
    func `everything that a persona sees is read, in both spellings`(json: String) throws {
        let read = try bench.read(json)
        var expected = SimulatedRequest(
            userText: "What is it?\nWhy?", system: "Be brief.", mediaCount: 2, seed: 7, schema: #"{"type":"object"}"#)
        expected.answerTokens = 300
        #expect(read.model == "mixed" && read.request == expected && read.logprobs == 2)
        #expect(read.mediaTypes == ["image/png", "audio/wav"])
        #expect(read.parameters.isSuperset(of: ["temperature", "topP", "seed", "responseLogprobs"]))
    }

    @Test(arguments: [
        (#"{"contents":[]}"#, RequestProblem("contents", .empty)),
        (#"{"content":[]}"#, RequestProblem("content", .unknown)),
        (#"{"contents":[{"parts":[]}]}"#, RequestProblem("contents[0].parts", .empty)),
        (
            #"{"contents":[{"role":"assistant","parts":[{"text":"A"}]}]}"#,
            RequestProblem("contents[0].role", .wrongValue)
        ),
        (
            #"{"contents":[{"parts":[{"type":"text","text":"A"}]}]}"#,
            RequestProblem("contents[0].parts[0].type", .unknown)
        ),
        (
            #"{"contents":[{"parts":[{"inline_data":{"mime_type":"image/tiff","data":"AA"}}]}]}"#,
            RequestProblem("contents[0].parts[0].inline_data.mimeType", .wrongValue)
        ),
    ])
    func `a request in a wrong form is refused by name`(json: String, problem: RequestProblem) throws {
        #expect(try bench.problem(json) == problem)
    }

    @Test(arguments: [
        (#"{"max_tokens":9}"#, RequestProblem("generation_config.max_tokens", .unknown)),
        (#"{"temperature":3}"#, RequestProblem("generation_config.temperature", .wrongValue)),
        (#"{"candidateCount":2}"#, RequestProblem("generation_config.candidateCount", .wrongValue)),
        (#"{"logprobs":2}"#, RequestProblem("generation_config.logprobs", .wrongValue)),
        (#"{"responseSchema":{}}"#, RequestProblem("generation_config.response_mime_type", .wrongValue)),
        (
            #"{"responseMimeType":"application/json","responseSchema":{"type":"object","additionalProperties":false}}"#,
            RequestProblem("generation_config.response_schema.additionalProperties", .unknown)
        ),
    ])
    func `a wrong setting is refused by name`(settings: String, problem: RequestProblem) {
        #expect(throws: problem) { try bench.request(#""generationConfig":\#(settings)"#) }
    }

    @Test(arguments: [
        (#"{"mode":"AUTO"}"#, ["a", "b"], false), (#"{"mode":"ANY"}"#, ["a", "b"], true),
        (#"{"mode":"ANY","allowedFunctionNames":["b"]}"#, ["b", "a"], true), (#"{"mode":"NONE"}"#, [], false),
    ])
    func `tools are offered or forced`(calling: String, names: [String], isForced: Bool) throws {
        let request = try bench.request(
            """
            "tools":[{"functionDeclarations":[{"name":"a","parameters":{"type":"OBJECT"}},{"name":"b"}]}],\
            "toolConfig":{"functionCallingConfig":\(calling)}
            """
        ).request
        #expect(request.tools.map(\.name) == names && request.forcesTool == isForced)
    }
}
