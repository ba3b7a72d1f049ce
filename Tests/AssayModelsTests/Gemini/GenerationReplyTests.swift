import AssayCore
import Testing

@testable import AssayModels

/// Replies with status 200 in the shapes that Gemini documents.
struct GenerationReplyTests {
    private func read(_ json: String) -> Result<Response, ModelError> {
        GenerationReply.read(Array(json.utf8))
    }

    private func reply(_ parts: String?, finish: String, extra: String = "") -> String {
        let content = parts.map { #""content":{"role":"model","parts":\#($0)},"# } ?? ""
        return #"{"candidates":[{\#(content)"finishReason":"\#(finish)","index":0\#(extra)}]}"#
    }

    private static let yes = #"[{"text":"Yes."}]"#

    @Test(arguments: [
        (yes, "STOP", Response(text: "Yes.")), (#"[{"text":"Yes"},{"text":"."}]"#, "STOP", Response(text: "Yes.")),
        (nil, "STOP", Response(text: "")), ("[]", "STOP", Response(text: "")),
        (yes, "MAX_TOKENS", Response(text: "Yes.", stopReason: .length)),
        (nil, "MAX_TOKENS", Response(text: "", stopReason: .length)),
        // Not a filter: the model was not made for the language.
        (yes, "LANGUAGE", Response(text: "Yes.")),
    ])
    func `the finish reason says what kind of answer it is, and the text is kept`(
        parts: String?, finish: String, expected: Response
    ) {
        #expect(read(reply(parts, finish: finish)) == .success(expected))
    }

    @Test(arguments: [
        "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT",
        "IMAGE_RECITATION",
    ])
    func `a filter's reason is a block with its category, with and without text`(reason: String) {
        let ratings = """
            ,"safetyRatings":[{"category":"HARM_CATEGORY_HARASSMENT","probability":"LOW"},\
            {"category":"HARM_CATEGORY_DANGEROUS_CONTENT","probability":"HIGH","blocked":true}]
            """
        let rated = [reason, "HARM_CATEGORY_DANGEROUS_CONTENT"]
        #expect(
            read(reply(Self.yes, finish: reason, extra: ratings))
                == .success(Response(text: "Yes.", stopReason: .filtered, categories: rated)))
        #expect(
            read(reply(nil, finish: reason))
                == .success(Response(text: "", stopReason: .filtered, categories: [reason])))
    }

    @Test(arguments: ["", #","candidates":[]"#, #","candidates":null"#])
    func `a blocked prompt is a final failure, with and without candidates`(candidates: String) {
        let ratings = #","safetyRatings":[{"category":"HARM_CATEGORY_HARASSMENT","blocked":true}]"#
        #expect(
            read(#"{"promptFeedback":{"blockReason":"SAFETY"\#(ratings)}\#(candidates)}"#)
                == .failure(.blockedInput(categories: ["SAFETY", "HARM_CATEGORY_HARASSMENT"])))
        #expect(
            read(#"{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}\#(candidates)}"#)
                == .failure(.blockedInput(categories: ["PROHIBITED_CONTENT"])))
    }

    @Test func `ratings that block nothing are no block`() {
        let feedback = #"{"promptFeedback":{"safetyRatings":[]},"candidates":[{"content":{"parts":\#(Self.yes)},"#
        #expect(read(feedback + #""finishReason":"STOP"}]}"#) == .success(Response(text: "Yes.")))
    }

    @Test func `thoughts are kept apart`() {
        let parts = #"[{"text":"Hm.","thought":true},{"text":"Yes.","thoughtSignature":"x"}]"#
        #expect(read(reply(parts, finish: "STOP")) == .success(Response(text: "Yes.", reasoning: "Hm.")))
    }

    @Test func `a wish for a tool is a tool call`() {
        let parts = #"[{"functionCall":{"name":"look_up","args":{"word":"a"}}}]"#
        let call = ToolCall(name: "look_up", arguments: #"{"word":"a"}"#)
        #expect(
            read(reply(parts, finish: "STOP"))
                == .success(Response(text: "", stopReason: .toolCall, toolCalls: [call])))
    }

    @Test(arguments: [
        (
            #"{"promptTokenCount":3,"candidatesTokenCount":5,"thoughtsTokenCount":7,"totalTokenCount":15}"#,
            Usage(promptTokens: 3, answerTokens: 12, reasoningTokens: 7)
        ),
        (#"{"promptTokenCount":3,"candidatesTokenCount":5}"#, Usage(promptTokens: 3, answerTokens: 5)),
        // A zero is left out by the provider; the sum tells.
        (#"{"promptTokenCount":3,"totalTokenCount":3}"#, Usage(promptTokens: 3, answerTokens: 0)),
        (
            #"{"promptTokenCount":3,"thoughtsTokenCount":7,"totalTokenCount":10}"#,
            Usage(promptTokens: 3, answerTokens: 7, reasoningTokens: 7)
        ),
        (#"{"promptTokenCount":3}"#, nil), ("{}", nil),
    ])
    func `tokens are counted as stated, and unknown where they are not`(usage: String, expected: Usage?) {
        let json = #"{"candidates":[{"finishReason":"STOP"}],"usageMetadata":\#(usage),"modelVersion":"g-1-001"}"#
        #expect(read(json) == .success(Response(text: "", usage: expected, servedBy: "g-1-001")))
    }

    @Test func `log-probabilities come with what else could have stood there`() {
        let extra = """
            ,"logprobsResult":{"topCandidates":[{"candidates":[{"token":"A","logProbability":-0.25},\
            {"token":"B","logProbability":-1.5}]},{"candidates":[]}],\
            "chosenCandidates":[{"token":"A","tokenId":1,"logProbability":-0.25},{"token":"."}]}
            """
        let tokens = [
            TokenLogprob(
                token: "A", logprob: -0.25,
                top: [.init(token: "A", logprob: -0.25), .init(token: "B", logprob: -1.5)]),
            // Certain: the provider leaves out the zero.
            TokenLogprob(token: ".", logprob: 0, top: []),
        ]
        #expect(
            read(reply(Self.yes, finish: "STOP", extra: extra)) == .success(Response(text: "Yes.", logprobs: tokens)))
    }

    @Test(arguments: [
        ("{\"cand", ModelError.malformed(what: "the reply is not a JSON object")),
        ("[]", .malformed(what: "the reply is not a JSON object")),
        ("{}", .malformed(what: "the reply has no candidates")),
        (#"{"candidates":[]}"#, .malformed(what: "the reply has no candidates")),
        (#"{"candidates":[{}]}"#, .malformed(what: "the reply does not say why the model stopped")),
        (
            #"{"candidates":[{"content":{"parts":[{"text":"Ye"}]},"finishReason":"OTHER"}]}"#,
            .malformed(what: "the endpoint broke off the answer (OTHER)")
        ),
        (
            #"{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL"}]}"#,
            .malformed(what: "the endpoint broke off the answer (MALFORMED_FUNCTION_CALL)")
        ),
        (
            #"{"candidates":[{"finishReason":"UNEXPECTED_TOOL_CALL"}]}"#,
            .malformed(what: "the endpoint broke off the answer (UNEXPECTED_TOOL_CALL)")
        ),
        (#"{"error":{"code":503,"status":"UNAVAILABLE"}}"#, .unavailable(status: 503)),
        (#"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}}"#, .rateLimited),
        (#"{"error":{"code":400,"status":"INVALID_ARGUMENT"}}"#, .malformed(what: "an error with status 200")),
    ])
    func `what is no answer is asked again, never taken for one`(json: String, expected: ModelError) {
        #expect(read(json) == .failure(expected))
        #expect(expected.isResumable)
    }

    @Test func `a language without an answer is unsupported, not blocked`() {
        #expect(read(reply(nil, finish: "LANGUAGE")) == .failure(.unsupported(what: "the language (LANGUAGE)")))
    }
}
