import Foundation
import Synchronization
import SystemPackage

/// The one writer of a run file, among all processes of the machine.
///
/// A flock on a file of its own beside the run file: closing a database drops every POSIX lock on it, and a flock ends
/// with its process however that ends.
final class RunLock: Sendable {
    private let path: String
    // The open lock file; nil once released. The mutex lets two threads release at once.
    private let descriptor: Mutex<CInt?>

    /// Takes the lock.
    ///
    /// Throws `inUse` at once where another holds it.
    init(of names: RunFileNames) throws(StoreError) {
        path = names.lock.string
        descriptor = Mutex(try Self.take(path, of: names))
        writeProcess()
    }

    deinit {
        release()
    }

    /// Removes the lock file and lets the next writer in.
    func release() {
        let held = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        guard let held else { return }
        // Removed while it is still locked: whoever opened it before finds another file, or none, under its name.
        if Self.isSameFile(held, path) { unlink(path) }
        close(held)
    }

    private static func take(_ path: String, of names: RunFileNames) throws(StoreError) -> CInt {
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
            guard file >= 0 else { throw failure(errno, of: names) }
            while flock(file, LOCK_EX | LOCK_NB) != 0 {
                let code = errno
                if code == EINTR { continue }
                let holder = process(in: file)
                close(file)
                if code == EWOULDBLOCK { throw .inUse(names.file.string, process: holder) }
                throw .cannotWrite(names.lock.string, reason: String(cString: strerror(code)))
            }
            // The holder before us may have removed the file between our opening it and our locking it.
            if isSameFile(file, path) { return file }
            close(file)
        }
    }

    private static func failure(_ code: CInt, of names: RunFileNames) -> StoreError {
        switch code {
        case ENOENT, ENOTDIR: .noSuchFolder(names.folder.string)
        case EACCES, EPERM, EROFS: .folderNotWritable(names.folder.string)
        default: .cannotWrite(names.lock.string, reason: String(cString: strerror(code)))
        }
    }

    private static func isSameFile(_ descriptor: CInt, _ path: String) -> Bool {
        var held = stat()
        var named = stat()
        guard fstat(descriptor, &held) == 0, lstat(path, &named) == 0 else { return false }
        return held.st_ino == named.st_ino && held.st_dev == named.st_dev
    }

    private static func process(in file: CInt) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes.prefix(count).prefix { $0 != 10 }, as: UTF8.self))
    }

    /// Names the holder, for the message of whoever comes next; a full disk only costs that message its number.
    private func writeProcess() {
        descriptor.withLock { descriptor in
            guard let descriptor, ftruncate(descriptor, 0) == 0 else { return }
            let text = Array("\(getpid())\n".utf8)
            _ = pwrite(descriptor, text, text.count, 0)
        }
    }
}
