import Foundation
public import SystemPackage

extension RunWriter {
    /// Removes a run file with its companions, unless a process is writing it.
    ///
    /// - Throws: `inUse` where another holds the file; `cannotWrite` where it cannot be removed.
    public static func remove(_ path: FilePath) throws(StoreError) {
        let names = RunFileNames(existing: path)
        let lock = try RunLock(of: names)
        defer { lock.release() }
        for file in [names.file, names.wal, names.sharedMemory, names.journal] where unlink(file.string) != 0 {
            guard errno == ENOENT else { throw .cannotWrite(file.string, reason: String(cString: strerror(errno))) }
        }
    }
}
