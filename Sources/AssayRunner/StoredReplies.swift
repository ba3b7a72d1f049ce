public import AssayCore
public import AssayStore

/// A model that answers from the run file alone and is never asked.
///
/// The target's answer is found by its place, since the prompt that it was given elsewhere may be another than ours: of
/// several rounds the last. A judge's reply is found by the call.
public struct StoredReplies: Model {
    /// The model that once gave the replies.
    public let name: String
    private let file: RunWriter
    private let words: SearchWords?

    /// The replies in a run file.
    ///
    /// `words`: those in which the target was offered a search, where it was.
    public init(of name: String, in file: RunWriter, words: SearchWords? = nil) {
        self.name = name
        self.file = file
        self.words = words
    }

    /// The stored reply.
    ///
    /// - Throws: the stored failure; `ModelError.missing` where nothing is stored.
    public func respond(to call: Call) async throws(ModelError) -> Response {
        guard call.place.role != .target else { return try await answer(at: call.place) }
        let stored: Result<Response, ModelError>?
        do throws(JournalFailure) {
            stored = try await file.reply(at: call.place, prompt: call.digest)
        } catch {
            throw .notSaved
        }
        guard let stored else { throw .missing }
        return try stored.get()
    }

    private func answer(at place: Call.Place) async throws(ModelError) -> Response {
        let stored: StoredAnswer?
        do throws(JournalFailure) {
            stored = try await file.answer(at: place)
        } catch {
            throw .notSaved
        }
        if let failure = stored?.failedSearch { throw failure.asFailedSearch }
        guard let stored, let reply = stored.reply else { throw .missing }
        var response = try reply.get()
        // A wish for a search that nobody came to carry out, or to answer after.
        if stored.round == 0, file.manifest.settings.retrieval?.mode == .active, words?.query(in: response) != nil {
            throw .missing
        }
        response.searches = stored.searches
        return response
    }
}
