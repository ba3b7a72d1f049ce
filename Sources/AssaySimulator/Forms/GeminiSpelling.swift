import AssayCore

/// The form of replies and errors of Gemini's generateContent.
///
/// It has no refusal field, which becomes text.
struct GeminiSpelling: Spelling {
    func request(_ body: JSONValue, model: String?) throws(RequestProblem) -> WireRequest {
        try GeminiRequest.read(body, model: model ?? "")
    }

    func reply(_ reply: SimulatedReply, to request: WireRequest, number: UInt64) -> WireReply {
        let usage = Self.usage(prompt: request.request.promptTokens, answer: reply.answerTokens)
        var finish = "STOP"
        var parts: ReplyJSON? = reply.words.isEmpty ? nil : [["text": .string(reply.words)]]
        switch reply {
        case .text(_, isCut: false), .tokens, .refusalField, .empty: break
        case .text(_, isCut: true), .cutBeforeText: finish = "MAX_TOKENS"
        case .blockedOutput: finish = "SAFETY"
        case .blockedInput(let categories):
            return WireReply(
                Self.blocked("SAFETY", categories: categories, usage: usage, to: request, number: number))
        case .toolCall(let name, let arguments):
            parts = [["functionCall": ["name": .string(name), "args": .verbatim(arguments)]]]
        }
        var candidate = Self.candidate(parts: parts, finish: finish)
        if let alternatives = request.logprobs {
            candidate = candidate.adding([
                "avgLogprobs": -0.1, "logprobsResult": Self.logprobs(of: reply, alternatives: alternatives),
            ])
        }
        return WireReply(Self.response([candidate], usage: usage, to: request, number: number))
    }

    /// A candidate; without parts it has a content that names the role alone.
    static func candidate(parts: ReplyJSON?, finish: String) -> ReplyJSON {
        let content: ReplyJSON = parts.map { ["parts": $0, "role": "model"] } ?? ["role": "model"]
        return ["content": content, "finishReason": .string(finish), "index": 0]
    }

    /// A response with any candidates.
    static func response(
        _ candidates: ReplyJSON, usage: ReplyJSON, to request: WireRequest, number: UInt64
    ) -> ReplyJSON {
        [
            "candidates": candidates, "usageMetadata": usage, "modelVersion": .string(request.model),
            "responseId": "simulated-\(number)",
        ]
    }

    /// A response to a prompt that the input filter refused: it has no candidates.
    static func blocked(
        _ reason: String, categories: [String], usage: ReplyJSON, to request: WireRequest, number: UInt64
    ) -> ReplyJSON {
        let ratings = categories.map { category -> ReplyJSON in
            ["category": .string(category), "probability": "HIGH", "blocked": true]
        }
        return [
            "promptFeedback": ["blockReason": .string(reason), "safetyRatings": .array(ratings)],
            "usageMetadata": usage, "modelVersion": .string(request.model), "responseId": "simulated-\(number)",
        ]
    }

    /// Tokens as Gemini states them.
    static func usage(prompt: Int, answer: Int) -> ReplyJSON {
        [
            "promptTokenCount": .integer(prompt), "candidatesTokenCount": .integer(answer),
            "totalTokenCount": .integer(prompt + answer),
        ]
    }

    private static func logprobs(of reply: SimulatedReply, alternatives: Int) -> ReplyJSON {
        guard case .tokens(let tokens) = reply else { return standIns(of: reply.words, alternatives: alternatives) }
        let chosen = tokens.map { token -> ReplyJSON in
            ["token": .string(token.text), "logProbability": .number(token.logprob)]
        }
        let top = tokens.map { token -> ReplyJSON in
            let candidates = token.candidates.prefix(alternatives).map { candidate -> ReplyJSON in
                ["token": .string(candidate.text), "logProbability": .number(candidate.logprob)]
            }
            return ["candidates": .array(candidates)]
        }
        return ["topCandidates": .array(top), "chosenCandidates": .array(chosen)]
    }

    /// A token a word, the likeliest first and each alternative less likely by one.
    private static func standIns(of words: String, alternatives: Int) -> ReplyJSON {
        let tokens = words.split(separator: " ").map(String.init)
        let chosen = tokens.map { token -> ReplyJSON in ["token": .string(token), "logProbability": -0.1] }
        let top = tokens.map { token -> ReplyJSON in
            let candidates = (0..<alternatives).map { rank -> ReplyJSON in
                [
                    "token": rank == 0 ? .string(token) : "other\(rank)",
                    "logProbability": .number(-0.1 - Double(rank)),
                ]
            }
            return ["candidates": .array(candidates)]
        }
        return ["topCandidates": .array(top), "chosenCandidates": .array(chosen)]
    }

    func models(_ names: [String]) -> WireReply {
        let models = names.map { name -> ReplyJSON in
            [
                "name": "models/\(name)", "displayName": .string(name),
                "supportedGenerationMethods": ["generateContent"],
            ]
        }
        return WireReply(["models": .array(models)])
    }

    func error(_ error: WireError) -> WireReply {
        switch error {
        case .invalid(let problem): Self.invalid(problem)
        // A wrong key is a wrong argument here.
        case .unauthorized:
            Self.error(
                400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
                details: [
                    [
                        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID",
                        "domain": "googleapis.com",
                    ]
                ])
        case .forbidden, .paymentRequired:
            Self.error(403, "PERMISSION_DENIED", "The caller does not have permission")
        case .unknownModel(let name):
            Self.error(404, "NOT_FOUND", "models/\(name) is not found for API version v1beta")
        case .tooLarge: WireReply(status: 413, type: "text/html", "<html><title>413</title></html>")
        case .tooLong:
            Self.error(
                400, "INVALID_ARGUMENT",
                "The input token count (9) exceeds the maximum number of tokens allowed (8).")
        case .rateLimited: Self.error(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).")
        // The quota of a day has the status of one of a minute; only its name tells them apart.
        case .quotaExhausted:
            Self.error(
                429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.",
                details: [
                    [
                        "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                        "violations": [["quotaId": "GenerateRequestsPerDayPerProjectPerModel"]],
                    ]
                ])
        case .failing(let status): Self.error(status, Self.name(of: status), "simulated")
        }
    }

    private static func name(of status: Int) -> String {
        switch status {
        case 408, 504: "DEADLINE_EXCEEDED"
        case 409: "ABORTED"
        case 503, 529: "UNAVAILABLE"
        default: "INTERNAL"
        }
    }

    /// An error with a status name.
    static func error(
        _ status: Int, _ name: String, _ message: String, details: ReplyJSON? = nil
    ) -> WireReply {
        let error: ReplyJSON = [
            "code": .integer(status), "message": .string(message), "status": .string(name),
        ]
        return WireReply(status: status, ["error": details.map { error.adding(["details": $0]) } ?? error])
    }

    /// A wrong argument, with its place as a violation.
    static func invalid(_ problem: RequestProblem) -> WireReply {
        let place = problem.enclosing.isEmpty ? "" : " at '\(problem.enclosing)'"
        let words =
            switch problem.code {
            case .unknown:
                "Invalid JSON payload received. Unknown name \"\(problem.name)\"\(place): Cannot find field."
            case .wrongType: "Invalid value at '\(problem.parameter)'"
            case .missing, .empty: "* GenerateContentRequest.\(problem.parameter): \(problem.name) is not specified\n"
            case .wrongValue, .unsupported, .badImage: "* GenerateContentRequest.\(problem.parameter): invalid value\n"
            case .notJSON: "Invalid JSON payload received."
            }
        let violation: ReplyJSON = ["field": .string(problem.enclosing), "description": .string(words)]
        return error(
            400, "INVALID_ARGUMENT", words,
            details: [
                ["@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]]
            ])
    }
}
