import AssayCore
import Foundation

/// A reply to a chat completion request with status 200.
///
/// A field of another type than documented counts as not stated: endpoints differ in what surrounds an answer, and none
/// of it is worth losing the answer for.
struct CompletionReply {
    private let body: JSONValue

    /// The response in a body, or why there is none.
    static func read(_ bytes: [UInt8]) -> Result<Response, ModelError> {
        guard let body = try? JSONValue(bytes), body.members != nil else {
            return .failure(.malformed(what: "the reply is not a JSON object"))
        }
        if body["error"] != nil {
            let error = CompletionFailure(status: 200, body: bytes)
            return error.isFinalBlock ? error.outcome : .failure(.malformed(what: "an error with status 200"))
        }
        guard let choice = body["choices"]?.elements?.first, choice.members != nil else {
            return .failure(.malformed(what: "the reply has no choices"))
        }
        let reply = CompletionReply(body: body)
        return Choice(body: choice).response.map { response in
            var response = response
            response.usage = reply.usage
            response.servedBy = reply.servedBy
            return response
        }
    }

    /// The tokens that a body states, whatever else is in it.
    static func usage(in bytes: [UInt8]) -> Usage? {
        (try? JSONValue(bytes)).flatMap { CompletionReply(body: $0).usage }
    }

    private var servedBy: String? {
        guard let model = body["model"]?.string, !model.isEmpty else { return nil }
        guard let fingerprint = body["system_fingerprint"]?.string, !fingerprint.isEmpty else { return model }
        return "\(model)/\(fingerprint)"
    }

    private var usage: Usage? {
        guard let usage = body["usage"], let prompt = usage["prompt_tokens"]?.tokens,
            let answer = usage["completion_tokens"]?.tokens
        else { return nil }
        let reasoning = usage["completion_tokens_details"]?["reasoning_tokens"]?.tokens
        return Usage(promptTokens: prompt, answerTokens: answer, reasoningTokens: reasoning)
    }
}

/// One of the answers of a reply.
private struct Choice {
    let body: JSONValue

    var response: Result<Response, ModelError> {
        guard let message = body["message"].map(Message.init), message.body.members != nil else {
            return .failure(.malformed(what: "the choice has no message"))
        }
        let (inline, answer) = Reasoning.split(message.content)
        let refusal = message.refusal
        let filtered = body["content_filter_results"]?.filteredCategories ?? []
        let stopReason: StopReason
        switch body["finish_reason"]?.string {
        case "error", "abort", "cancelled": return .failure(.malformed(what: "the endpoint broke off the answer"))
        case "content_filter", "refusal": stopReason = .filtered
        case _ where !filtered.isEmpty: stopReason = .filtered
        case _ where refusal != nil: stopReason = .refused
        case "length", "max_tokens": stopReason = .length
        case _ where !message.toolCalls.isEmpty: stopReason = .toolCall
        case "stop", "stop_sequence", "end_turn", "eos", "eos_token": stopReason = .finished
        // A text is whole, since its JSON is. No text and no word of an end may be anything, a block included.
        case _ where answer.isEmpty:
            return .failure(.malformed(what: "an empty answer whose finish_reason does not say that it is finished"))
        default: stopReason = .finished
        }
        return .success(
            Response(
                text: [answer, refusal ?? ""].filter { !$0.isEmpty }.joined(separator: "\n"),
                reasoning: message.reasoning ?? inline, stopReason: stopReason, categories: filtered,
                logprobs: logprobs, toolCalls: message.toolCalls))
    }

    /// The tokens; nil where one of them is not as documented.
    private var logprobs: [TokenLogprob]? {
        body["logprobs"]?["content"]?.elements?.collect { token in
            guard let text = token["token"]?.string, let logprob = token["logprob"]?.number else { return nil }
            let bytes = Self.bytes(of: token, text)
            guard let top = token["top_logprobs"] else {
                return TokenLogprob(token: text, logprob: logprob, top: [], bytes: bytes)
            }
            return top.elements?.collect(Self.alternative).map {
                TokenLogprob(token: text, logprob: logprob, top: $0, bytes: bytes)
            }
        }
    }

    /// The bytes of a token that is a part of a character, whose text is a stand-in; nil where text and bytes agree.
    private static func bytes(of token: JSONValue, _ text: String) -> [UInt8]? {
        let stated = token["bytes"]?.elements?.collect { $0.integer.flatMap { UInt8(exactly: $0) } }
        return stated.flatMap { $0.isEmpty || $0.elementsEqual(text.utf8) ? nil : $0 }
    }

    private static func alternative(_ body: JSONValue) -> TokenLogprob.Alternative? {
        guard let text = body["token"]?.string, let logprob = body["logprob"]?.number else { return nil }
        return .init(token: text, logprob: logprob)
    }
}

/// What the model said.
private struct Message {
    let body: JSONValue

    /// The answer: one text, or the texts among parts.
    var content: String {
        if let text = body["content"]?.string { return text }
        return parts.filter { ["text", "output_text", nil].contains($0["type"]?.string) }
            .compactMap { $0["text"]?.string }.joined()
    }

    /// The refusal field, or the first among parts; nil where it is empty.
    var refusal: String? {
        let stated = body["refusal"]?.string ?? parts.lazy.compactMap { $0["refusal"]?.string }.first
        return stated.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What a reasoning model said before; nil where it is empty.
    var reasoning: String? {
        let stated = body["reasoning_content"]?.string ?? body["reasoning"]?.string
        return stated.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The tools that the model asked for, one of the older form included.
    var toolCalls: [ToolCall] {
        if let call = body["function_call"], let name = call["name"]?.string {
            return [ToolCall(name: name, arguments: call["arguments"]?.string ?? "")]
        }
        return (body["tool_calls"]?.elements ?? []).compactMap { call in
            guard let function = call["function"], let name = function["name"]?.string else { return nil }
            // A few servers give the arguments as an object, not as its text.
            let arguments = function["arguments"]?.string ?? function["arguments"]?.text ?? ""
            return ToolCall(id: call["id"]?.string, name: name, arguments: arguments)
        }
    }

    private var parts: [JSONValue] { body["content"]?.elements ?? [] }
}

/// Reasoning that a model writes before its answer in the same text.
enum Reasoning {
    /// Splits off a `<think>` block at the start of a text; one that never closes was cut off and leaves no answer.
    static func split(_ text: String) -> (reasoning: String?, answer: String) {
        let start = text.drop(while: \.isWhitespace)
        guard start.hasPrefix("<think>") else { return (nil, text) }
        let inside = start.dropFirst("<think>".count)
        guard let end = inside.firstRange(of: "</think>") else { return (trimmed(inside), "") }
        return (trimmed(inside[..<end.lowerBound]), trimmed(inside[end.upperBound...]) ?? "")
    }

    private static func trimmed(_ text: Substring) -> String? {
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return words.isEmpty ? nil : words
    }
}
