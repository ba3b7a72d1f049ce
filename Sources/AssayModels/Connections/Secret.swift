/// A key that can be sent but neither printed nor stored.
public struct Secret: Sendable {
    /// The key itself, for the one header that carries it.
    let value: String

    /// A key as it came from the environment or a file.
    public init(_ value: String) {
        self.value = value
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the key.
    public var description: String { "<secret>" }
    /// Never the key.
    public var debugDescription: String { description }
    /// Nothing, so that a dump shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
