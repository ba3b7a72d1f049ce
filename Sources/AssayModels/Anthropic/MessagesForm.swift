import AssayCore

/// Anthropic's Messages.
struct MessagesForm: WireForm {
    /// The version of the form that is spoken, as its header names it.
    static let version = "2023-06-01"
    /// The answer limit that is sent where the prompt has none: the form demands one, and every model takes this one.
    static let defaultAnswerTokens = 4096

    /// Whether the base URL ends in `/v1` already, as some gateways document it.
    var hasVersion = false

    var answerLimit: OptionalParameter { .maxTokens }
    var modelList: String { "\(prefix)models" }
    private var prefix: String { hasVersion ? "" : "v1/" }

    func resource(of model: String) -> String { "\(prefix)messages" }

    func headers(key: String?) -> [(name: String, value: String)] {
        [("anthropic-version", Self.version)] + (key.map { [("x-api-key", $0)] } ?? [])
    }

    func body(
        of prompt: Prompt, model: String, adaptation: Adaptation, media: EncodedMedia
    ) throws(ModelError) -> WireBody {
        try MessagesBody.write(prompt, model: model, adaptation: adaptation, media: media)
    }

    func response(in bytes: [UInt8], to sent: WireBody) -> Result<Response, ModelError> {
        MessagesReply.read(bytes, replyTool: sent.replyTool)
    }

    func usage(in bytes: [UInt8]) -> Usage? { MessagesReply.usage(in: bytes) }

    func failure(status: Int, bytes: [UInt8], to sent: WireBody) -> WireFailure {
        let reply = MessagesFailure(status: status, body: bytes, hasMedia: sent.hasMedia)
        return WireFailure(reply.outcome, refused: reply.refusedParameter(among: sent.sent))
    }
}
