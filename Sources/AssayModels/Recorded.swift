public import AssayCore

/// Answers from the journal what the journal has, and puts there whatever else comes back.
public struct Recorded: Model {
    private let inner: any Model
    private let journal: any CallJournal

    /// A model whose replies are kept.
    public init(_ inner: any Model, journal: any CallJournal) {
        self.inner = inner
        self.journal = journal
    }

    /// The name of the model inside.
    public var name: String { inner.name }

    /// The stored reply, or a new one once it is safely stored.
    public func respond(to call: Call) async throws(ModelError) -> Response {
        let stored: Result<Response, ModelError>?
        do throws(JournalFailure) {
            stored = try await journal.storedReply(to: call)
        } catch {
            throw .notSaved
        }
        if let stored { return try stored.get() }
        guard await journal.waitUntilCallsAreTaken() else { throw .cancelled }
        let reply = await reply(to: call)
        // What is no result leaves the call open, so that a resumed run asks it.
        if case .failure(let failure) = reply, failure.reason == nil { throw failure }
        do throws(JournalFailure) {
            try await journal.keep(reply, to: call)
        } catch {
            throw .notSaved
        }
        return try reply.get()
    }

    private func reply(to call: Call) async -> Result<Response, ModelError> {
        do throws(ModelError) {
            return .success(try await inner.respond(to: call))
        } catch {
            return .failure(error)
        }
    }
}
