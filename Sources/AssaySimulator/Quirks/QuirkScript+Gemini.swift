extension QuirkScript {
    /// The reply in Gemini's form; nil where it is one that all forms have, or none.
    var geminiReply: WireReply? { promptBlock ?? finished ?? geminiAnswer ?? geminiRefusal }

    private var promptBlock: WireReply? {
        let blocks: [Quirk: (String, [String])] = [
            .promptBlockedSafety: ("SAFETY", ["HARM_CATEGORY_DANGEROUS_CONTENT"]), .promptBlockedOther: ("OTHER", []),
            .promptBlockedBlocklist: ("BLOCKLIST", []), .promptBlockedProhibited: ("PROHIBITED_CONTENT", []),
            .promptBlockedImage: ("IMAGE_SAFETY", []),
        ]
        guard let (reason, categories) = blocks[quirk] else { return nil }
        return WireReply(
            GeminiSpelling.blocked(
                reason, categories: categories, usage: ["promptTokenCount": .integer(prompt)], to: request,
                number: 0))
    }

    /// A candidate that ended for a reason of the provider's, without any content.
    private var finished: WireReply? {
        let reasons: [Quirk: String] = [
            .finishSafety: "SAFETY", .finishRecitation: "RECITATION", .finishBlocklist: "BLOCKLIST",
            .finishProhibited: "PROHIBITED_CONTENT", .finishPersonal: "SPII", .finishImage: "IMAGE_SAFETY",
            .finishMalformedCall: "MALFORMED_FUNCTION_CALL", .finishOther: "OTHER", .finishLanguage: "LANGUAGE",
        ]
        if let reason = reasons[quirk] {
            return response(["finishReason": .string(reason), "index": 0])
        }
        guard quirk == .finishSafetyPartial else { return nil }
        let rating: ReplyJSON = [
            "category": "HARM_CATEGORY_DANGEROUS_CONTENT", "probability": "HIGH", "blocked": true,
        ]
        return response(
            GeminiSpelling.candidate(parts: [["text": .string(Quirk.partial)]], finish: "SAFETY")
                .adding(["safetyRatings": [rating]]))
    }

    private func response(_ candidate: ReplyJSON, thoughts: Int? = nil) -> WireReply {
        var usage = GeminiSpelling.usage(prompt: prompt, answer: 8)
        if let thoughts { usage = usage.adding(["thoughtsTokenCount": .integer(thoughts)]) }
        return WireReply(GeminiSpelling.response([candidate], usage: usage, to: request, number: 0))
    }

    private var geminiAnswer: WireReply? {
        switch quirk {
        case .reasoningUsedUp:
            return response(GeminiSpelling.candidate(parts: nil, finish: "MAX_TOKENS"), thoughts: 64)
        case .reasoningBlocks:
            let parts: ReplyJSON = [
                ["text": .string(Quirk.reasoning), "thought": true],
                ["text": .string(Quirk.answer), "thoughtSignature": "c2ltdWxhdGVk"],
            ]
            return response(GeminiSpelling.candidate(parts: parts, finish: "STOP"), thoughts: 9)
        case .contentParts:
            let half = Quirk.answer.index(Quirk.answer.startIndex, offsetBy: 17)
            let parts = [Quirk.answer[..<half], Quirk.answer[half...]].map { part -> ReplyJSON in
                ["text": .string(String(part))]
            }
            return response(GeminiSpelling.candidate(parts: .array(parts), finish: "STOP"))
        default: return nil
        }
    }

    /// Parameters and media that are not taken.
    private var geminiRefusal: WireReply? {
        switch quirk {
        case .seedRefused:
            refusing("seed", with: GeminiSpelling.invalid(RequestProblem("generation_config.seed", .unknown)))
        case .logprobsRefused:
            refusing(
                "responseLogprobs", "logprobs", with: invalid("Logprobs is not enabled for models/\(request.model)"))
        case .schemaRefused:
            refusing(
                "responseSchema", "responseJsonSchema",
                with: invalid("JSON mode is not enabled for models/\(request.model)"))
        case .reasoningEffortRefused:
            refusing("thinkingLevel", with: invalid("Thinking level is not supported for this model."))
        case .imageTypeRefused: invalid("Unsupported MIME type: image/png")
        case .imageSizeRefused:
            invalid("Unable to process input image. Please retry or report in the developer forum.")
        case .audioFormatRefused: invalid("Unsupported MIME type: audio/mpeg")
        default: nil
        }
    }

    private func invalid(_ message: String) -> WireReply {
        GeminiSpelling.error(400, "INVALID_ARGUMENT", message)
    }
}
