public import AssayCore
import GRDB
public import SystemPackage

/// Reads a run file, also one that is being written; it changes nothing, not even what lies beside the file.
///
/// The file is opened for each look and closed after it, so that someone who looks on for hours is never in the way
/// when the run ends and its log is folded in.
public final class RunReader: Sendable {
    /// The run's plan.
    public let manifest: Manifest
    /// What the user should be told about the file.
    public let warnings: [String]
    /// Whether the run was closed with every record asked.
    public let isComplete: Bool
    /// Where the file is.
    public var path: FilePath { file }

    private let file: FilePath

    /// Opens a run file.
    public init(_ path: FilePath) throws(StoreError) {
        let opened = try RunFile(reading: path)
        manifest = opened.manifest
        isComplete = opened.state == .complete
        file = opened.names.file
        let text = "\(path.string): \(StoreError.missingWALText(path.string))"
        warnings = opened.isMissingWAL ? [text] : []
    }

    /// One consistent look at the file.
    func read<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
        let (database, _) = try RunFile.open(reading: RunFileNames(existing: file))
        do {
            let value = try database.read(work)
            try database.close()
            return value
        } catch {
            throw StoreError(error, at: file, writing: false)
        }
    }
}
