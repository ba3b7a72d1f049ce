import GRDB
import SystemPackage

/// Why a run file cannot be made, read or written.
///
/// It carries paths, ids and names of labels, never what was asked or answered.
public enum StoreError: Error, Sendable, Hashable {
    /// There is nothing at the path.
    case noSuchFile(String)
    /// The path names a folder or a device.
    case notAFile(String)
    /// The file has no bytes.
    case emptyFile(String)
    /// The file is something else.
    case notARunFile(String)
    /// The file has lost its end, or is damaged inside.
    case cutShort(String, found: String)
    /// The file has migrations that this program does not know.
    case newer(String)
    /// Another process, or another writer of this one, writes the file.
    case inUse(String, process: Int?)
    /// A run is never written over a file.
    case destinationExists(String)
    /// The folder of a file to be made is not there.
    case noSuchFolder(String)
    /// The folder of a file to be made takes no new files.
    case folderNotWritable(String)
    /// The file was not closed, and the part that holds the latest work is not beside it.
    case missingWAL(String)
    /// The file was left in the middle of a change that only a writer can take back.
    case needsRecovery(String)
    /// Two samples of a dataset have the same id.
    case duplicateSample(String)
    /// The database did not come free in time.
    case busy(String)
    /// SQLite or the system refused to read.
    case cannotRead(String, reason: String)
    /// SQLite or the system refused to write.
    case cannotWrite(String, reason: String)
    /// Replies are in memory and could not be put on disk.
    case unsaved(String, replies: Int, reason: String)
    /// A stored label or outcome that the suite does not know.
    case unknownName(String, kind: String, name: String, sample: String)
    /// A row that cannot be read back.
    case unreadableRow(String, table: String, key: String)
    /// A file that cannot serve as the response cache.
    case cacheUnusable(String, reason: String)
}

extension StoreError {
    /// What SQLite or a room's own code threw, seen from a file.
    ///
    /// `writing`: whether the file was being written.
    init(_ error: any Error, at path: FilePath, writing: Bool) {
        if let error = error as? StoreError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            let reason = "\(type(of: error))"
            self =
                writing ? .cannotWrite(path.string, reason: reason) : .cannotRead(path.string, reason: reason)
            return
        }
        let reason = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .cutShort(path.string, found: reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path.string)
        case .SQLITE_READONLY where !writing: self = .needsRecovery(path.string)
        default:
            self =
                writing ? .cannotWrite(path.string, reason: reason) : .cannotRead(path.string, reason: reason)
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// What, where, and what to do, in one line.
    public var description: String {
        switch self {
        case .noSuchFile(let path): "\(path): no such file; check the path"
        case .notAFile(let path): "\(path): not a file; name the run file itself"
        case .emptyFile(let path): "\(path): the file is empty, not a run file; copy it again from where it was made"
        case .notARunFile(let path): "\(path): not a run file; name a file that 'assay run' has made"
        case .cutShort(let path, let found):
            "\(path): cut short or damaged (\(found)); copy it again from where it was made"
        case .newer(let path): "\(path): was written by a newer assay; use that version or a later one"
        case .inUse(let path, let process?):
            "\(path): is in use by process \(process); wait for it to end, or stop it"
        case .inUse(let path, nil): "\(path): is in use by another process; wait for it to end, or stop it"
        case .destinationExists(let path):
            "\(path): exists already and is never written over; choose another --output, or resume it"
        case .noSuchFolder(let path): "\(path): no such folder; make it first, or choose another --output"
        case .folderNotWritable(let path):
            "\(path): no files can be made in this folder; choose another --output"
        case .missingWAL, .needsRecovery, .busy: interruptedDescription
        case .duplicateSample(let id): "sample \(id): the id occurs twice in the dataset; give each sample its own id"
        case .cannotRead(let path, let reason): "\(path): cannot be read (\(reason)); check the file and the disk"
        case .cannotWrite(let path, let reason):
            "\(path): cannot be written (\(reason)); check the space and the permissions of its folder"
        case .unsaved(let path, let replies, let reason):
            "\(path): \(replies) replies could not be saved (\(reason)); make room, then resume the run"
        case .unknownName(let path, let kind, let name, let sample):
            "\(path), sample \(sample): unknown \(kind) '\(name)'; read it with the assay and the suite that wrote it"
        case .unreadableRow(let path, let table, let key):
            "\(path), table \(table), \(key): cannot be read back; run 'assay audit' on the file"
        case .cacheUnusable(let path, let reason):
            "\(path): cannot be the response cache (\(reason)); mend or remove it, name another file in ASSAY_CACHE, or "
                + "leave --cache out"
        }
    }

    private var interruptedDescription: String {
        switch self {
        case .missingWAL(let path): "\(path): \(Self.missingWALText(path)); to go on without it, accept its absence"
        case .needsRecovery(let path):
            "\(path): was left in the middle of a change; run 'assay resume' on it once, in a writable folder"
        case .busy(let path):
            "\(path): another program holds it; wait until that has ended (no live view on a network file system)"
        default: ""
        }
    }

    /// Both ways in which an unfinished file comes to be without its `-wal`.
    static func missingWALText(_ path: String) -> String {
        "not closed and its -wal is missing: if the file was copied without \(path)-wal, the latest answers are in "
            + "that file, so copy it too; if another SQLite program has opened it meanwhile, that has folded the -wal "
            + "in and nothing is missing"
    }
}
