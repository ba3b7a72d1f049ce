import Foundation
import SystemPackage

/// The files that a run file has beside itself while it is made or written.
struct RunFileNames: Sendable, Hashable {
    /// The run file.
    let file: FilePath

    /// SQLite's write-ahead log: the latest commits of an unfinished run.
    var wal: FilePath { FilePath(file.string + "-wal") }
    /// SQLite's index of the write-ahead log.
    var sharedMemory: FilePath { FilePath(file.string + "-shm") }
    /// SQLite's rollback journal.
    var journal: FilePath { FilePath(file.string + "-journal") }
    /// What writers hold.
    var lock: FilePath { FilePath(file.string + ".lock") }
    /// The file in the making, hidden, in the same folder so that a rename suffices.
    var draft: FilePath { folder.appending(".\(file.lastComponent?.string ?? "run").draft") }
    /// Where all of them are.
    var folder: FilePath {
        let folder = file.removingLastComponent()
        return folder.isEmpty ? "." : folder
    }

    /// The file under its own name, so that two links to it share one lock.
    init(existing path: FilePath) {
        file = Self.resolved(path.string).map { FilePath($0) } ?? path
    }

    /// A file that is not there yet.
    init(new path: FilePath) {
        file = path
    }

    /// Removes a draft and what SQLite left beside it; nothing there is no fault.
    func removeDraft() {
        let names = RunFileNames(new: draft)
        for path in [names.file, names.wal, names.sharedMemory, names.journal] { unlink(path.string) }
    }

    private static func resolved(_ path: String) -> String? {
        guard let buffer = realpath(path, nil) else { return nil }
        defer { free(buffer) }
        return String(cString: buffer)
    }
}
