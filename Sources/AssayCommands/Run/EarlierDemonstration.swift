import AssayCore
import AssayStore
import Foundation
import SystemPackage

/// A demonstration's run file that a new one replaces; anything else under that name is left alone.
struct EarlierDemonstration {
    private let path: FilePath

    init(at path: FilePath) {
        self.path = path
    }

    /// Removes it, if it is there and is a demonstration.
    func remove() throws {
        guard FileManager.default.fileExists(atPath: path.string) else { return }
        let manifest = try? RunReader(path).manifest
        guard let manifest, manifest.suite.name == "demo", manifest.isSimulated else {
            throw CommandFault("\(path.string) is there already and is no demonstration; move it away or give --output")
        }
        try RunWriter.remove(path)
    }
}
