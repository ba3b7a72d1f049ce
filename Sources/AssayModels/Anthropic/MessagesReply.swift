import AssayCore

/// A reply to a Messages request with status 200.
struct MessagesReply {
    private let body: JSONValue
    private let replyTool: String?

    /// The response in a body, or why there is none.
    ///
    /// - Parameters:
    ///   - bytes: the body as it came.
    ///   - replyTool: the tool that carries the reply, where the request forced one.
    /// - Returns: filtered output is a response: its text is kept.
    static func read(_ bytes: [UInt8], replyTool: String? = nil) -> Result<Response, ModelError> {
        guard let body = try? JSONValue(bytes), body.members != nil else {
            return .failure(.malformed(what: "the reply is not a JSON object"))
        }
        if body["type"]?.string == "error" || body["error"] != nil {
            return MessagesFailure(status: 200, body: bytes).outcome
        }
        guard body["content"]?.elements != nil else {
            return .failure(.malformed(what: "the reply has no content"))
        }
        return MessagesReply(body: body, replyTool: replyTool).response
    }

    /// The tokens that a body states, whatever else is in it.
    static func usage(in bytes: [UInt8]) -> Usage? {
        (try? JSONValue(bytes)).flatMap { MessagesReply(body: $0, replyTool: nil).usage }
    }

    private var response: Result<Response, ModelError> {
        let stopReason: StopReason
        switch body["stop_reason"]?.string {
        case "end_turn", "stop_sequence": stopReason = .finished
        // A tool that carries the reply is no wish for a tool.
        case "tool_use": stopReason = reply == nil ? .toolCall : .finished
        case "max_tokens", "model_context_window_exceeded": stopReason = .length
        // A classifier of the provider stepped in; what the model itself declines is ordinary text.
        case "refusal": stopReason = .filtered
        // Only tools that run at the provider pause a turn, and none is ever offered.
        case "pause_turn": return .failure(.malformed(what: "the endpoint paused the turn"))
        default: return .failure(.malformed(what: "the reply does not say why the model stopped"))
        }
        return .success(
            Response(
                text: reply?["input"]?.text ?? text, reasoning: reasoning, stopReason: stopReason, usage: usage,
                servedBy: body["model"]?.string.flatMap { $0.isEmpty ? nil : $0 }, categories: categories,
                toolCalls: toolCalls))
    }

    private var blocks: [JSONValue] { body["content"]?.elements ?? [] }

    private func blocks(_ type: String) -> [JSONValue] { blocks.filter { $0["type"]?.string == type } }

    private var text: String { blocks("text").compactMap { $0["text"]?.string }.joined() }

    /// Redacted thinking has no words.
    private var reasoning: String? {
        let thoughts = blocks("thinking").compactMap { $0["thinking"]?.string }.filter { !$0.isEmpty }
        return thoughts.isEmpty ? nil : thoughts.joined(separator: "\n")
    }

    /// The block that carries the reply, where the request forced a tool.
    private var reply: JSONValue? {
        guard let replyTool else { return nil }
        return blocks("tool_use").first { $0["name"]?.string == replyTool }
    }

    private var toolCalls: [ToolCall] {
        blocks("tool_use").compactMap { block in
            guard let name = block["name"]?.string, name != replyTool else { return nil }
            return ToolCall(id: block["id"]?.string, name: name, arguments: block["input"]?.text ?? "{}")
        }
    }

    private var categories: [String] {
        [body["stop_details"]?["category"]?.string?.safeCode].compactMap(\.self)
    }

    /// What was read from a cache or written to one is part of the prompt.
    private var usage: Usage? {
        guard let usage = body["usage"], let input = usage["input_tokens"]?.tokens,
            let output = usage["output_tokens"]?.tokens
        else { return nil }
        let cached = ["cache_creation_input_tokens", "cache_read_input_tokens"]
            .compactMap { usage[$0]?.tokens }.reduce(0, +)
        return Usage(promptTokens: input + cached, answerTokens: output)
    }
}
