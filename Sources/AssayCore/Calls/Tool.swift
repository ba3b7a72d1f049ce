/// Something that a model may ask to be done in place of, or beside, an answer.
public struct Tool: Sendable, Hashable, Codable {
    /// Letters, digits, underscores and hyphens, at most 64.
    public let name: String
    /// What it does, in words for the model.
    public let description: String
    /// The JSON schema of its parameters, an object, as JSON text.
    public let parameters: String

    /// A tool whose schema is known to be JSON.
    public init(name: String, description: String, parameters: String) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}

/// A model's wish that a tool be used.
public struct ToolCall: Sendable, Hashable, Codable {
    /// The provider's name for this call; nil where the provider gives none.
    public let id: String?
    /// The name of the tool.
    public let name: String
    /// The arguments as the model gave them: JSON text, where the model kept to the form.
    public let arguments: String

    /// A call as the endpoint stated it.
    public init(id: String? = nil, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
