public import AssayCore
import Foundation
import GRDB
import SystemPackage

extension RunWriter: CallJournal {
    /// The writer itself.
    public var journal: any CallJournal { self }

    /// False once the run is ending, and while answers cannot be stored.
    public var takesNewCalls: Bool { !isStopped && !commits.isFailing }

    /// A run file knows no caps.
    public func mayRepeat(after attempt: Attempt) -> Bool { true }

    /// The final reply that an earlier session stored.
    ///
    /// A new run has no earlier session, and its file is not searched.
    public func storedReply(
        to call: Call
    ) async throws(JournalFailure) -> Result<AssayCore.Response, ModelError>? {
        guard isResumed else { return nil }
        return try await look(for: call.place) { try ReplyRow.stored(to: call, in: $0) }
    }

    /// Whatever reply is stored at a place, a failure included that a resumed run would ask for again.
    ///
    /// `prompt`: the one that it answers.
    public func reply(
        at place: Call.Place, prompt: Digest
    ) async throws(JournalFailure) -> Result<AssayCore.Response, ModelError>? {
        try await look(for: place) { try ReplyRow.latest(at: place, prompt: prompt, in: $0) }
    }

    /// The target's last word on a sample's trial, whatever it was asked; nil where there is none.
    public func answer(at place: Call.Place) async throws(JournalFailure) -> StoredAnswer? {
        try await look(for: place) { try ReplyRow.answer(at: place, in: $0) }
    }

    private func look<Found: Sendable>(
        for place: Call.Place, _ look: @escaping @Sendable (Database) throws -> Found?
    ) async throws(JournalFailure) -> Found? {
        guard !commits.isClosed else { throw JournalFailure("the run file is closed") }
        let found: Result<Found?, any Error> =
            await withCheckedContinuation { continuation in
                database.asyncWriteWithoutTransaction { database in
                    continuation.resume(returning: Result { try look(database) })
                }
            }
        switch found {
        case .success(let found): return found
        case .failure(let error as DatabaseError):
            throw JournalFailure(StoreError(error, at: path, writing: true).description)
        case .failure:
            let key = "sample \(place.sample)"
            throw JournalFailure(StoreError.unreadableRow(path.string, table: "reply", key: key).description)
        }
    }

    /// Queues an attempt for the commit that the reply after it waits for.
    public func note(_ attempt: Attempt, of call: Call) {
        commits.enqueue(.attempt(attempt, of: call))
    }

    /// Returns once the reply is on disk; throws where it could not be put there within a minute.
    public func keep(
        _ reply: Result<AssayCore.Response, ModelError>, to call: Call
    ) async throws(JournalFailure) {
        try await commits.save(.reply(reply, to: call, Date()))
    }
}
