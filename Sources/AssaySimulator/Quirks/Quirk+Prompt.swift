public import AssayCore

extension Quirk {
    /// A prompt that brings it out, with the parameters and media that it is about.
    public var prompt: Prompt {
        var parameters = Parameters()
        parameters.answerTokens = 64
        var content: [Content] = [.text("How does a padlock work?")]
        var schema: ReplySchema?
        switch self {
        case .temperatureRefused: parameters.temperature = 0
        case .topPRefused:
            parameters.temperature = 0
            parameters.topP = 0.5
        case .seedRefused, .seedRefusedInDetails: parameters.seed = 7
        case .logprobsRefused: parameters.logprobs = 2
        case .reasoningEffortRefused: parameters.reasoningEffort = "low"
        case .schemaRefused: schema = ReplySchema(name: "answer", json: Self.schema)
        case .detailRefused:
            parameters.imageDetail = "low"
            content.append(contentsOf: Self.image)
        case .imageTypeRefused, .imageSizeRefused: content.append(contentsOf: Self.image)
        case .audioFormatRefused, .audioRefused: content.append(contentsOf: Self.sound)
        default: break
        }
        return Prompt(turns: [Turn(.user, content)], parameters: parameters, replySchema: schema)
    }

    private static let schema = """
        {"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"],"additionalProperties":false}
        """

    /// The first bytes of a picture, which are all that anybody looks at.
    private static let image =
        Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4])
        .map { [Content.image($0)] } ?? []
    /// The first bytes of a sound in MP3.
    private static let sound = Media(embedding: Array("ID3.........".utf8)).map { [Content.audio($0)] } ?? []
}
