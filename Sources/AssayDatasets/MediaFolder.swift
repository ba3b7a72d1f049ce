import AssayCore
import Foundation
import SystemPackage

/// The folder that holds a dataset's media; nothing outside it is ever opened.
struct MediaFolder: Sendable {
    /// The largest image or sound that is taken, in bytes.
    static let sizeLimit = 64 << 20

    /// The folder, as the user named it.
    let path: FilePath

    /// The medium of a name below the folder, its bytes hashed in pieces.
    ///
    /// - Parameter name: as the dataset gives it; hostile.
    /// - Returns: the medium, checked and hashed.
    /// - Throws: why it is not taken.
    func medium(named name: String) throws(MediaFault) -> Media {
        try Self.withPiece { piece in Result { () throws(MediaFault) in try medium(named: name, through: piece) } }
            .get()
    }

    private func medium(
        named name: String, through piece: UnsafeMutableRawBufferPointer
    ) throws(MediaFault) -> Media {
        let (file, status) = try resolve(name)
        guard status.type == .regular else { throw .notAFile(name: name) }
        guard status.size > 0 else { throw .empty(name: name) }
        guard status.size <= Self.sizeLimit else { throw .tooLarge(name: name, bytes: Int(status.size)) }
        let head: [UInt8]
        let digest: Digest
        do {
            (head, digest) = try Self.read(file, through: piece)
        } catch {
            throw .unreadable(name: name)
        }
        guard let type = MediaType(signature: head) else { throw .notMedia(name: name) }
        let change = status.st_mtim
        let modified = Date(timeIntervalSince1970: Double(change.tv_sec) + Double(change.tv_nsec) / 1e9)
        return Media(type: type, size: Int(status.size), digest: digest, location: .file(file, modified: modified))
    }

    /// The media of several names at once, so that all processors hash; each stands in the place of its name.
    ///
    /// As many files are open together as there are processors, and each of these has one buffer.
    func media(named names: [String]) async -> [Result<Media, MediaFault>] {
        let lanes = min(names.count, ProcessInfo.processInfo.activeProcessorCount)
        func places(of lane: Int) -> StrideTo<Int> { stride(from: lane, to: names.count, by: lanes) }
        return await withTaskGroup(of: (lane: Int, media: [Result<Media, MediaFault>]).self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    let media = Self.withPiece { piece in
                        places(of: lane).map { place in
                            Result { () throws(MediaFault) in try medium(named: names[place], through: piece) }
                        }
                    }
                    return (lane, media)
                }
            }
            var media = [Result<Media, MediaFault>](repeating: .failure(.missing(name: "")), count: names.count)
            for await result in group {
                for (place, medium) in zip(places(of: result.lane), result.media) { media[place] = medium }
            }
            return media
        }
    }

    /// Room for a piece of a file.
    private static func withPiece<Value>(_ read: (UnsafeMutableRawBufferPointer) -> Value) -> Value {
        withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16, read)
    }

    /// The file of a name, if it lies below the folder without a symbolic link on the way.
    private func resolve(_ name: String) throws(MediaFault) -> (FilePath, Stat) {
        let relative = FilePath(name)
        guard !name.utf8.contains(0), relative.isRelative, relative.components.allSatisfy({ $0.kind == .regular })
        else { throw .outside(name: name) }
        var file = path
        var status: Stat?
        for part in relative.components {
            file.append(part)
            // The system itself is asked: Foundation also looks up the names of owner and group each time.
            guard let found = try? file.stat(followTargetSymlink: false) else { throw .missing(name: name) }
            guard found.type != .symbolicLink else { throw .link(name: name) }
            status = found
        }
        guard let status else { throw .outside(name: name) }
        return (file, status)
    }

    /// The first bytes of a file and its digest, in pieces.
    private static func read(
        _ file: FilePath, through piece: UnsafeMutableRawBufferPointer
    ) throws -> (head: [UInt8], digest: Digest) {
        // Not waiting, so that a pipe that was put in the file's place holds nobody up.
        let descriptor = try FileDescriptor.open(file, .readOnly, options: [.nonBlocking, .closeOnExec, .noFollow])
        return try descriptor.closeAfter {
            var head: [UInt8] = []
            var accumulator = Digest.Accumulator()
            while case let count = try descriptor.read(into: piece), count > 0 {
                let bytes = UnsafeRawBufferPointer(rebasing: piece[..<count])
                if head.isEmpty { head = Array(bytes.prefix(MediaType.signatureLength)) }
                accumulator.update(bytes)
            }
            return (head, accumulator.finish())
        }
    }
}

/// Why a medium that a dataset names is not taken.
enum MediaFault: Error, Equatable {
    case outside(name: String), link(name: String), missing(name: String), notAFile(name: String), empty(name: String)
    case tooLarge(name: String, bytes: Int), notMedia(name: String), unreadable(name: String)

    /// What was wanted and what was found.
    var problem: String {
        switch self {
        case .outside(let name): "names \(Self.quoted(name)), which lies outside the media folder"
        case .link(let name): "names \(Self.quoted(name)), which is a symbolic link"
        case .missing(let name): "names \(Self.quoted(name)), which is not there"
        case .notAFile(let name): "names \(Self.quoted(name)), which is not a file"
        case .empty(let name): "names \(Self.quoted(name)), which is empty"
        case .tooLarge(let name, let bytes): "names \(Self.quoted(name)), which has \(bytes) bytes"
        case .notMedia(let name): "names \(Self.quoted(name)), whose bytes are no PNG, JPEG, WebP, GIF, WAV or MP3"
        case .unreadable(let name): "names \(Self.quoted(name)), which cannot be read"
        }
    }

    /// What to do about it.
    var remedy: String {
        switch self {
        case .outside: "mend the dataset file; paths are relative to the media folder, without '..'"
        case .link: "put the file itself there"
        case .missing: "fetch the dataset's media into the folder"
        case .notAFile, .empty, .notMedia: "fetch the file again"
        case .tooLarge: "make it smaller than \(MediaFolder.sizeLimit >> 20) MiB"
        case .unreadable: "check its permissions"
        }
    }

    /// A name as it may stand in an error line: without control characters and of bounded length.
    private static func quoted(_ name: String) -> String {
        let plain = String(name.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : Character($0) })
        return "'" + (plain.count > 80 ? plain.prefix(77) + "..." : plain) + "'"
    }
}
