import AssayCore
import Foundation
import SystemPackage

/// The bytes of a dataset file that is read whole.
enum DatasetBytes {
    /// The largest file that is read whole, in bytes.
    static let sizeLimit = 512 << 20

    /// The bytes of a file, mapped where that is safe.
    ///
    /// `ifAbsent`: what to do where there is no such file.
    static func read(_ file: FilePath, ifAbsent remedy: String) throws(DatasetFault) -> Data {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: file.string), options: .mappedIfSafe)
        } catch {
            let exists = FileManager.default.fileExists(atPath: file.string)
            throw DatasetFault(
                file: file.string, problem: exists ? "cannot be read" : "no such file",
                remedy: exists ? "check that it is a file and its permissions" : remedy)
        }
        guard data.count <= sizeLimit else {
            throw DatasetFault(
                file: file.string, problem: "has \(data.count) bytes",
                remedy: "give a file below \(sizeLimit >> 20) MiB")
        }
        return data
    }
}
