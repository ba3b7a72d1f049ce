public import AssayCore

/// A model that answers by a function of the call: what a test needs of a model.
public struct ScriptedModel: Model {
    /// The name given.
    public let name: String
    private let script: @Sendable (Call) async throws(ModelError) -> Response

    /// A model with its script.
    public init(name: String = "scripted", _ script: @escaping @Sendable (Call) async throws(ModelError) -> Response) {
        self.name = name
        self.script = script
    }

    /// Whatever the script says.
    public func respond(to call: Call) async throws(ModelError) -> Response {
        try await script(call)
    }
}
