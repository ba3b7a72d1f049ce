import Foundation
import GRDB
import SystemPackage

/// Opens or begins the file of a response cache, and refuses what is none.
struct CacheOpening {
    private let path: FilePath
    private let folder: FilePath

    init(_ path: FilePath) {
        self.path = path
        let folder = path.removingLastComponent()
        self.folder = folder.isEmpty ? "." : folder
    }

    /// The open file, its tables in place.
    func database() throws(StoreError) -> DatabaseQueue {
        try makeFolder()
        guard FileSystemKind(of: folder) == .local else {
            throw unusable("it is on a network file system, where processes cannot share it")
        }
        // Two processes that begin one cache at once: the second waits here for the few milliseconds that it takes.
        let held = open(folder.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if held >= 0 { close(held) } }
        if held >= 0 { flock(held, LOCK_EX) }
        try checkFile()
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            let database = try DatabaseQueue(path: path.string, configuration: configuration)
            try database.writeWithoutTransaction(prepare)
            try CacheSchema.migrator.migrate(database)
            return database
        } catch let error as StoreError {
            throw error
        } catch {
            throw unusable((error as? DatabaseError)?.message ?? "\(type(of: error))")
        }
    }

    private func prepare(_ database: Database) throws {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id")
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        // A crash at the very beginning leaves a file without tables.
        guard id == CacheSchema.applicationID || (id == 0 && tables == 0) else {
            throw unusable("it is another kind of file")
        }
        guard try !CacheSchema.migrator.hasBeenSuperseded(database) else {
            throw unusable("it was written by a newer assay")
        }
        // In the log a crash or a power cut can cost the last answers, which is all that a cache may lose.
        try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    }

    private func makeFolder() throws(StoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder.string, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw unusable("its folder cannot be made")
        }
    }

    /// Makes the file for its user alone; one that is there is as it should be, or refused.
    private func checkFile() throws(StoreError) {
        let file = open(path.string, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard file >= 0 else { throw unusable(String(cString: strerror(errno))) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw unusable("it is not a file") }
        guard status.st_mode & 0o077 == 0 else {
            throw unusable("others can read it: run chmod 600 on it")
        }
    }

    private func unusable(_ reason: String) -> StoreError {
        .cacheUnusable(path.string, reason: reason)
    }
}
