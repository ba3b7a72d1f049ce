public import AssayCore
import Foundation
import GRDB
import Synchronization
public import SystemPackage

/// A run file in the making, under a hidden name beside its destination.
///
/// Samples are streamed in, put in order, and checked; only `publish` gives the file its name. Until then a crash
/// leaves nothing but the hidden file, which the next draft for the same destination removes.
public final class RunDraft {
    /// Where the run file will be.
    public let destination: FilePath
    let names: RunFileNames
    private var lock: RunLock?
    private var database: DatabaseQueue?
    private var isSealed = false
    /// Whether replies that were made before the run are in it: they are to be found, as after a resumption.
    var hasReplies = false
    private var buffer: [PlannedSample] = []
    private var bufferedIDs: Set<String> = []
    /// Eight bytes a sample, in place of a question to the file for each.
    private var seenHashes: Set<UInt64> = []
    private var count = 0
    /// Why the tables were not made, or the batch that was handed to the database last was not written.
    private let failure = Failure()

    private static let batch = 128

    /// What is written of a sample, made where samples are read: the database's queue has enough to do.
    private struct PlannedSample: Sendable {
        let number: Int
        let row: SampleRow
        let digest: Digest
        let media: [Media]
        let clusterKeys: [String]
        let stratum: String

        init(_ sample: Sample, number: Int, stratum: String) {
            self.number = number
            row = SampleRow(sample)
            digest = row.digest
            media = sample.media
            clusterKeys = sample.clusterKeys
            self.stratum = stratum
        }
    }

    private final class Failure: Sendable {
        // The mutex guards the error, which the database's queue leaves for whoever asks next.
        let error = Mutex<(any Error)?>(nil)
    }

    /// Takes the destination's lock and begins a file.
    ///
    /// `destination`: in a folder that takes new files; nothing may be there yet.
    public init(at destination: FilePath) throws(StoreError) {
        self.destination = destination
        let names = RunFileNames(new: destination)
        self.names = names
        let lock = try Self.lock(names)
        self.lock = lock
        do {
            names.removeDraft()
            let database = try DatabaseQueue(path: names.draft.string, configuration: Self.configuration)
            self.database = database
            // On the database's own queue, while the dataset begins to be read; whoever asks next is told what failed.
            Schema.migrator.asyncMigrate(database) { [failure] result in
                do {
                    let database = try result.get()
                    // What only the making of the plan needs.
                    try database.execute(sql: Self.keyTable)
                    try Schema.dropReadingIndexes(in: database)
                } catch {
                    failure.error.withLock { $0 = error }
                }
            }
        } catch {
            database = nil
            names.removeDraft()
            lock.release()
            throw StoreError(error, at: destination, writing: true)
        }
    }

    deinit {
        discard()
    }

    /// Adds the next sample of the dataset.
    ///
    /// `stratum`: what the order of the run and a limit are balanced over.
    /// Throws `duplicateSample` where a sample with its id was added before; the draft stays usable.
    public func append(_ sample: Sample, stratum: String) throws(StoreError) {
        guard try isNew(sample.id), bufferedIDs.insert(sample.id).inserted else { throw .duplicateSample(sample.id) }
        count += 1
        buffer.append(.init(sample, number: count, stratum: stratum))
        if buffer.count >= Self.batch { try store() }
    }

    /// Whether no stored sample has an id; the file is asked only where a hash of it was seen before.
    private func isNew(_ id: String) throws(StoreError) -> Bool {
        guard !seenHashes.insert(StableHash(of: id).mixed).inserted else { return true }
        return try perform { database in
            let statement = try database.cachedStatement(sql: "SELECT 1 FROM sample WHERE id = ?")
            return try Int.fetchOne(statement, arguments: [id]) == nil
        }
    }

    /// Puts the samples in run order, leaves out what a limit leaves out, and takes the digest.
    ///
    /// The order is written on the database's own queue while the manifest is made; whoever asks next is told what failed.
    ///
    /// `limit`: at least 1; nil plans every sample.
    public func seal(seed: Int, limit: Int?) throws(StoreError) -> SealedPlan {
        try store()
        isSealed = true
        let ordered = try perform { try RunPlan(seed: seed, limit: limit).order($0) }
        handOver { database in
            try database.inTransaction {
                try RunPlan.write(ordered, in: database)
                return .commit
            }
            // Rows that were left out would make a small run a large file.
            if ordered.sealed.samples < ordered.sealed.available { try database.execute(sql: "VACUUM") }
        }
        return ordered.sealed
    }

    /// Writes the manifest, gives the file its name, and opens it for the run.
    ///
    /// The file is whole and on disk before it has its name. A publication that fails leaves nothing.
    ///
    /// `timing`: when rows are committed.
    public func publish(
        _ manifest: Manifest, timing: CommitTiming = CommitTiming()
    ) throws(StoreError) -> RunWriter {
        precondition(isSealed, "a draft is sealed before it is published")
        let json = JSONText.encode(manifest)
        try perform { database in
            try database.inTransaction {
                try database.execute(sql: Self.manifestInsertion, arguments: [json])
                try database.execute(
                    sql: "INSERT INTO state (key, value) VALUES ('run', ?)", arguments: [Schema.State.opening.rawValue])
                return .commit
            }
            // Said in the header now, where it costs nothing: said later it would be a transaction with four flushes.
            if FileSystemKind(of: names.folder) == .local { try database.execute(sql: "PRAGMA journal_mode = WAL") }
        }
        guard let lock else { throw .cannotWrite(destination.string, reason: "the draft was discarded") }
        defer { discard() }
        do {
            try database?.close()
        } catch {
            throw StoreError(error, at: destination, writing: true)
        }
        database = nil
        try Publication(of: names).carryOut()
        do throws(StoreError) {
            let writer = try RunWriter(
                opening: names, lock: lock, isResumed: hasReplies, lacksWAL: false, timing: timing)
            self.lock = nil
            return writer
        } catch {
            for path in [names.file, names.wal, names.sharedMemory, names.journal] { unlink(path.string) }
            throw error
        }
    }

    /// Removes the draft and lets go of the destination; does nothing once published.
    public func discard() {
        guard let lock else { return }
        // Waits for what is being written; that it fails no longer matters.
        try? database?.close()
        database = nil
        names.removeDraft()
        lock.release()
        self.lock = nil
    }

    /// Hands a batch to the database, which writes it on its own queue while the dataset is read on.
    ///
    /// It waits for the batch before, so that no more than two are in memory.
    private func store() throws(StoreError) {
        let samples = buffer
        guard !samples.isEmpty else { return }
        try perform { _ in }
        handOver { database in
            try database.inTransaction {
                for planned in samples { try Self.store(planned, in: database) }
                return .commit
            }
        }
        buffer.removeAll(keepingCapacity: true)
        bufferedIDs.removeAll(keepingCapacity: true)
    }

    private static func store(_ planned: PlannedSample, in database: Database) throws {
        let row = planned.row
        for medium in planned.media { try medium.store(in: database) }
        // Run order, cluster and weight are not known yet; an ordinal below zero says so.
        try database.cachedStatement(
            sql: """
                INSERT INTO sample
                  (number, ordinal, id, language, target, content, groups, pair, stratum, cluster, weight, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?)
                """
        )
        .execute(arguments: [
            planned.number, -planned.number, row.id, row.language, row.target, row.content, row.groups, row.pair,
            planned.stratum, planned.digest.hex,
        ])
        for key in planned.clusterKeys {
            try database.cachedStatement(sql: "INSERT OR IGNORE INTO draft (number, key) VALUES (?, ?)")
                .execute(arguments: [planned.number, key])
        }
    }

    /// Has the database's own queue do some work, unless what it was handed before failed.
    private func handOver(_ work: @escaping @Sendable (Database) throws -> Void) {
        database?.asyncWriteWithoutTransaction { [failure] database in
            guard failure.error.withLock({ $0 == nil }) else { return }
            do {
                try work(database)
            } catch {
                failure.error.withLock { $0 = error }
            }
        }
    }

    /// Says that samples and their order are in place.
    func markSealed() {
        isSealed = true
    }

    func perform<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
        guard let database else { throw .cannotWrite(destination.string, reason: "the draft was discarded") }
        do {
            return try database.writeWithoutTransaction { database in
                if let error = failure.error.withLock(\.self) { throw error }
                return try work(database)
            }
        } catch {
            throw StoreError(error, at: destination, writing: true)
        }
    }

    private static func lock(_ names: RunFileNames) throws(StoreError) -> RunLock {
        var status = stat()
        guard stat(names.folder.string, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .noSuchFolder(names.folder.string)
        }
        let lock = try RunLock(of: names)
        guard lstat(names.file.string, &status) != 0 else {
            lock.release()
            throw .destinationExists(names.file.string)
        }
        return lock
    }

    /// A draft is synchronised as a whole before it gets its name; until then it may be lost, and what fails in it fails
    /// as a whole: nothing is ever taken back.
    private static var configuration: Configuration {
        var configuration = RunFile.configuration
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF")
        }
        return configuration
    }

    /// What may make a sample depend on others, by its number; dropped when the draft is sealed.
    private static let keyTable = """
        CREATE TABLE draft (number INTEGER, key TEXT, PRIMARY KEY (number, key)) WITHOUT ROWID
        """

    /// One row for each key of the manifest; texts stay JSON.
    private static let manifestInsertion = """
        INSERT INTO manifest (key, value)
        SELECT key, CASE WHEN type IN ('object', 'array') THEN value ELSE json_quote(value) END FROM json_each(?)
        """
}
