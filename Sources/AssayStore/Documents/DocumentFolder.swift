import AssayCore
import Foundation
import SystemPackage

/// The documents below a folder: which they are, in an order of their own, and what they say.
///
/// A folder of documents is hostile: no link is followed, nothing but plain files is opened, and everything is bounded.
struct DocumentFolder {
    /// The most documents.
    static let mostDocuments = 100_000
    /// The most bytes of one.
    static let mostBytesOfOne = 8 << 20
    /// The most bytes of all.
    static let mostBytes = 512 << 20
    /// The most levels of folders.
    static let mostLevels = 32

    let path: FilePath
    /// The documents' paths below the folder in the order of their bytes.
    private(set) var names: [String] = []
    /// Files and folders whose names begin with a point.
    private(set) var hidden = 0
    /// Files that are neither `.txt` nor `.md`.
    private(set) var others = 0

    init(_ path: FilePath) throws(DocumentFault) {
        self.path = path
        try list("", level: 1)
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !names.isEmpty else { throw .noDocuments(path.string) }
    }

    private mutating func list(_ folder: String, level: Int) throws(DocumentFault) {
        let here = folder.isEmpty ? path : path.appending(folder)
        guard level <= Self.mostLevels else {
            throw .tooMuch(path.string, what: "\(Self.mostLevels) levels of folders")
        }
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: here.string) else {
            throw .unreadableFolder(here.string)
        }
        for entry in entries {
            guard !entry.hasPrefix(".") else {
                hidden += 1
                continue
            }
            let name = folder.isEmpty ? entry : "\(folder)/\(entry)"
            let file = path.appending(name)
            guard let status = try? file.stat(followTargetSymlink: false) else { throw .unreadable(file.string) }
            let isDocument = ["txt", "md"].contains(file.extension?.lowercased())
            switch status.type {
            case .directory: try list(name, level: level + 1)
            case .symbolicLink: throw .link(file.string)
            case .regular where isDocument:
                guard names.count < Self.mostDocuments else {
                    throw .tooMuch(path.string, what: "\(Self.mostDocuments) documents")
                }
                names.append(name)
            case _ where isDocument: throw .notAFile(file.string)
            default: others += 1
            }
        }
    }

    /// The bytes of a document.
    func bytes(of name: String) throws(DocumentFault) -> [UInt8] {
        let file = path.appending(name)
        do {
            // Not waiting, so that a pipe that was put in the file's place holds nobody up.
            let descriptor = try FileDescriptor.open(file, .readOnly, options: [.nonBlocking, .closeOnExec, .noFollow])
            return try descriptor.closeAfter {
                let status = try descriptor.stat()
                guard status.type == .regular else { throw DocumentFault.notAFile(file.string) }
                guard status.size <= Self.mostBytesOfOne else {
                    throw DocumentFault.tooLarge(file.string, bytes: Int(status.size))
                }
                return try Self.read(descriptor, about: Int(status.size), file)
            }
        } catch let fault as DocumentFault {
            throw fault
        } catch {
            throw .unreadable(file.string)
        }
    }

    private static func read(_ descriptor: FileDescriptor, about size: Int, _ file: FilePath) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { piece in
            while case let count = try descriptor.read(into: piece), count > 0 {
                bytes += UnsafeRawBufferPointer(rebasing: piece[..<count])
                // It may grow while it is read.
                guard bytes.count <= mostBytesOfOne else {
                    throw DocumentFault.tooLarge(file.string, bytes: bytes.count)
                }
            }
        }
        return bytes
    }

    /// What was left out, for the user.
    var notes: [String] {
        var parts: [String] = []
        if hidden > 0 { parts.append("\(hidden) hidden files or folders") }
        if others > 0 { parts.append("\(others) files that are neither .txt nor .md") }
        return parts.isEmpty ? [] : ["\(path.string): left out \(parts.joined(separator: " and "))"]
    }
}
