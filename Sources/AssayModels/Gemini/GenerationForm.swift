import AssayCore

/// Gemini's generateContent.
struct GenerationForm: WireForm {
    /// Whether the base URL names the version already.
    var hasVersion = false

    var answerLimit: OptionalParameter { .maxTokens }
    /// One model is enough to see whether the key is taken.
    var modelList: String { "\(prefix)models?pageSize=1" }
    private var prefix: String { hasVersion ? "" : "v1beta/" }

    func resource(of model: String) -> String {
        // A name may say itself whether it is a model or a tuned one.
        let parts = model.split(separator: "/").map { BaseURL.part(String($0)) }.joined(separator: "/")
        let isWhole = model.hasPrefix("models/") || model.hasPrefix("tunedModels/")
        return "\(prefix)\(isWhole ? "" : "models/")\(parts):generateContent"
    }

    func headers(key: String?) -> [(name: String, value: String)] {
        key.map { [("x-goog-api-key", $0)] } ?? []
    }

    func body(
        of prompt: Prompt, model: String, adaptation: Adaptation, media: EncodedMedia
    ) throws(ModelError) -> WireBody {
        try GenerationBody.write(prompt, adaptation: adaptation, media: media)
    }

    func response(in bytes: [UInt8], to sent: WireBody) -> Result<Response, ModelError> {
        GenerationReply.read(bytes)
    }

    func usage(in bytes: [UInt8]) -> Usage? { GenerationReply.usage(in: bytes) }

    func failure(status: Int, bytes: [UInt8], to sent: WireBody) -> WireFailure {
        let reply = GenerationFailure(status: status, body: bytes, hasMedia: sent.hasMedia)
        return WireFailure(
            .failure(reply.failure), refused: reply.refusedParameter(among: sent.sent), wait: reply.wait)
    }
}
