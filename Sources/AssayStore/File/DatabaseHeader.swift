import Foundation
import SystemPackage

/// The first hundred bytes of an SQLite file, read without SQLite: what a cut or foreign file shows by itself.
struct DatabaseHeader: Sendable, Hashable {
    /// Bytes a page.
    let pageSize: Int
    /// Pages that the file says it has.
    let pageCount: Int
    /// Whether commits go to a `-wal` beside the file.
    let usesWAL: Bool

    static let length = 100
    private static let magic = Array("SQLite format 3\0".utf8)

    /// Reads the header of a file and compares it with the file's size.
    init(checking names: RunFileNames) throws(StoreError) {
        let path = names.file.string
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == ENOENT || errno == ENOTDIR
                ? .noSuchFile(path) : .cannotRead(path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
        let size = Int(status.st_size)
        guard size > 0 else { throw .emptyFile(path) }
        let head = try Self.head(of: path)
        guard head.starts(with: Self.magic.prefix(head.count)) else { throw .notARunFile(path) }
        guard head.count == Self.length else { throw .cutShort(path, found: "\(size) bytes") }
        let stated = Int(head[16]) << 8 | Int(head[17])
        pageSize = stated == 1 ? 65536 : stated
        pageCount = (28..<32).reduce(0) { $0 << 8 | Int(head[$1]) }
        usesWAL = head[18] == 2
        // While a log lies beside the file, pages may be in it alone.
        guard size >= pageCount * pageSize || Self.hasBytes(names.wal) else {
            throw .cutShort(path, found: "\(size) of \(pageCount * pageSize) bytes")
        }
    }

    private static func head(of path: String) throws(StoreError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotRead(path, reason: String(cString: strerror(errno))) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: length)
        let count = pread(file, &bytes, length, 0)
        guard count >= 0 else { throw .cannotRead(path, reason: String(cString: strerror(errno))) }
        return Array(bytes.prefix(count))
    }

    private static func hasBytes(_ path: FilePath) -> Bool {
        var status = stat()
        return stat(path.string, &status) == 0 && status.st_size > 0
    }
}

extension RunFileNames {
    /// Whether there is a write-ahead log, be it empty.
    var hasWAL: Bool { access(wal.string, F_OK) == 0 }
}
