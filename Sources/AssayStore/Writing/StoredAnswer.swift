public import AssayCore

/// The target's last word in one trial, and the searches before it.
public struct StoredAnswer: Sendable {
    /// The reply of the highest round; nil where the target was not asked.
    public let reply: Result<Response, ModelError>?
    /// Its round: 1 after a search that the target asked for.
    public let round: Int
    /// Searches that ended.
    public let searches: Int
    /// Why a search failed; nil where none did.
    public let failedSearch: ModelError?
}
