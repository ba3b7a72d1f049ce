public import AssayCore
import Foundation
import GRDB
import Synchronization
public import SystemPackage

/// Answers of any number of runs in one SQLite file, which any number of processes may use at once.
///
/// Answers are written in the background, so that no run file waits for them; a crash costs the last few, never the file.
/// The oldest are removed where the file grows beyond its bound.
public final class ResponseCacheFile: ResponseCache {
    /// Bytes that answers may take: some hundred thousand of a usual length.
    public static var usualBound: Int { 1 << 30 }
    /// Answers that wait for the disk; what comes beyond them is not kept.
    private static var mostWaiting: Int { 1024 }

    private struct State {
        var waiting: [CacheRow] = []
        var isWriting = false
        /// No answer is looked for any more.
        var isUnreadable = false
        /// No answer is kept any more.
        var isUnwritable = false
        var hasWarned = false
    }

    private let path: FilePath
    private let database: DatabaseQueue
    private let program: String
    private let bound: Int
    private let warn: @Sendable (String) -> Void
    // The mutex guards what waits and what still works; it is never held while SQLite works.
    private let state = Mutex(State())

    /// Opens a cache, or begins one that only its user can read.
    ///
    /// - Parameters:
    ///   - path: the file; its folder is made where it is missing.
    ///   - program: what asks, with its version.
    ///   - bound: bytes that answers may take.
    ///   - warn: is told once, in a line, when the cache stops working in the middle of a run.
    /// - Throws: `cacheUnusable`, before anything has been paid for.
    public init(
        at path: FilePath, program: String, bound: Int = usualBound, warn: @escaping @Sendable (String) -> Void
    ) throws(StoreError) {
        self.path = path
        self.program = program
        self.bound = bound
        self.warn = warn
        database = try CacheOpening(path).database()
    }

    /// The answer that an identical request once had; nil where there is none or it cannot be read.
    public func answer(to request: RequestKey) async -> AssayCore.Response? {
        guard !state.withLock(\.isUnreadable) else { return nil }
        let found: Result<AssayCore.Response?, any Error> = await withCheckedContinuation { continuation in
            database.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: Result { try CacheRow.answer(to: request, in: database) })
            }
        }
        switch found {
        case .success(let answer): return answer
        case .failure(let error) where error is UnreadableColumn: forget(request)
        case .failure(let error): fail(error, \.isUnreadable, \.isUnwritable)
        }
        return nil
    }

    /// Queues an answer for the disk.
    public func keep(_ answer: AssayCore.Response, to request: RequestKey, dropped: [String]) {
        let mark = CacheMark(asked: Date(), program: program, dropped: dropped)
        let isFirst = state.withLock { state in
            guard !state.isUnwritable, state.waiting.count < Self.mostWaiting else { return false }
            state.waiting.append(CacheRow(request: request, response: answer, mark: mark))
            defer { state.isWriting = true }
            return !state.isWriting
        }
        guard isFirst else { return }
        // On the database's own queue: the run does not wait for the cache.
        database.asyncWriteWithoutTransaction { self.writeWaiting(in: $0) }
    }

    /// Writes what waits and closes the file.
    public func close() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            database.asyncWriteWithoutTransaction { database in
                self.writeWaiting(in: database)
                // SQLite does not survive a look into a file that was closed.
                self.state.withLock { ($0.isUnreadable, $0.isUnwritable) = (true, true) }
                continuation.resume()
            }
        }
        do {
            try database.close()
        } catch {
            fail(error, \.isUnreadable, \.isUnwritable)
        }
    }

    private func writeWaiting(in database: Database) {
        while true {
            let rows = state.withLock { state in
                defer { state.waiting = [] }
                if state.waiting.isEmpty { state.isWriting = false }
                return state.waiting
            }
            guard !rows.isEmpty else { return }
            do {
                try database.inTransaction(.immediate) {
                    for row in rows { try row.store(in: database) }
                    return .commit
                }
                try evict(from: database)
            } catch {
                fail(error, \.isUnwritable)
            }
        }
    }

    /// Removes the oldest answers, a tenth of them at a time, until the others fit.
    private func evict(from database: Database) throws {
        while try Self.size(of: database) > bound {
            try database.execute(
                sql: """
                    DELETE FROM answer WHERE id <= (
                      SELECT id FROM answer ORDER BY id LIMIT 1 OFFSET (SELECT count(*) / 10 FROM answer))
                    """)
            guard database.changesCount > 0 else { return }
        }
    }

    /// Bytes in pages that hold something.
    private static func size(of database: Database) throws -> Int {
        func pragma(_ name: String) throws -> Int { try Int.fetchOne(database, sql: "PRAGMA \(name)") ?? 0 }
        return try (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")
    }

    /// An answer that is not what was written is asked for again.
    private func forget(_ request: RequestKey) {
        say("an answer in it is damaged and is asked for again")
        database.asyncWriteWithoutTransaction { database in
            do {
                try CacheRow.remove(request, in: database)
            } catch {
                self.fail(error, \.isUnwritable)
            }
        }
    }

    /// Does without the cache from here on; the run knows nothing of it.
    private func fail(_ error: any Error, _ parts: WritableKeyPath<State, Bool>...) {
        state.withLock { state in
            for part in parts { state[keyPath: part] = true }
        }
        let reason = (error as? DatabaseError)?.message ?? "\(type(of: error))"
        say("\(reason); the run goes on without \(parts.count > 1 ? "it" : "adding to it")")
    }

    private func say(_ what: String) {
        let isFirst = state.withLock { state in
            defer { state.hasWarned = true }
            return !state.hasWarned
        }
        if isFirst { warn("the response cache \(path.string): \(what)") }
    }
}
