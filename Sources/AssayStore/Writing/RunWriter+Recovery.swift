public import AssayCore
import GRDB
public import SystemPackage

extension RunWriter {
    /// The plan of a run that is to be gone on with.
    ///
    /// A crash in the moment in which a session begins can leave a change half-made, which no reader may take back; it
    /// is taken back here, under the writer's lock.
    public static func manifest(of path: FilePath) throws(StoreError) -> Manifest {
        do throws(StoreError) {
            return try RunReader(path).manifest
        } catch .needsRecovery {
            try recover(RunFileNames(existing: path))
            return try RunReader(path).manifest
        }
    }

    private static func recover(_ names: RunFileNames) throws(StoreError) {
        let lock = try RunLock(of: names)
        defer { lock.release() }
        let file = try RunFile(
            writing: names, alone: FileSystemKind(of: names.folder) == .network, lacksWAL: false)
        do {
            try file.database.close()
        } catch {
            throw StoreError(error, at: names.file, writing: true)
        }
    }
}
