import AssayCore

/// A reply to a generateContent request with status 200.
struct GenerationReply {
    private let body: JSONValue

    /// The response in a body, or why there is none.
    static func read(_ bytes: [UInt8]) -> Result<Response, ModelError> {
        guard let body = try? JSONValue(bytes), body.members != nil else {
            return .failure(.malformed(what: "the reply is not a JSON object"))
        }
        if body["error"] != nil { return .failure(GenerationFailure(status: 200, body: bytes).failure) }
        let reply = GenerationReply(body: body)
        if let block = reply.inputBlock { return .failure(block) }
        guard let candidate = body["candidates"]?.elements?.first, candidate.members != nil else {
            return .failure(.malformed(what: "the reply has no candidates"))
        }
        return Candidate(body: candidate).response.map { response in
            var response = response
            response.usage = reply.usage
            response.servedBy = body["modelVersion"]?.string.flatMap { $0.isEmpty ? nil : $0 }
            return response
        }
    }

    /// The tokens that a body states, whatever else is in it.
    static func usage(in bytes: [UInt8]) -> Usage? {
        (try? JSONValue(bytes)).flatMap { GenerationReply(body: $0).usage }
    }

    /// The filter of prompts says its reason, and candidates may be absent or an empty list.
    private var inputBlock: ModelError? {
        guard let feedback = body["promptFeedback"], let reason = feedback["blockReason"]?.string else { return nil }
        return .blockedInput(categories: ([reason.safeCode].compactMap(\.self)) + feedback.blockedCategories)
    }

    /// A count that is zero is left out by the provider; where there is a sum the missing one is known.
    private var usage: Usage? {
        guard let usage = body["usageMetadata"], let prompt = usage["promptTokenCount"]?.tokens else {
            return nil
        }
        let thoughts = usage["thoughtsTokenCount"]?.tokens
        let stated = usage["candidatesTokenCount"]?.tokens.map { $0 + (thoughts ?? 0) }
        let tools = usage["toolUsePromptTokenCount"]?.tokens ?? 0
        guard let answer = stated ?? usage["totalTokenCount"]?.tokens.map({ $0 - prompt - tools }), answer >= 0 else {
            return nil
        }
        return Usage(promptTokens: prompt + tools, answerTokens: answer, reasoningTokens: thoughts)
    }
}

/// One of the answers of a reply.
private struct Candidate {
    let body: JSONValue

    var response: Result<Response, ModelError> {
        let stopReason: StopReason
        switch body["finishReason"]?.string {
        case "STOP": stopReason = toolCalls.isEmpty ? .finished : .toolCall
        case "MAX_TOKENS": stopReason = .length
        case let reason? where Self.blocks.contains(reason): stopReason = .filtered
        case "LANGUAGE":
            // No filter: the model was not made for the language. What there is of an answer counts as one.
            guard !text.isEmpty else { return .failure(.unsupported(what: "the language (LANGUAGE)")) }
            stopReason = .finished
        case let reason?:
            // OTHER, MALFORMED_FUNCTION_CALL and whatever comes: the answer broke off, and nothing says that it is one.
            let name = reason.safeCode.map { " (\($0))" } ?? ""
            return .failure(.malformed(what: "the endpoint broke off the answer\(name)"))
        case nil: return .failure(.malformed(what: "the reply does not say why the model stopped"))
        }
        return .success(
            Response(
                text: text, reasoning: thoughts, stopReason: stopReason,
                categories: stopReason == .filtered ? categories : [], logprobs: logprobs, toolCalls: toolCalls))
    }

    /// The reasons by which a filter of the provider says that it stepped in.
    private static let blocks: Set<String> = [
        "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT",
        "IMAGE_RECITATION",
    ]

    private var categories: [String] {
        [body["finishReason"]?.string?.safeCode].compactMap(\.self) + body.blockedCategories
    }

    private var parts: [JSONValue] { body["content"]?["parts"]?.elements ?? [] }

    private var text: String {
        parts.filter { $0["thought"]?.bool != true }.compactMap { $0["text"]?.string }.joined()
    }

    private var thoughts: String? {
        let texts = parts.filter { $0["thought"]?.bool == true }.compactMap { $0["text"]?.string }
        let thoughts = texts.filter { !$0.isEmpty }
        return thoughts.isEmpty ? nil : thoughts.joined(separator: "\n")
    }

    private var toolCalls: [ToolCall] {
        parts.compactMap { part in
            guard let call = part["functionCall"], let name = call["name"]?.string else { return nil }
            return ToolCall(id: call["id"]?.string, name: name, arguments: call["args"]?.text ?? "{}")
        }
    }

    /// The tokens; nil where one of them is not as documented.
    private var logprobs: [TokenLogprob]? {
        guard let result = body["logprobsResult"], let chosen = result["chosenCandidates"]?.elements else { return nil }
        let tops = result["topCandidates"]?.elements ?? []
        var tokens: [TokenLogprob] = []
        for (index, candidate) in chosen.enumerated() {
            guard let token = Self.token(candidate) else { return nil }
            let others = index < tops.count ? tops[index]["candidates"]?.elements ?? [] : []
            guard let top = others.collect(Self.token) else { return nil }
            tokens.append(TokenLogprob(token: token.token, logprob: token.logprob, top: top))
        }
        return tokens
    }

    /// The provider leaves out a zero: a token that was certain has no number.
    private static func token(_ body: JSONValue) -> TokenLogprob.Alternative? {
        guard let text = body["token"]?.string else { return nil }
        return .init(token: text, logprob: body["logProbability"]?.number ?? 0)
    }
}

extension JSONValue {
    /// The categories that the ratings beside a block say were blocked, in alphabetical order.
    fileprivate var blockedCategories: [String] {
        (self["safetyRatings"]?.elements ?? []).filter { $0["blocked"]?.bool == true }
            .compactMap { $0["category"]?.string?.safeCode }.sorted()
    }
}
