import AssayStore
import Foundation

/// A file that is written whole or not at all.
enum WholeFile {
    /// Has a draft written beside the file, and gives it the file's name once it is whole.
    ///
    /// Throws what the body throws, `CommandFault` where the file cannot be written.
    static func write(to path: String, _ body: (_ draft: String) throws -> Void) throws {
        let draft = "\(path).part-\(UUID().uuidString.prefix(8))"
        do {
            try body(draft)
            guard rename(draft, path) == 0 else { throw CommandFault.cannotWrite(path) }
        } catch {
            // What was written so far is of no use to anyone; the fault is the one that is told.
            try? FileManager.default.removeItem(atPath: draft)
            throw error is StoreError || error is CommandFault ? error : CommandFault.cannotWrite(path)
        }
    }

    /// The same, piece by piece.
    static func writePieces(to path: String, _ body: (_ put: (String) throws -> Void) throws -> Void) throws {
        try write(to: path) { draft in
            guard FileManager.default.createFile(atPath: draft, contents: nil),
                let handle = FileHandle(forWritingAtPath: draft)
            else { throw CommandFault.cannotWrite(path) }
            try body { try handle.write(contentsOf: Data($0.utf8)) }
            try handle.close()
        }
    }
}
