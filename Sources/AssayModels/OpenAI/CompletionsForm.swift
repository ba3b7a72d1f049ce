import AssayCore

/// Chat completions as OpenAI, vLLM and most servers of open models speak them.
struct CompletionsForm: WireForm {
    /// Whether it is OpenAI itself, whose newer models take only the newer name of the answer limit.
    var isOfficial = false

    var answerLimit: OptionalParameter { isOfficial ? .maxCompletionTokens : .maxTokens }
    var modelList: String { "models" }

    func resource(of model: String) -> String { "chat/completions" }

    func headers(key: String?) -> [(name: String, value: String)] {
        key.map { [("authorization", "Bearer \($0)")] } ?? []
    }

    func body(
        of prompt: Prompt, model: String, adaptation: Adaptation, media: EncodedMedia
    ) throws(ModelError) -> WireBody {
        try CompletionBody.write(prompt, model: model, adaptation: adaptation, media: media)
    }

    func response(in bytes: [UInt8], to sent: WireBody) -> Result<Response, ModelError> {
        CompletionReply.read(bytes)
    }

    func usage(in bytes: [UInt8]) -> Usage? { CompletionReply.usage(in: bytes) }

    func failure(status: Int, bytes: [UInt8], to sent: WireBody) -> WireFailure {
        let reply = CompletionFailure(status: status, body: bytes, hasMedia: sent.hasMedia)
        return WireFailure(reply.outcome, refused: reply.refusedParameter(among: sent.sent))
    }
}
