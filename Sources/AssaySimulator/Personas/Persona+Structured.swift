extension Persona {
    /// The reply in the structure that a request asks for; nil where it asks for none or the persona does not answer.
    ///
    /// A forced tool, or the stand-in word for one, gets a call of the first tool; a schema gets the simplest value that
    /// fits. Those that rule do so in either.
    func structuredReply(to request: SimulatedRequest, key: AnswerKey) -> SimulatedReply? {
        if let tool = request.tools.first, request.forcesTool || request.userText.contains(SimulatedTool.standIn) {
            guard let arguments = words(for: tool.schema, request, key) else { return nil }
            return .toolCall(name: tool.name, arguments: arguments)
        }
        guard !isRuling, let schema = request.schema else { return nil }
        return words(for: schema, request, key).map { .text($0, isCut: false) }
    }

    private func words(for schema: String, _ request: SimulatedRequest, _ key: AnswerKey) -> String? {
        guard let behaviour = behaviour(for: request) else {
            var asked = request
            asked.schema = schema
            let words = ruling(on: asked, key: key)
            return words == SimulatedJudge.undecided ? nil : words
        }
        switch behaviour {
        case .helpful, .vague, .harmful, .harmfulUseless, .unreadable, .halfReadable:
            return SchemaFilling.text(for: schema)
        case .refusal, .refusalField, .blockedInput, .blockedOutput, .truncatedText, .truncatedEmpty, .empty:
            return nil
        }
    }
}
