import AssayCore
import Foundation
import SystemPackage

/// The bytes of a file one after the other, read in pieces.
final class ByteStream {
    let file: FilePath
    private let descriptor: FileDescriptor
    private var piece: [UInt8] = []
    private var position = 0
    private static let pieceSize = 1 << 16

    /// Opens a regular file.
    ///
    /// `ifAbsent`: what to do where there is no such file.
    init(_ file: FilePath, ifAbsent remedy: String) throws(DatasetFault) {
        self.file = file
        do {
            // Not waiting, so that a pipe holds nobody up.
            descriptor = try FileDescriptor.open(file, .readOnly, options: [.nonBlocking, .closeOnExec])
        } catch {
            let isAbsent = error as? Errno == .noSuchFileOrDirectory
            throw DatasetFault(
                file: file.string, problem: isAbsent ? "no such file" : "cannot be read",
                remedy: isAbsent ? remedy : "check its permissions")
        }
        let isRegular = (try? descriptor.stat().type) == .regular
        guard isRegular else {
            throw DatasetFault(file: file.string, problem: "is not a file", remedy: "name a file")
        }
    }

    deinit {
        // It was only read: nothing can be lost where it does not close.
        try? descriptor.close()
    }

    /// The next byte, and past it; nil at the end.
    func next() throws(DatasetFault) -> UInt8? {
        guard let byte = try peek() else { return nil }
        position += 1
        return byte
    }

    /// The next byte, which stays where it is; nil at the end.
    func peek() throws(DatasetFault) -> UInt8? {
        if position == piece.count { try fill() }
        return position < piece.count ? piece[position] : nil
    }

    /// All bytes of a piece that were not read yet, and past them; nil at the end.
    func nextPiece() throws(DatasetFault) -> ArraySlice<UInt8>? {
        guard try peek() != nil else { return nil }
        defer { position = piece.count }
        return piece[position...]
    }

    /// Skips a byte order mark of UTF-8; refuses the marks of UTF-16.
    func skipMark() throws(DatasetFault) {
        _ = try peek()
        if piece.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        if piece.starts(with: [0xFF, 0xFE]) || piece.starts(with: [0xFE, 0xFF]) {
            throw DatasetFault(file: file.string, problem: "is UTF-16", remedy: "save it as UTF-8")
        }
    }

    private func fill() throws(DatasetFault) {
        do {
            piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        } catch {
            throw DatasetFault(file: file.string, problem: "cannot be read to its end", remedy: "check the disk")
        }
        position = 0
    }
}
