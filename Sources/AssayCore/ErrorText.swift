/// Tells an error message that a script stored where an answer should be from an answer.
public enum ErrorText {
    /// Whether the whole text is an error message of a client, a server or a script, and no answer of a model.
    public static func isError(_ text: String) -> Bool {
        let start = text.prefix(while: { !$0.isNewline }).lowercased()
        return ["error:", "error code:", "traceback (most recent call last)", "<error>"].contains {
            start.hasPrefix($0)
        }
    }
}
