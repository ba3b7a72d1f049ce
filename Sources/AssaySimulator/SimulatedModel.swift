public import AssayCore

/// A persona in process: `sim/mixed`.
public struct SimulatedModel: Model {
    /// `sim/` and the persona's name.
    public let name: String
    private let persona: Persona
    private let key: AnswerKey

    /// A model that answers as a persona does.
    ///
    /// `key`: what the judges of an audit know of its responses, and a target of questions.
    public init(_ persona: Persona, key: AnswerKey = AnswerKey()) {
        self.persona = persona
        self.key = key
        name = "sim/\(persona.rawValue)"
    }

    /// A model for the name that follows `sim/`.
    public init(persona name: String, key: AnswerKey = AnswerKey()) throws(UnknownPersona) {
        guard let persona = Persona(rawValue: name) else { throw UnknownPersona(name: name) }
        self.init(persona, key: key)
    }

    /// The persona's reply, in the words of every other model.
    public func respond(to call: Call) async throws(ModelError) -> Response {
        let request = SimulatedRequest(call.prompt)
        let reply = persona.reply(to: request, key: key)
        let stopReason: StopReason
        switch reply {
        case .text(_, let isCut): stopReason = isCut ? .length : .finished
        case .toolCall: stopReason = .toolCall
        case .refusalField: stopReason = .refused
        case .blockedOutput: stopReason = .filtered
        case .cutBeforeText: stopReason = .length
        case .empty, .tokens: stopReason = .finished
        case .blockedInput(let categories): throw .blockedInput(categories: categories)
        }
        // Chat completions state that nothing was reasoned; the simulation does too.
        let usage = Usage(
            promptTokens: request.promptTokens, answerTokens: reply.answerTokens, reasoningTokens: 0)
        return Response(
            text: reply.words, stopReason: stopReason, usage: usage, servedBy: "simulated",
            logprobs: call.prompt.parameters.logprobs.flatMap(reply.logprobs), toolCalls: reply.toolCalls)
    }

    /// The same model with another key.
    public func knowing(_ key: AnswerKey) -> SimulatedModel { SimulatedModel(persona, key: key) }
}

/// A persona's name that is none.
public struct UnknownPersona: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name that was given.
    public let name: String

    /// The names that there are.
    public var description: String {
        let names = Persona.allCases.map(\.rawValue).joined(separator: ", ")
        return "there is no simulated model '\(name)'; choose one of \(names)"
    }
}

extension SimulatedRequest {
    /// What a persona sees of a prompt.
    init(_ prompt: Prompt) {
        let asked = prompt.turns.filter { $0.speaker == .user }.flatMap(\.content)
        self.init(
            userText: asked.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n"),
            system: prompt.system, mediaCount: prompt.media.count, seed: prompt.parameters.seed,
            schema: prompt.replySchema?.json)
        tools = prompt.tools.map { SimulatedTool(name: $0.name, schema: $0.parameters) }
        answerTokens = prompt.parameters.answerTokens
    }
}

extension SimulatedReply {
    /// The tokens in the words of every other model, each with so many of the likeliest; nil where they are not known.
    fileprivate func logprobs(alternatives: Int) -> [TokenLogprob]? {
        guard case .tokens(let tokens) = self else { return nil }
        return tokens.map { token in
            TokenLogprob(
                token: token.text, logprob: token.logprob,
                top: token.candidates.prefix(alternatives).map { .init(token: $0.text, logprob: $0.logprob) })
        }
    }

    /// The call of a tool, where it is one.
    fileprivate var toolCalls: [ToolCall] {
        guard case .toolCall(let name, let arguments) = self else { return [] }
        return [ToolCall(name: name, arguments: arguments)]
    }
}
