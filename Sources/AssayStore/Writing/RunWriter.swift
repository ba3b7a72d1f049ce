public import AssayCore
import Foundation
import GRDB
import Synchronization
public import SystemPackage

/// The one writer of a run file: it journals calls, keeps records, and notes what befalls the run.
///
/// Whatever is kept is committed in groups, see `GroupCommit`. While the run is going, other processes may read the
/// file.
public final class RunWriter: Sendable {
    /// The run's plan.
    public let manifest: Manifest
    /// What the user should be told when the run starts.
    public let warnings: [String]
    /// Where the file is.
    public var path: FilePath { names.file }

    let database: DatabaseQueue
    let isResumed: Bool
    let commits: GroupCommit<JournalRow>
    // Set once, when the run is to end.
    private let isStopping = Mutex(false)
    private let names: RunFileNames
    let lock: RunLock

    /// Opens an unfinished or stopped run file to go on with it.
    ///
    /// `acceptMissingWAL`: whether to go on with a file that was not closed and has lost its `-wal`.
    /// `timing`: when rows are committed.
    public static func open(
        _ path: FilePath, acceptMissingWAL: Bool = false, timing: CommitTiming = CommitTiming()
    ) throws(StoreError) -> RunWriter {
        let names = RunFileNames(existing: path)
        // Looked at before the lock is taken, so that a wrong path leaves no lock file.
        _ = try DatabaseHeader(checking: names)
        let lock = try RunLock(of: names)
        let header = try DatabaseHeader(checking: names)
        let lacksWAL = header.usesWAL && !names.hasWAL
        if lacksWAL, !acceptMissingWAL, try RunFile(reading: path).isMissingWAL {
            throw .missingWAL(names.file.string)
        }
        names.removeDraft()
        return try RunWriter(opening: names, lock: lock, isResumed: true, lacksWAL: lacksWAL, timing: timing)
    }

    init(
        opening names: RunFileNames, lock: RunLock, isResumed: Bool, lacksWAL: Bool, timing: CommitTiming
    ) throws(StoreError) {
        let kind = FileSystemKind(of: names.folder)
        let file = try RunFile(writing: names, alone: kind == .network, lacksWAL: lacksWAL)
        do {
            try file.database.writeWithoutTransaction { database in
                try Self.begin(in: database, at: names.file)
            }
        } catch {
            throw StoreError(error, at: names.file, writing: true)
        }
        self.names = names
        self.lock = lock
        self.isResumed = isResumed
        manifest = file.manifest
        warnings = [kind.warning(for: names.file)].compactMap(\.self)
        database = file.database
        commits = GroupCommit(
            timing, commit: Self.commit(in: file.database, by: timing.clock.stopwatch()))
    }

    /// Samples in run order that still have trials without a final outcome.
    public struct Unfinished: Sendable, Hashable {
        /// The sample's place in the run, from 1.
        public let ordinal: Int
        /// The sample.
        public let sample: Sample
        /// The trials to ask, from 1.
        public let trials: [Int]
    }

    /// The next samples that still have trials without a final outcome.
    ///
    /// `ordinal`: the last sample's place; 0 begins.
    /// `limit`: the most samples to read.
    public func unfinished(after ordinal: Int, limit: Int) throws(StoreError) -> [Unfinished] {
        try expectOpen()
        do {
            return try database.read { try readUnfinished(after: ordinal, limit: limit, in: $0) }
        } catch {
            throw StoreError(error, at: path, writing: false)
        }
    }

    /// The same, deaf to cancellation, and without a thread that waits for the commits before it.
    public func unfinishedPage(after ordinal: Int, limit: Int) async throws(StoreError) -> [Unfinished] {
        try expectOpen()
        let page: Result<[Unfinished], any Error> = await withCheckedContinuation { continuation in
            database.asyncRead { opened in
                continuation.resume(
                    returning: Result { try self.readUnfinished(after: ordinal, limit: limit, in: opened.get()) })
            }
        }
        do {
            return try page.get()
        } catch {
            throw StoreError(error, at: path, writing: false)
        }
    }

    private func readUnfinished(after ordinal: Int, limit: Int, in database: Database) throws -> [Unfinished] {
        try Unfinished.read(after: ordinal, limit: limit, of: manifest.settings.trials, in: database, at: path)
    }

    /// SQLite does not survive a look into a file that was closed.
    func expectOpen() throws(StoreError) {
        guard !commits.isClosed else { throw .cannotRead(path.string, reason: "the run has closed it") }
    }

    /// Queues a record for the next commit; it replaces an earlier one only where that was resumable.
    public func keep(_ record: FinishedRecord) {
        commits.enqueue(.record(record))
    }

    /// Queues a note of what befalls the run for the next commit.
    ///
    /// The beginning and the end of a session are noted without being asked.
    public func note(_ event: String, detail: String) {
        commits.enqueue(.event(name: event, detail: detail, Date()))
    }

    /// From now on no new call may start; what is in flight is still kept.
    public func stopTakingCalls() {
        isStopping.withLock { $0 = true }
    }

    /// Whether `stopTakingCalls` was called: then `takesNewCalls` stays false.
    public var isStopped: Bool { isStopping.withLock(\.self) }

    /// Waits while commits fail.
    ///
    /// Returns whether a new call may start; false where the run is ending or answers cannot be stored.
    public func waitUntilCallsAreTaken() async -> Bool {
        guard commits.isFailing, !isStopped else { return takesNewCalls }
        do {
            try await commits.flush()
            return takesNewCalls
        } catch {
            return false
        }
    }

    /// Returns when everything that was kept and noted is on disk.
    public func flush() async throws(StoreError) {
        do {
            try await commits.flush()
        } catch {
            throw .unsaved(path.string, replies: unsavedReplies, reason: error.description)
        }
    }

    /// Replies that are in memory alone.
    public var unsavedReplies: Int { commits.count(where: \.isReply) }
}

extension RunWriter {
    static let sessionStarted = "session_started"
    static let sessionEnded = "session_ended"

    /// Turns to the log, then says in the main file that the run is open; before that no call may start.
    ///
    /// A crash on the way leaves `opening`: a file that may be without its log and has lost nothing.
    private static func begin(in database: Database, at path: FilePath) throws {
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        // A file that was left in log mode has its log, or is known to have lost it.
        if mode != "wal" { try store(.opening, in: database) }
        try RunFile.beginLog(in: database, at: path)
        let started = JournalRow.event(name: sessionStarted, detail: "process \(getpid())", Date())
        try database.inTransaction(.immediate) {
            try JournalRow.write([started], in: database)
            try write(.open, in: database)
            return .commit
        }
        // From the log into the file itself, past a reader's short look: without its log the file is known for unfinished.
        try database.execute(sql: "PRAGMA wal_checkpoint(FULL)")
    }

    static func store(_ state: Schema.State, in database: Database) throws {
        try database.inTransaction(.immediate) {
            try write(state, in: database)
            return .commit
        }
    }

    private static func write(_ state: Schema.State, in database: Database) throws {
        try database.execute(sql: "UPDATE state SET value = ? WHERE key = 'run'", arguments: [state.rawValue])
    }

    /// Commits groups on the database's own queue, away from the threads that run tasks, and deaf to cancellation;
    /// folds the log into the file at least every ten seconds while there are commits.
    private static func commit(
        in queue: DatabaseQueue, by elapsed: @escaping @Sendable () -> Duration
    ) -> @Sendable ([JournalRow]) async -> JournalFailure? {
        // When the log was last folded in; only the queue's own thread touches it, the mutex says so to the compiler.
        let lastCheckpoint = LastCheckpoint()
        return { rows in
            await withCheckedContinuation { continuation in
                queue.asyncWriteWithoutTransaction { database in
                    do {
                        try JournalRow.store(rows, in: database)
                        continuation.resume(returning: nil)
                    } catch {
                        let reason = (error as? DatabaseError)?.message ?? "\(type(of: error))"
                        continuation.resume(returning: JournalFailure(reason))
                        return
                    }
                    guard lastCheckpoint.isDue(at: elapsed()) else { return }
                    // The rows are safe in the log; a checkpoint that fails is made by the next one.
                    try? database.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
                }
            }
        }
    }

    private final class LastCheckpoint: Sendable {
        private let time = Mutex(Duration.zero)

        func isDue(at now: Duration) -> Bool {
            time.withLock { time in
                guard now - time >= .seconds(10) else { return false }
                time = now
                return true
            }
        }
    }
}

extension RunWriter.Unfinished {
    fileprivate static func read(
        after ordinal: Int, limit: Int, of trials: Int, in database: Database, at path: FilePath
    ) throws -> [Self] {
        let rows = try Row.fetchAll(
            try database.cachedStatement(
                sql: """
                    SELECT \(SampleRow.columns), ordinal FROM sample
                    WHERE ordinal > ? AND ? > (
                      SELECT count(*) FROM record WHERE record.sample = sample.id AND NOT record.resumable)
                    ORDER BY ordinal LIMIT ?
                    """), arguments: [ordinal, trials, limit])
        return try rows.map { row in
            let stored = SampleRow(row)
            guard let sample = try stored.sample(media: { try Media.stored($0, in: database) }) else {
                throw StoreError.unreadableRow(path.string, table: "sample", key: "id \(stored.id)")
            }
            let final = try Int.fetchSet(
                try database.cachedStatement(sql: "SELECT trial FROM record WHERE sample = ? AND NOT resumable"),
                arguments: [stored.id])
            return Self(ordinal: row[6], sample: sample, trials: (1...trials).filter { !final.contains($0) })
        }
    }
}
