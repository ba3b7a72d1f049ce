/// The form in which a provider takes requests and gives replies.
public enum SimulatedForm: String, Sendable, Hashable, CaseIterable {
    /// OpenAI's chat completions, with the habits of Azure, vLLM and DashScope.
    case openAI = "openai"
    /// Anthropic's Messages.
    case anthropic
    /// Gemini's generateContent.
    case gemini

    /// How the form is spelled.
    var spelling: any Spelling {
        switch self {
        case .openAI: ChatSpelling()
        case .anthropic: AnthropicSpelling()
        case .gemini: GeminiSpelling()
        }
    }
}
