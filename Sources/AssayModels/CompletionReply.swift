import AssayCore
import Foundation

/// A reply to a chat completion request with status 200.
struct CompletionReply: Decodable {
    private let choices: [Choice]?
    private let model: String?
    private let fingerprint: String?
    private let usage: UsageBody?
    /// Whether it is an error body in spite of its status.
    private let hasError: Bool

    private enum CodingKeys: String, CodingKey {
        case choices, model, fingerprint = "system_fingerprint", usage, error
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        choices = try container.lenient(.choices)
        model = try container.lenient(.model)
        fingerprint = try container.lenient(.fingerprint)
        usage = try container.lenient(.usage)
        hasError = try container.contains(.error) && !container.decodeNil(forKey: .error)
    }

    /// The response in a body, or why there is none.
    static func read(_ body: [UInt8]) -> Result<Response, ModelError> {
        // The decoder's own words may quote the body, so its error is replaced by ours.
        guard let reply = try? JSONDecoder().decode(CompletionReply.self, from: Data(body)) else {
            return .failure(.malformed(what: "the reply is not a JSON object"))
        }
        if reply.hasError {
            let error = ErrorReply(status: 200, body: body)
            return error.isFinalBlock ? error.outcome : .failure(.malformed(what: "an error with status 200"))
        }
        guard let choice = reply.choices?.first else { return .failure(.malformed(what: "the reply has no choices")) }
        return choice.response.map { response in
            var response = response
            response.usage = reply.usage?.usage
            response.servedBy = reply.servedBy
            return response
        }
    }

    private var servedBy: String? {
        guard let model, !model.isEmpty else { return nil }
        guard let fingerprint, !fingerprint.isEmpty else { return model }
        return "\(model)/\(fingerprint)"
    }
}

private struct Choice: Decodable {
    let message: Message?
    let finishReason: String?
    let filtered: [String]
    let logprobs: [TokenLogprob]?

    enum CodingKeys: String, CodingKey {
        case message, finishReason = "finish_reason", filterResults = "content_filter_results", logprobs
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        message = try container.lenient(.message)
        finishReason = try container.lenient(.finishReason)
        let results: [String: Lenient<FilterResult>]? = try container.lenient(.filterResults)
        filtered = FilterResult.filtered(results ?? [:])
        logprobs = try container.lenient(.logprobs, as: LogprobsBody.self)?.tokens
    }

    var response: Result<Response, ModelError> {
        guard let message else { return .failure(.malformed(what: "the choice has no message")) }
        let (inline, answer) = Reasoning.split(message.content)
        let refusal = message.refusal.flatMap { $0.isEmpty ? nil : $0 }
        let stopReason: StopReason
        switch finishReason {
        case "error", "abort", "cancelled": return .failure(.malformed(what: "the endpoint broke off the answer"))
        case "content_filter", "refusal": stopReason = .filtered
        case _ where !filtered.isEmpty: stopReason = .filtered
        case _ where refusal != nil: stopReason = .refused
        case "length", "max_tokens": stopReason = .length
        default: stopReason = .finished
        }
        return .success(
            Response(
                text: [answer, refusal ?? ""].filter { !$0.isEmpty }.joined(separator: "\n"),
                reasoning: message.reasoning ?? inline, stopReason: stopReason, categories: filtered,
                logprobs: logprobs))
    }
}

private struct Message: Decodable {
    let content: String
    let refusal: String?
    let reasoning: String?

    enum CodingKeys: String, CodingKey {
        case content, refusal, reasoning, reasoningContent = "reasoning_content"
    }

    struct Part: Decodable {
        let type: String?
        let text: String?
        let refusal: String?
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let parts: [Lenient<Part>] = try container.lenient(.content) ?? []
        let texts = parts.compactMap(\.value).filter { ["text", "output_text", nil].contains($0.type) }
        content = try container.lenient(.content) ?? texts.compactMap(\.text).joined()
        refusal = try container.lenient(.refusal) ?? parts.lazy.compactMap(\.value?.refusal).first
        let reasoning: String? = try container.lenient(.reasoningContent) ?? container.lenient(.reasoning)
        self.reasoning = reasoning.flatMap { $0.isEmpty ? nil : $0 }
    }
}

private struct UsageBody: Decodable {
    let usage: Usage?

    enum CodingKeys: String, CodingKey {
        case prompt = "prompt_tokens", answer = "completion_tokens", details = "completion_tokens_details"
    }

    struct Details: Decodable {
        let reasoning: Int?

        enum CodingKeys: String, CodingKey {
            case reasoning = "reasoning_tokens"
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let details: Details? = try container.lenient(.details)
        guard let prompt: Int = try container.lenient(.prompt), let answer: Int = try container.lenient(.answer),
            prompt >= 0, answer >= 0
        else {
            usage = nil
            return
        }
        usage = Usage(promptTokens: prompt, answerTokens: answer, reasoningTokens: details?.reasoning)
    }
}

private struct LogprobsBody: Decodable {
    let tokens: [TokenLogprob]?

    enum CodingKeys: String, CodingKey {
        case content
    }

    struct Token: Decodable {
        let token: String
        let logprob: Double
        let top: [TokenLogprob.Alternative]?

        enum CodingKeys: String, CodingKey {
            case token, logprob, top = "top_logprobs"
        }
    }

    init(from decoder: any Decoder) throws {
        let content: [Token]? = try decoder.container(keyedBy: CodingKeys.self).lenient(.content)
        tokens = content?.map { TokenLogprob(token: $0.token, logprob: $0.logprob, top: $0.top ?? []) }
    }
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
