/// Why a folder of documents cannot be searched.
public enum DocumentFault: Error, Sendable, Hashable {
    /// There is no such folder, or it cannot be read.
    case unreadableFolder(String)
    /// It holds no document.
    case noDocuments(String)
    /// A symbolic link among the documents.
    case link(String)
    /// A name of a document that is no file: a pipe, a folder.
    case notAFile(String)
    /// A document that cannot be read.
    case unreadable(String)
    /// A document that is not UTF-8.
    case notText(String)
    /// A document beyond the size that is taken.
    case tooLarge(String, bytes: Int)
    /// More documents, bytes or levels than are taken.
    case tooMuch(String, what: String)
    /// The index cannot be made.
    case notIndexed(String, reason: String)
}

extension DocumentFault: CustomStringConvertible {
    /// What, where, and what to do, in one line.
    public var description: String {
        switch self {
        case .unreadableFolder(let path): "\(path): is no folder that can be read; name the folder of documents"
        case .noDocuments(let path): "\(path): holds no .txt or .md file with words in it; put the documents there"
        case .link(let path): "\(path): is a symbolic link, which is not followed; put the file itself there"
        case .notAFile(let path): "\(path): is not a file; take it out of the folder of documents"
        case .unreadable(let path): "\(path): cannot be read; check its permissions"
        case .notText(let path): "\(path): is not UTF-8 text; save it as UTF-8, or take it out"
        case .tooLarge(let path, let bytes):
            "\(path): has \(bytes) bytes, more than \(DocumentFolder.mostBytesOfOne >> 20) MiB; split it, or take it out"
        case .tooMuch(let path, let what): "\(path): holds more than \(what); give a smaller folder"
        case .notIndexed(let path, let reason):
            "\(path): the index of its documents cannot be made (\(reason)); check the space for temporary files (TMPDIR)"
        }
    }
}
