import Hummingbird

/// Where a request came in: the form, and what the path says.
struct Address: Sendable {
    let form: SimulatedForm
    /// The model that the path names.
    var model: String?
    /// Whether it is Azure's path.
    var isAzure = false
}

/// What a request shows beside its body, each provider's in its own place.
struct Credentials: Sendable {
    /// The key; nil where there is none in its place.
    let key: String?
    private let address: Address
    private let apiVersion: String?
    private let anthropicVersion: String?

    /// Reads the headers and the query.
    init(_ request: Request, _ address: Address) {
        func header(_ name: String) -> String? { HTTPFields.Element.Name(name).flatMap { request.headers[$0] } }
        func query(_ name: Substring) -> String? { request.uri.queryParameters[name].map(String.init) }
        self.address = address
        apiVersion = query("api-version")
        anthropicVersion = header("anthropic-version")
        let bearer = header("authorization").flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
        key =
            switch address.form {
            case .openAI: address.isAzure ? header("api-key") ?? bearer : bearer
            case .anthropic: header("x-api-key")
            case .gemini: header("x-goog-api-key") ?? query("key")
            }
    }

    /// Why a request is not read; nil where it is.
    ///
    /// OpenAI-compatible servers of one's own take requests without a key; the other forms never do.
    func refusal(requiredKey: String?) -> WireReply? {
        let spelling = address.form.spelling
        if let requiredKey, key != requiredKey { return spelling.error(.unauthorized) }
        switch address.form {
        case .openAI where address.isAzure && apiVersion == nil:
            return ChatSpelling.error(404, code: "404", message: "Resource not found")
        case .openAI: return nil
        case .anthropic where key == nil: return spelling.error(.unauthorized)
        case .anthropic:
            guard anthropicVersion == nil else { return nil }
            return AnthropicSpelling.error(
                400, "invalid_request_error", "anthropic-version: header is required")
        case .gemini: return key == nil ? spelling.error(.forbidden) : nil
        }
    }
}
