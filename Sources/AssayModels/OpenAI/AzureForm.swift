import AssayCore

/// Chat completions as Azure serves them: a deployment in the path, the key in a header of its own, a version in the query.
///
/// An address that ends in `/openai/v1` is Azure's newer one, without deployments in the path and without a version.
struct AzureForm: WireForm {
    /// The latest version of the data plane that is not a preview; one in the base URL goes before it.
    static let version = "2024-10-21"

    private let completions = CompletionsForm()
    private let prefix: String
    private let namesDeployment: Bool
    private let query: String

    /// The form at an address, with or without the deployment in it.
    init(url: BaseURL) {
        let isNew = url.endsWith("openai/v1")
        namesDeployment = isNew || url.holds("openai/deployments/")
        prefix = namesDeployment || url.endsWith("openai") ? "" : "openai/"
        query = isNew || url.hasQuery("api-version") ? "" : "?api-version=\(Self.version)"
    }

    var answerLimit: OptionalParameter { completions.answerLimit }
    var modelList: String { "\(prefix)models\(query)" }

    func resource(of model: String) -> String {
        let place = namesDeployment ? "" : "\(prefix)deployments/\(BaseURL.part(model))/"
        return "\(place)chat/completions\(query)"
    }

    func headers(key: String?) -> [(name: String, value: String)] {
        key.map { [("api-key", $0)] } ?? []
    }

    func body(
        of prompt: Prompt, model: String, adaptation: Adaptation, media: EncodedMedia
    ) throws(ModelError) -> WireBody {
        try completions.body(of: prompt, model: model, adaptation: adaptation, media: media)
    }

    func response(in bytes: [UInt8], to sent: WireBody) -> Result<Response, ModelError> {
        completions.response(in: bytes, to: sent)
    }

    func usage(in bytes: [UInt8]) -> Usage? { completions.usage(in: bytes) }

    func failure(status: Int, bytes: [UInt8], to sent: WireBody) -> WireFailure {
        completions.failure(status: status, bytes: bytes, to: sent)
    }
}
