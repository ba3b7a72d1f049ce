import AssayCore

/// The form of replies and errors of Anthropic's Messages.
///
/// It has no refusal field, which becomes text, and no input filter of its own: both filters end a message with
/// `stop_reason: refusal`.
struct AnthropicSpelling: Spelling {
    func request(_ body: JSONValue, model: String?) throws(RequestProblem) -> WireRequest {
        try AnthropicRequest.read(body)
    }

    func reply(_ reply: SimulatedReply, to request: WireRequest, number: UInt64) -> WireReply {
        let usage = Self.usage(prompt: request.request.promptTokens, answer: reply.answerTokens)
        var message = Self.message(
            reply.words.isEmpty ? [] : [Self.text(reply.words)], stop: "end_turn", usage: usage, to: request,
            number: number)
        switch reply {
        case .text(_, isCut: false), .tokens, .refusalField, .empty: break
        case .text(_, isCut: true), .cutBeforeText:
            message = message.replacing("stop_reason", with: "max_tokens")
        case .blockedOutput: message = Self.refused(message, category: nil)
        case .blockedInput(let categories): message = Self.refused(message, category: categories.first)
        case .toolCall(let name, let arguments):
            message = message.replacing("stop_reason", with: "tool_use").replacing(
                "content",
                with: [
                    [
                        "type": "tool_use", "id": "toolu_\(number)", "name": .string(name),
                        "input": .verbatim(arguments),
                    ]
                ])
        }
        return WireReply(message)
    }

    /// A text block.
    static func text(_ text: String) -> ReplyJSON { ["type": "text", "text": .string(text)] }

    /// A message.
    static func message(
        _ content: ReplyJSON, stop: String, usage: ReplyJSON, to request: WireRequest, number: UInt64
    ) -> ReplyJSON {
        [
            "id": "msg_\(number)", "type": "message", "role": "assistant", "model": .string(request.model),
            "content": content, "stop_reason": .string(stop), "stop_sequence": nil, "stop_details": nil,
            "usage": usage,
        ]
    }

    /// A message that a classifier ended.
    static func refused(_ message: ReplyJSON, category: String?) -> ReplyJSON {
        message.replacing("stop_reason", with: "refusal").replacing(
            "stop_details", with: ["type": "refusal", "category": ReplyJSON(category), "explanation": nil])
    }

    /// Tokens as Anthropic states them.
    static func usage(prompt: Int, answer: Int) -> ReplyJSON {
        [
            "input_tokens": .integer(prompt), "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0,
            "output_tokens": .integer(answer),
        ]
    }

    func models(_ names: [String]) -> WireReply {
        let data = names.map { name -> ReplyJSON in
            [
                "type": "model", "id": .string(name), "display_name": .string(name),
                "created_at": "2026-01-01T00:00:00Z",
            ]
        }
        return WireReply([
            "data": .array(data), "has_more": false, "first_id": ReplyJSON(names.first),
            "last_id": ReplyJSON(names.last),
        ])
    }

    func error(_ error: WireError) -> WireReply {
        switch error {
        case .invalid(let problem): Self.error(400, "invalid_request_error", Self.words(for: problem))
        case .unauthorized: Self.error(401, "authentication_error", "invalid x-api-key")
        case .forbidden: Self.error(403, "permission_error", "Your API key does not have permission.")
        case .unknownModel(let name): Self.error(404, "not_found_error", "model: \(name)")
        case .tooLarge: Self.error(413, "request_too_large", "Request exceeds the maximum size")
        case .tooLong: Self.error(400, "invalid_request_error", "prompt is too long: 9 tokens > 8 maximum")
        case .rateLimited: Self.error(429, "rate_limit_error", "This request would exceed your rate limit.")
        case .quotaExhausted:
            Self.error(
                400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API.")
        case .paymentRequired: Self.error(402, "billing_error", "There is an issue with your billing.")
        case .failing(529): Self.error(529, "overloaded_error", "Overloaded")
        case .failing(let status): Self.error(status, "api_error", "Internal server error")
        }
    }

    /// An error of a type.
    static func error(_ status: Int, _ type: String, _ message: String) -> WireReply {
        WireReply(
            status: status,
            [
                "type": "error", "error": ["type": .string(type), "message": .string(message)],
                "request_id": "req_simulated",
            ])
    }

    /// Steps are parted by points, numbers of elements included: `messages.0.content.1.type`.
    private static func words(for problem: RequestProblem) -> String {
        let place = problem.parameter.replacing("[", with: ".").replacing("]", with: "")
        return switch problem.code {
        case .unknown: "\(place): Extra inputs are not permitted"
        case .missing: "\(place): Field required"
        case .empty: "\(place): at least one is required"
        case .notJSON: "The request body is not valid JSON"
        case .wrongType, .wrongValue, .unsupported, .badImage: "\(place): Input should be valid"
        }
    }
}
