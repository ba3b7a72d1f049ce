import AssayCore
import Foundation
import GRDB
import GRDBSQLite
import SystemPackage

/// Opens run files and reads what they say of themselves.
struct RunFile {
    /// The open file.
    let database: DatabaseQueue
    /// Where it is, with its companions.
    let names: RunFileNames
    /// Whether the run was closed.
    let state: Schema.State
    /// The run's plan.
    let manifest: Manifest
    /// Whether commits may be missing: the file was left open and its log is not beside it.
    let isMissingWAL: Bool

    /// Opens a file for reading alone: nothing is folded in, removed, or made beside it.
    init(reading path: FilePath) throws(StoreError) {
        let names = RunFileNames(existing: path)
        let (database, lacksWAL) = try Self.open(reading: names)
        do {
            try self.init(database: database, names: names, lacksWAL: lacksWAL)
        } catch {
            throw StoreError(error, at: names.file, writing: false)
        }
    }

    /// Opens for reading alone what is known to be a run file.
    static func open(reading names: RunFileNames) throws(StoreError) -> (database: DatabaseQueue, lacksWAL: Bool) {
        let header = try DatabaseHeader(checking: names)
        let lacksWAL = header.usesWAL && !names.hasWAL
        var configuration = configuration
        configuration.readonly = true
        // Without its log the file is opened as one that nobody changes: otherwise SQLite makes an empty log, and
        // the next reader could not tell that the real one is missing.
        let location = lacksWAL ? immutableAddress(of: names.file) : names.file.string
        do {
            return (try DatabaseQueue(path: location, configuration: configuration), lacksWAL)
        } catch {
            throw StoreError(error, at: names.file, writing: false)
        }
    }

    /// Opens a file for writing, in whatever journal mode it is; the caller holds its lock.
    init(writing names: RunFileNames, alone: Bool, lacksWAL: Bool) throws(StoreError) {
        do {
            let database = try DatabaseQueue(path: names.file.string, configuration: Self.configuration(alone: alone))
            try database.read { try Self.checkKind(of: $0, at: names.file) }
            // A file of an earlier version gets the columns that came since; what it holds stays as it is.
            try Schema.migrator.migrate(database)
            try self.init(database: database, names: names, lacksWAL: lacksWAL)
        } catch {
            throw StoreError(error, at: names.file, writing: true)
        }
    }

    private init(database: DatabaseQueue, names: RunFileNames, lacksWAL: Bool) throws {
        self.database = database
        self.names = names
        (state, manifest) = try database.read { database in
            try Self.checkKind(of: database, at: names.file)
            return (try Self.state(in: database, at: names.file), try Self.manifest(in: database, at: names.file))
        }
        isMissingWAL = lacksWAL && state == .open
    }

    private static func checkKind(of database: Database, at path: FilePath) throws {
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == Schema.applicationID else {
            throw StoreError.notARunFile(path.string)
        }
        guard try !Schema.migrator.hasBeenSuperseded(database) else { throw StoreError.newer(path.string) }
    }

    private static func state(in database: Database, at path: FilePath) throws -> Schema.State {
        let name = try String.fetchOne(database, sql: "SELECT value FROM state WHERE key = 'run'")
        guard let state = name.flatMap(Schema.State.init) else {
            throw StoreError.unreadableRow(path.string, table: "state", key: "run")
        }
        return state
    }

    private static func manifest(in database: Database, at path: FilePath) throws -> Manifest {
        let sql = "SELECT json_group_object(key, json(value)) FROM manifest"
        do {
            return try JSONText.decode(Manifest.self, from: try String.fetchOne(database, sql: sql) ?? "")
        } catch is DecodingError {
            throw StoreError.unreadableRow(path.string, table: "manifest", key: "its keys")
        }
    }

    /// What every connection has in common.
    static var configuration: Configuration {
        var configuration = Configuration()
        // A reply that was paid for is stored whatever it refers to; the audit checks the references.
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        return configuration
    }

    /// A connection that writes.
    ///
    /// `alone`: whether to keep every other process out, as a network file system needs.
    static func configuration(alone: Bool) -> Configuration {
        var configuration = configuration
        configuration.prepareDatabase { database in
            if alone { try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try keepLog(true, in: database)
        }
        return configuration
    }

    /// Has commits go to a write-ahead log, each synchronised before it returns.
    static func beginLog(in database: Database, at path: FilePath) throws {
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard mode == "wal", synchronous == 2 else {
            throw StoreError.cannotWrite(path.string, reason: "no write-ahead log can be kept here")
        }
    }

    /// Folds the log into the file and leaves the file alone; where a reader is in the way, the log stays beside it.
    static func endLog(in database: Database) throws {
        try keepLog(false, in: database)
        do {
            try database.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
            try database.execute(sql: "PRAGMA journal_mode = DELETE")
        } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) {
            // Everything is on disk, in two files instead of one; the next writer folds them together.
            try keepLog(true, in: database)
        }
    }

    /// Whether closing the last connection leaves the log: only a run that has ended folds it in, so that an unfinished
    /// file always has its log beside it.
    private static func keepLog(_ isKept: Bool, in database: Database) throws {
        var flag: CInt = isKept ? 1 : 0
        let code = sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &flag)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static func immutableAddress(of path: FilePath) -> String {
        let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var address = Array("file:".utf8)
        for byte in path.string.utf8 {
            address += letters.contains(byte) ? [byte] : [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: address, as: UTF8.self) + "?immutable=1"
    }
}
