import Foundation

/// A reply as it leaves: status and JSON, spelled here again as OpenAI spells it.
struct ChatReply {
    let status: Int
    let json: [UInt8]

    /// A completion or a blocked prompt.
    init(_ reply: SimulatedReply, to chat: ChatRequest, number: UInt64) {
        let message: CompletionWire.Message
        let finish: String
        switch reply {
        case .text(let text, let isCut):
            message = .init(content: text, refusal: nil)
            finish = isCut ? "length" : "stop"
        case .refusalField(let text):
            message = .init(content: nil, refusal: text)
            finish = "stop"
        case .blockedOutput(let partial):
            message = .init(content: partial, refusal: nil)
            finish = "content_filter"
        case .cutBeforeText:
            message = .init(content: nil, refusal: nil)
            finish = "length"
        case .empty:
            message = .init(content: "", refusal: nil)
            finish = "stop"
        case .blockedInput(let categories):
            self.init(blocked: categories)
            return
        }
        let usage = CompletionWire.Usage(prompt: chat.request.promptTokens, answer: reply.answerTokens)
        let logprobs = chat.logprobs.map { CompletionWire.Logprobs(words: reply.words, alternatives: $0) }
        let choice = CompletionWire.Choice(index: 0, message: message, finish_reason: finish, logprobs: logprobs)
        let wire = CompletionWire(
            id: "simulated-\(number)", object: "chat.completion", created: 0, model: chat.model,
            system_fingerprint: "simulated", choices: [choice], usage: usage)
        self.init(status: 200, wire: wire)
    }

    private init(status: Int, wire: some Encodable) {
        self.status = status
        json = Self.encoded(wire)
    }

    /// An error in OpenAI's form.
    init(status: Int, code: String, parameter: String? = nil) {
        let type = status == 401 ? "authentication_error" : status < 500 ? "invalid_request_error" : "server_error"
        let body = ErrorWire.Body(message: "simulated: \(code)", type: type, param: parameter, code: code)
        self.init(status: status, wire: ErrorWire(error: body))
    }

    private init(blocked categories: [String]) {
        let results = Dictionary(
            uniqueKeysWithValues: categories.map { ($0, ErrorWire.Filter(filtered: true, severity: "high")) })
        var error = ErrorWire.Body(
            message: "simulated: the prompt was filtered", type: "invalid_request_error", param: "prompt",
            code: "content_filter")
        error.innererror = .init(code: "ResponsibleAIPolicyViolation", content_filter_result: results)
        self.init(status: 400, wire: ErrorWire(error: error))
    }

    static func encoded(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            preconditionFailure("a reply holds only strings and finite numbers, which always encode")
        }
    }
}

private struct ErrorWire: Encodable {
    struct Body: Encodable {
        let message: String
        let type: String
        let param: String?
        let code: String
        var innererror: Inner?
    }

    struct Inner: Encodable {
        let code: String
        let content_filter_result: [String: Filter]
    }

    struct Filter: Encodable {
        let filtered: Bool
        let severity: String
    }

    let error: Body
}

private struct CompletionWire: Encodable {
    /// `content` is null where there is none, not absent, as the real endpoint has it.
    struct Message: Encodable {
        let content: String?
        let refusal: String?

        enum CodingKeys: String, CodingKey {
            case role, content, refusal
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode("assistant", forKey: .role)
            try container.encode(content, forKey: .content)
            try container.encode(refusal, forKey: .refusal)
        }
    }

    struct Choice: Encodable {
        let index: Int
        let message: Message
        let finish_reason: String
        let logprobs: Logprobs?
    }

    struct Logprobs: Encodable {
        struct Token: Encodable {
            let token: String
            let logprob: Double
            var top_logprobs: [Token]?
        }

        let content: [Token]

        /// A token a word, the likeliest first and each alternative less likely by one.
        init(words: String, alternatives: Int) {
            content = words.split(separator: " ").map { word in
                let top = (0..<alternatives).map { rank in
                    Token(token: rank == 0 ? String(word) : "other\(rank)", logprob: -0.1 - Double(rank))
                }
                return Token(token: String(word), logprob: -0.1, top_logprobs: top)
            }
        }
    }

    struct Usage: Encodable {
        let prompt_tokens: Int
        let completion_tokens: Int
        let total_tokens: Int

        init(prompt: Int, answer: Int) {
            prompt_tokens = prompt
            completion_tokens = answer
            total_tokens = prompt + answer
        }
    }

    let id: String
    let object: String
    let created: Int
    let model: String
    let system_fingerprint: String
    let choices: [Choice]
    let usage: Usage
}
