public import AssayCore
public import AssayStore

/// A model that answers from the run file alone and is never asked.
///
/// The target's answer is found by its place, since the prompt that it was given elsewhere may be another than ours; a
/// judge's reply by the call.
public struct StoredReplies: Model {
    /// The model that once gave the replies.
    public let name: String
    private let file: RunWriter

    /// The replies in a run file.
    public init(of name: String, in file: RunWriter) {
        self.name = name
        self.file = file
    }

    /// The stored reply.
    ///
    /// - Throws: the stored failure; `ModelError.missing` where nothing is stored.
    public func respond(to call: Call) async throws(ModelError) -> Response {
        let stored: Result<Response, ModelError>?
        do throws(JournalFailure) {
            stored = try await file.reply(at: call.place, prompt: call.place.role == .target ? nil : call.digest)
        } catch {
            throw .notSaved
        }
        guard let stored else { throw .missing }
        return try stored.get()
    }
}
