import Foundation
import SystemPackage

/// A file that is being fetched: `NAME.part`, beside a note of what it is a part of.
///
/// The note is on disk before the first byte; a part without its note, or with the note of another content, is begun
/// anew. What a power cut may have made of the bytes, the digest of the whole finds.
final class PartFile {
    /// The note, `NAME.part.json`.
    private struct Note: Codable {
        /// Which content of the file: its digest as the hub lists it.
        let identity: String
        /// What the server that sends the bytes calls this content; nil where it does not say, or not strictly.
        let etag: String?
    }

    /// Bytes that are there.
    private(set) var size: Int
    /// What the server called the content.
    private(set) var etag: String?

    private let destination: FilePath
    private let path: FilePath
    private let notes: Notes
    private let identity: String
    private let descriptor: FileDescriptor

    /// Opens the part of a file, as far as it has come.
    init(of destination: FilePath, identity: String) throws(FetchFault) {
        self.destination = destination
        self.identity = identity
        path = FilePath(destination.string + ".part")
        notes = Notes(of: destination)
        do {
            descriptor = try FileDescriptor.open(
                path, .readWrite, options: [.create, .closeOnExec, .noFollow],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw Self.fault(path, error)
        }
        guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            try? descriptor.close()
            throw .taken(path: path.string)
        }
        let note = (try? Data(contentsOf: URL(filePath: notes.path.string)))
            .flatMap { try? JSONDecoder().decode(Note.self, from: $0) }
        size = 0
        etag = nil
        guard let note, note.identity == identity else {
            try startOver()
            return
        }
        etag = note.etag
        do {
            size = Int(try descriptor.seek(offset: 0, from: .end))
        } catch {
            throw Self.fault(path, error)
        }
    }

    deinit {
        // Whatever was written has been written; nothing more is known here where it does not close.
        try? descriptor.close()
    }

    /// Drops all that has come.
    func startOver() throws(FetchFault) {
        do {
            try descriptor.resize(to: 0)
            try descriptor.seek(offset: 0, from: .start)
        } catch {
            throw Self.fault(path, error)
        }
        size = 0
        etag = nil
    }

    /// Notes what the bytes that follow belong to.
    func note(etag: String?) throws(FetchFault) {
        do {
            // Under a name of ours until it is whole: what a kill leaves is found again by it.
            try JSONEncoder().encode(Note(identity: identity, etag: etag))
                .write(to: URL(filePath: notes.unfinished.string))
            guard rename(notes.unfinished.string, notes.path.string) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            throw .cannotWrite(path: notes.path.string, reason: "is the disk full?")
        }
        self.etag = etag
    }

    /// Adds bytes at the end.
    func append(_ bytes: [UInt8]) throws(FetchFault) {
        do {
            try descriptor.writeAll(bytes)
        } catch {
            throw Self.fault(path, error)
        }
        size += bytes.count
    }

    /// What is there now.
    func digests() throws(FetchFault) -> FileDigests {
        do {
            return try FileDigests(of: path)
        } catch {
            throw Self.fault(path, error)
        }
    }

    /// Gives the file its name, once it is safely on the disk.
    func publish() throws(FetchFault) {
        guard fsync(descriptor.rawValue) == 0 else { throw Self.fault(path, Errno(rawValue: errno)) }
        guard rename(path.string, destination.string) == 0 else {
            throw Self.fault(destination, Errno(rawValue: errno))
        }
        notes.remove()
    }

    /// Removes part and note.
    func discard() {
        unlink(path.string)
        notes.remove()
    }

    /// Removes what a kill may leave beside a file that is whole: between its name and the end of its note lies a moment.
    static func clean(besides destination: FilePath) {
        Notes(of: destination).remove()
    }

    /// Where the note is, and where it is while it is being written.
    private struct Notes {
        let path: FilePath
        let unfinished: FilePath

        init(of destination: FilePath) {
            path = FilePath(destination.string + ".part.json")
            unfinished = FilePath(destination.string + ".part.json.new")
        }

        func remove() {
            unlink(path.string)
            unlink(unfinished.string)
        }
    }

    /// The fault of a system call.
    static func fault(_ path: FilePath, _ error: any Error) -> FetchFault {
        .cannotWrite(path: path.string, reason: (error as? Errno)?.description ?? "unknown reason")
    }
}
