import AssayCore
import Foundation
import GRDB

extension RunWriter {
    /// Saves what is queued, closes the file as one file without companions, and lets the next writer in.
    ///
    /// `complete`: whether every planned record was asked; otherwise the run was stopped before its end.
    /// Throws where not all could be saved; the file then stays open to be resumed, and is let go of all the same.
    public func close(complete: Bool) async throws(StoreError) {
        _ = try await close(complete: complete, beside: {})
    }

    /// Closes the file as `close(complete:)` does, and looks at the run as it ended while the log is folded in.
    ///
    /// `look`: reads the file through a reader of its own. Where nobody else may read an open file, it comes after.
    public func close<Seen: Sendable>(
        complete: Bool, beside look: @escaping @Sendable () throws -> Seen
    ) async throws(StoreError) -> Result<Seen, any Error> {
        guard !commits.isClosed else { return Result { try look() } }
        stopTakingCalls()
        commits.enqueue(.event(name: Self.sessionEnded, detail: complete ? "complete" : "stopped", Date()))
        // From here a late reply is refused, so that none is queued behind the last commit.
        commits.close()
        defer { lock.release() }
        try await flush()
        try await write { database in
            // An aid to readers: where the disk has no room for them, the run is closed without.
            try? database.inTransaction {
                try Schema.makeReadingIndexes(in: database)
                return .commit
            }
            try Self.store(complete ? .complete : .closed, in: database)
        }
        guard try await isShared() else {
            try await end()
            return Result { try look() }
        }
        async let seen = Result { try look() }
        // What stands in its way is told by the end, which makes it again.
        try? await write { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
        // A reader would keep the log from being removed.
        let result = await seen
        try await end()
        return result
    }

    /// Whether others may read the file while it is open.
    private func isShared() async throws(StoreError) -> Bool {
        try await write { try String.fetchOne($0, sql: "PRAGMA locking_mode") } == "normal"
    }

    /// Leaves the file alone, as one file.
    private func end() async throws(StoreError) {
        try await write { try RunFile.endLog(in: $0) }
        do {
            try database.close()
        } catch {
            throw StoreError(error, at: path, writing: true)
        }
    }

    /// Works on the database's own queue, away from the threads that run tasks.
    @discardableResult
    private func write<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        let written: Result<Value, any Error> = await withCheckedContinuation { continuation in
            database.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: Result { try work(database) })
            }
        }
        do {
            return try written.get()
        } catch {
            throw StoreError(error, at: path, writing: true)
        }
    }
}
