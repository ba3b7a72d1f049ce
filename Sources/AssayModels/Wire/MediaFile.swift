import AssayCore
import Foundation
import SystemPackage

/// The bytes of a medium at the moment when they are sent.
enum MediaFile {
    /// The bytes, which are those that the run was planned with.
    ///
    /// A file whose size and time of change are as they were is trusted; any other is hashed again.
    ///
    /// - Throws: `mediaChanged` where the file is gone or its bytes are others.
    static func bytes(of media: Media) throws(ModelError) -> [UInt8] {
        switch media.location {
        case .embedded(let bytes): return bytes
        case .file(let path, let modified):
            let found: (bytes: [UInt8], modified: Date)?
            do {
                found = try read(path, size: media.size)
            } catch {
                throw .mediaChanged(path: path.string)
            }
            guard let found, isSame(found.modified, modified) || Digest(of: found.bytes) == media.digest else {
                throw .mediaChanged(path: path.string)
            }
            return found.bytes
        }
    }

    /// Whether a file has the size and the time of change that it was planned with, without reading it.
    static func isUntouched(_ media: Media) -> Bool {
        guard case .file(let path, let modified) = media.location else { return true }
        guard let status = try? path.stat(), status.size == media.size else { return false }
        return isSame(date(of: status.st_mtim), modified)
    }

    private static func date(of time: timespec) -> Date {
        Date(timeIntervalSince1970: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }

    /// A file's bytes and its time of change; nil where it has not the size that it should.
    ///
    /// The file's status is asked of the system itself: Foundation also looks up the names of owner and group each time.
    private static func read(_ path: FilePath, size: Int) throws -> (bytes: [UInt8], modified: Date)? {
        // Not waiting, so that a pipe that was put in the file's place holds nobody up.
        let file = try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
        return try file.closeAfter {
            let status = try file.stat()
            guard status.size == size else { return nil }
            // One byte more than expected shows where the file grows meanwhile.
            let bytes = try [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
                while count < buffer.count {
                    let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...]))
                    let length = try file.read(into: rest)
                    if length == 0 { break }
                    count += length
                }
            }
            guard bytes.count == size else { return nil }
            return (bytes, date(of: status.st_mtim))
        }
    }

    /// A date that went through a run file may have lost what is below a millisecond.
    private static func isSame(_ left: Date, _ right: Date) -> Bool {
        abs(left.timeIntervalSince(right)) < 0.001
    }
}
