/// A tool that a request offers.
public struct SimulatedTool: Sendable, Hashable {
    /// As the request names it.
    public let name: String
    /// The JSON schema of its arguments, as JSON text.
    public let schema: String

    /// A tool of any name.
    public init(name: String, schema: String) {
        self.name = name
        self.schema = schema
    }

    /// The word in a prompt that makes a persona call the first tool although it is free not to.
    public static let standIn = "STAND-IN-TOOL"
}
