import Foundation
import SystemPackage

/// Gives a finished draft its name: first the bytes to disk, then the name, then the name to disk.
struct Publication {
    let names: RunFileNames

    init(of names: RunFileNames) {
        self.names = names
    }

    /// Renames without replacing; on failure the destination is as it was.
    func carryOut() throws(StoreError) {
        try synchronise(names.draft.string, flags: O_RDWR)
        // Linking fails where something is there, in one step; a rename would replace it.
        if link(names.draft.string, names.file.string) == 0 {
            unlink(names.draft.string)
        } else {
            try renameWithoutLink(errno)
        }
        do throws(StoreError) {
            try synchronise(names.folder.string, flags: O_RDONLY | O_DIRECTORY)
        } catch {
            unlink(names.file.string)
            throw error
        }
    }

    /// For file systems without hard links; the lock keeps other runs away from the name meanwhile.
    private func renameWithoutLink(_ code: CInt) throws(StoreError) {
        if code == EEXIST { throw .destinationExists(names.file.string) }
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(code) else { throw failure(code) }
        guard access(names.file.string, F_OK) != 0 else { throw .destinationExists(names.file.string) }
        guard rename(names.draft.string, names.file.string) == 0 else { throw failure(errno) }
    }

    private func synchronise(_ path: String, flags: CInt) throws(StoreError) {
        let file = open(path, flags | O_CLOEXEC)
        guard file >= 0 else { throw failure(errno) }
        defer { close(file) }
        guard fsync(file) == 0 else {
            // Some file systems cannot synchronise a folder and say so; for a file it is a failure.
            let code = errno
            if flags & O_DIRECTORY != 0, code == EINVAL || code == ENOTSUP { return }
            throw failure(code)
        }
    }

    private func failure(_ code: CInt) -> StoreError {
        .cannotWrite(names.file.string, reason: String(cString: strerror(code)))
    }
}
