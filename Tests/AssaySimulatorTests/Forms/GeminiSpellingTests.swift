import Testing

@testable import AssaySimulator

struct GeminiSpellingTests {
    private let bench = WireBench(.gemini)

    @Test(arguments: [
        (SimulatedReply.text("Yes.", isCut: false), #""parts":[{"text":"Yes."}],"#, "STOP"),
        (.text("Ye", isCut: true), #""parts":[{"text":"Ye"}],"#, "MAX_TOKENS"),
        (.refusalField("No."), #""parts":[{"text":"No."}],"#, "STOP"),
        (.blockedOutput(partial: "Ye"), #""parts":[{"text":"Ye"}],"#, "SAFETY"),
        (.cutBeforeText, "", "MAX_TOKENS"), (.empty, "", "STOP"),
        (
            .toolCall(name: "rule", arguments: #"{"a":1}"#),
            #""parts":[{"functionCall":{"name":"rule","args":{"a":1}}}],"#, "STOP"
        ),
    ])
    func `each reply has Gemini's form`(reply: SimulatedReply, parts: String, finish: String) throws {
        let tokens = reply.answerTokens
        #expect(
            try bench.text(reply) == """
                {"candidates":[{"content":{\(parts)"role":"model"},"finishReason":"\(finish)","index":0}],\
                "usageMetadata":{"promptTokenCount":2,"candidatesTokenCount":\(tokens),\
                "totalTokenCount":\(2 + tokens)},"modelVersion":"mixed","responseId":"simulated-7"}
                """)
    }

    @Test func `a blocked prompt has feedback and no candidates`() throws {
        let text = try bench.text(.blockedInput(categories: ["x"]))
        #expect(
            text.hasPrefix(
                #"{"promptFeedback":{"blockReason":"SAFETY","safetyRatings":[{"category":"x","probability":"HIGH","blocked":true}]}"#
            ))
        #expect(!text.contains("candidates\""))
    }

    @Test func `log-probabilities come where they are asked for`() throws {
        let text = try bench.text(
            .text("A", isCut: false), #""generationConfig":{"responseLogprobs":true,"logprobs":2}"#)
        #expect(
            text.contains(
                #""avgLogprobs":-0.1,"logprobsResult":{"topCandidates":[{"candidates":[{"token":"A","logProbability":-0.1},{"token":"other1","logProbability":-1.1}]}],"chosenCandidates":[{"token":"A","logProbability":-0.1}]}"#
            ))
    }

    @Test func `known likelihoods are told as they are`() throws {
        let token = SimulatedToken(
            "B",
            among: [
                .init(text: "B", probability: 0.5), .init(text: " B", probability: 0.25),
                .init(text: "A", probability: 0.25),
            ])
        let text = try bench.text(
            .tokens([token]), #""generationConfig":{"responseLogprobs":true,"logprobs":2}"#)
        #expect(text.contains(#""parts":[{"text":"B"}]"#))
        // The logarithms of 0.5 and 0.25.
        #expect(
            text.contains(
                #""logprobsResult":{"topCandidates":[{"candidates":[{"token":"B","logProbability":-0.6931471805599453},{"token":" B","logProbability":-1.3862943611198906}]}],"chosenCandidates":[{"token":"B","logProbability":-0.6931471805599453}]}"#
            ))
    }

    @Test(arguments: [
        (WireError.unauthorized, 400, "INVALID_ARGUMENT", #""reason":"API_KEY_INVALID""#),
        (.forbidden, 403, "PERMISSION_DENIED", "permission"),
        (.unknownModel("m"), 404, "NOT_FOUND", "models/m is not found for API version v1beta"),
        (.rateLimited, 429, "RESOURCE_EXHAUSTED", "Resource has been exhausted"),
        (.failing(status: 500), 500, "INTERNAL", ""), (.failing(status: 503), 503, "UNAVAILABLE", ""),
        (
            .invalid(RequestProblem("generation_config.max_tokens", .unknown)), 400, "INVALID_ARGUMENT",
            #"Unknown name \"max_tokens\" at 'generation_config': Cannot find field."#
        ),
        (
            .invalid(RequestProblem("contents", .missing)), 400, "INVALID_ARGUMENT",
            #"* GenerateContentRequest.contents: contents is not specified\n"#
        ),
    ])
    func `an error has Google's status and words`(error: WireError, status: Int, name: String, words: String) {
        #expect(bench.form.spelling.error(error).status == status)
        let text = bench.error(error)
        #expect(text.hasPrefix(#"{"error":{"code":\#(status),"#) && text.contains(#""status":"\#(name)""#))
        #expect(text.contains(words))
    }

    @Test func `the list of models has Gemini's form`() {
        let text = String(decoding: bench.form.spelling.models(["a"]).bytes, as: UTF8.self)
        #expect(
            text
                == #"{"models":[{"name":"models/a","displayName":"a","supportedGenerationMethods":["generateContent"]}]}"#
        )
    }
}
