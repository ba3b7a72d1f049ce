import AssayCore
import AssayReports
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
        guard let manifest, manifest.suite.name == "demo",
            manifest.models.values.allSatisfy(\.isSimulated)
        else {
            throw CommandFault(
                "\(path.string) is there already and is no simulated demonstration; move it away or give --output")
        }
        try RunWriter.remove(path)
    }

    /// Whether a page may be written at a path: nothing is there, or a page of ours.
    static func mayReplace(page: FilePath) -> Bool {
        guard let bytes = FileManager.default.contents(atPath: page.string) else {
            return !FileManager.default.fileExists(atPath: page.string)
        }
        return bytes.prefix(4096).range(of: Data(HTMLReport.generator.utf8)) != nil
    }
}
