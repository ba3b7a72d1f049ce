public import AssayCore
import Foundation
public import SystemPackage

/// The datasets behind a path that a user names: a file of samples, a folder of them, or USB-SafeBench as released.
public struct SampleSource: Sendable {
    /// What is read, in order.
    public let datasets: [any Dataset]

    /// The files that a folder may hold at most.
    private static let mostFiles = 1000

    /// The samples of a file in our own format, or of every such file in a folder; texts and groups alone, no media.
    ///
    /// USB's release is told by the names of its files; its images are looked for, as rows without one are left out, and
    /// its Chinese texts are a dataset of their own.
    ///
    /// - Throws: `DatasetFault` where there is none.
    public init(at path: FilePath) throws(DatasetFault) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder) else {
            throw DatasetFault(
                file: path.string, problem: "no such file or folder", remedy: "name samples as \(SampleFile.format)")
        }
        if let usb = try Self.usb(at: path) {
            datasets = usb
            return
        }
        guard isFolder.boolValue else {
            datasets = [SampleFile(path, readsMedia: false)]
            return
        }
        // A folder that cannot be listed holds none.
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? [])
            .filter { $0.hasSuffix(".jsonl") || $0.hasSuffix(".csv") }.sorted()
        guard !names.isEmpty, names.count <= Self.mostFiles else {
            throw DatasetFault(
                file: path.string,
                problem: names.isEmpty ? "holds no .jsonl and no .csv" : "holds more than \(Self.mostFiles) of them",
                remedy: "name the folder or the file of the samples")
        }
        datasets = names.map { SampleFile(path.appending($0), readsMedia: false) }
    }

    /// USB's release at a path, in each of its languages; nil where something else lies there.
    private static func usb(at path: FilePath) throws(DatasetFault) -> [any Dataset]? {
        let names = USBFile.allCases.map(\.name)
        let files =
            names.contains(path.lastComponent?.string ?? "")
            ? [path]
            : names.map(path.appending).filter { FileManager.default.fileExists(atPath: $0.string) }
        guard !files.isEmpty else { return nil }
        let english = try USBDataset(at: path)
        for file in files {
            guard try CSVReader(file).next()?.fields.contains("text_zh") == true else { return [english] }
        }
        return [english, try USBDataset(at: path, language: .chinese)]
    }
}
