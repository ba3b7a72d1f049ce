public import AssayCore

/// The wire form that an endpoint speaks.
public enum EndpointKind: String, Sendable, Hashable, CaseIterable {
    /// OpenAI's chat completions, which most servers of open models speak too.
    case openai
    /// Chat completions as Azure serves them: other addresses, another header for the key.
    case azure
    /// Anthropic's Messages.
    case anthropic
    /// Gemini's generateContent.
    case google

    /// Whether the form has a place for media of a type, whatever the model behind it can do.
    public func takes(_ type: MediaType) -> Bool {
        switch self {
        case .openai, .azure: true
        case .anthropic: MessagesBody.takes(type)
        case .google: GenerationBody.takes(type)
        }
    }

    /// Whether the form has a word for a seed.
    public var takesSeed: Bool { self != .anthropic }
    /// Whether the form has a word for log-probabilities.
    public var takesLogprobs: Bool { self != .anthropic }

    /// The answer limit that is sent where the prompt has none; nil where the form demands none.
    var defaultAnswerTokens: Int? { self == .anthropic ? MessagesForm.defaultAnswerTokens : nil }

    /// The form at an address.
    func form(at url: BaseURL) -> any WireForm {
        switch self {
        case .openai: CompletionsForm(isOfficial: url.host == "api.openai.com")
        case .azure: AzureForm(url: url)
        case .anthropic: MessagesForm(hasVersion: url.endsWith("v1"))
        case .google: GenerationForm(hasVersion: url.endsWith("v1beta") || url.endsWith("v1"))
        }
    }
}
