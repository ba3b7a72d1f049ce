import AssayCore

/// OpenAI's form of replies and errors, with Azure's annotations where the request came by Azure's path.
struct ChatSpelling: Spelling {
    func request(_ body: JSONValue, model: String?) throws(RequestProblem) -> WireRequest {
        try ChatRequest.read(body, model: model)
    }

    func reply(_ reply: SimulatedReply, to request: WireRequest, number: UInt64) -> WireReply {
        var message = Self.message(nil)
        let finish: String
        switch reply {
        case .text(let text, let isCut):
            message = Self.message(text)
            finish = isCut ? "length" : "stop"
        case .tokens:
            message = Self.message(reply.words)
            finish = "stop"
        case .refusalField(let text):
            message = message.replacing("refusal", with: .string(text))
            finish = "stop"
        case .blockedOutput(let partial):
            message = Self.message(partial)
            finish = "content_filter"
        case .cutBeforeText: finish = "length"
        case .empty:
            message = Self.message("")
            finish = "stop"
        case .toolCall(let name, let arguments):
            let function: ReplyJSON = ["name": .string(name), "arguments": .string(arguments)]
            message = message.adding([
                "tool_calls": [["id": "call_\(number)", "type": "function", "function": function]]
            ])
            finish = "tool_calls"
        case .blockedInput(let categories): return Self.blocked(categories)
        }
        let usage = Self.usage(prompt: request.request.promptTokens, answer: reply.answerTokens)
        let logprobs = request.logprobs.map { Self.logprobs(of: reply, alternatives: $0) } ?? .null
        let choice = Self.choice(message, finish: finish).adding(["logprobs": logprobs])
        return WireReply(Self.completion(choice, usage: usage, to: request, number: number))
    }

    /// A message of an assistant; `content` is null where there is none, not absent, as the real endpoint has it.
    static func message(_ content: String?) -> ReplyJSON {
        ["role": "assistant", "content": ReplyJSON(content), "refusal": nil]
    }

    /// One answer of a completion.
    static func choice(_ message: ReplyJSON, finish: String) -> ReplyJSON {
        ["index": 0, "message": message, "finish_reason": .string(finish)]
    }

    /// A completion with one choice.
    static func completion(
        _ choice: ReplyJSON, usage: ReplyJSON, to request: WireRequest, number: UInt64
    ) -> ReplyJSON {
        let annotated = request.isAzure ? choice.adding(["content_filter_results": harmless]) : choice
        let completion: ReplyJSON = [
            "id": "chatcmpl-\(number)", "object": "chat.completion", "created": 0, "model": .string(request.model),
            "choices": [annotated], "usage": usage, "system_fingerprint": "simulated",
        ]
        guard request.isAzure else { return completion }
        return completion.adding([
            "prompt_filter_results": [["prompt_index": 0, "content_filter_results": harmless]]
        ])
    }

    /// Tokens as OpenAI states them.
    static func usage(prompt: Int, answer: Int, reasoning: Int = 0) -> ReplyJSON {
        [
            "prompt_tokens": .integer(prompt), "completion_tokens": .integer(answer),
            "total_tokens": .integer(prompt + answer),
            "completion_tokens_details": ["reasoning_tokens": .integer(reasoning)],
        ]
    }

    private static let harmless: ReplyJSON = [
        "hate": ["filtered": false, "severity": "safe"], "violence": ["filtered": false, "severity": "safe"],
    ]

    private static func logprobs(of reply: SimulatedReply, alternatives: Int) -> ReplyJSON {
        guard case .tokens(let tokens) = reply else {
            return ["content": .array(standIns(of: reply.words, alternatives: alternatives))]
        }
        let content = tokens.map { token -> ReplyJSON in
            let top = token.candidates.prefix(alternatives).map { candidate -> ReplyJSON in
                ["token": .string(candidate.text), "logprob": .number(candidate.logprob)]
            }
            return ["token": .string(token.text), "logprob": .number(token.logprob), "top_logprobs": .array(top)]
        }
        return ["content": .array(content)]
    }

    /// A token a word, the likeliest first and each alternative less likely by one.
    private static func standIns(of words: String, alternatives: Int) -> [ReplyJSON] {
        words.split(separator: " ").map { word -> ReplyJSON in
            let top = (0..<alternatives).map { rank -> ReplyJSON in
                ["token": rank == 0 ? .string(String(word)) : "other\(rank)", "logprob": .number(-0.1 - Double(rank))]
            }
            return ["token": .string(String(word)), "logprob": -0.1, "top_logprobs": .array(top)]
        }
    }

    func models(_ names: [String]) -> WireReply {
        let data = names.map { name -> ReplyJSON in
            ["id": .string(name), "object": "model", "created": 0, "owned_by": "simulated"]
        }
        return WireReply(["object": "list", "data": .array(data)])
    }
}

extension ChatSpelling {
    func error(_ error: WireError) -> WireReply {
        switch error {
        case .invalid(let problem):
            Self.error(
                400, code: problem.code.rawValue, parameter: problem.parameter,
                message: "simulated: \(problem.code.rawValue) at '\(problem.parameter)'")
        case .unauthorized: Self.error(401, code: "invalid_api_key", type: "authentication_error")
        case .forbidden: Self.error(403, code: "unsupported_country_region_territory", type: "request_forbidden")
        case .unknownModel: Self.error(404, code: "model_not_found", parameter: "model")
        case .tooLarge: Self.error(413, code: "request_too_large")
        case .tooLong:
            Self.error(
                400, code: "context_length_exceeded", parameter: "messages",
                message: "This model's maximum context length is 8 tokens.")
        case .rateLimited: Self.error(429, code: "rate_limit_exceeded", type: "requests")
        case .quotaExhausted: Self.error(429, code: "insufficient_quota", type: "insufficient_quota")
        case .paymentRequired: Self.error(402, code: "invalid_request_error", type: "unknown_error")
        case .failing(let status): Self.error(status, code: "server_error", type: "server_error")
        }
    }

    /// An error with a code.
    static func error(
        _ status: Int, code: String?, type: String = "invalid_request_error", parameter: String? = nil,
        message: String? = nil
    ) -> WireReply {
        let message = message ?? "simulated: \(code ?? type)"
        return WireReply(
            status: status,
            [
                "error": [
                    "message": .string(message), "type": .string(type), "param": ReplyJSON(parameter),
                    "code": ReplyJSON(code),
                ]
            ])
    }

    /// Azure's refusal of a prompt.
    static func blocked(_ categories: [String], status: Int = 400) -> WireReply {
        let results = categories.map {
            ReplyJSON.Member(key: $0, value: ["filtered": true, "severity": "high"])
        }
        return WireReply(
            status: status,
            [
                "error": [
                    "message": "simulated: the prompt was filtered", "type": nil, "param": "prompt",
                    "code": "content_filter", "status": 400,
                    "innererror": [
                        "code": "ResponsibleAIPolicyViolation",
                        "content_filter_result": .object(
                            [.init(key: "hate", value: ["filtered": false, "severity": "safe"])] + results),
                    ],
                ]
            ])
    }
}
