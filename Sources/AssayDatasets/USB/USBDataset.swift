public import AssayCore
import Foundation
public import SystemPackage

/// USB-SafeBench as released: `USB_base_final.csv`, `USB_hard_final.csv` or both, with images below the folder (arXiv
/// 2505.23793; PROTOCOLS 2.1).
///
/// Rows of usage `vulnerability` must not do harm, rows of usage `overrefusal` only look harmful. A row that stands in both
/// files counts once. A row whose image is gone, as some of the release are, is a loss and no fault.
public struct USBDataset: Dataset {
    /// `usb-base`, `usb-hard` or `usb-base-hard`, with `-zh` for the Chinese texts.
    public let name: String
    /// The sizes of the files that are read.
    public let published: [String: Int]

    private let files: [(path: FilePath, file: USBFile)]
    private let folder: FilePath
    private let usage: USBUsage?
    private let language: Language

    /// The set in a folder, or one of its files.
    ///
    /// - Parameters:
    ///   - root: the folder, or a file within it.
    ///   - usage: the only usage that is taken; nil for both.
    ///   - language: which of its texts a row is asked with.
    /// - Throws: `DatasetFault` where neither file is there.
    public init(at root: FilePath, usage: USBUsage? = nil, language: Language = .english) throws(DatasetFault) {
        let isFile = root.extension == "csv"
        folder = isFile ? root.removingLastComponent() : root
        let named = USBFile.allCases.filter { isFile ? root.lastComponent?.string == $0.name : true }
        guard !named.isEmpty else {
            throw DatasetFault(
                file: root.string, problem: "is neither \(USBFile.base.name) nor \(USBFile.hard.name)",
                remedy: "name the folder that holds them with --data")
        }
        let folder = folder
        let there = named.map { (path: folder.appending($0.name), file: $0) }
            .filter { FileManager.default.fileExists(atPath: $0.path.string) }
        guard !there.isEmpty else {
            throw DatasetFault(
                file: folder.appending(named[0].name).string,
                problem: "no such file" + (named.count > 1 ? ", and no \(USBFile.hard.name) beside it" : ""),
                remedy: "name the folder that holds them with --data")
        }
        files = there
        published = Dictionary(uniqueKeysWithValues: there.map { ($0.file.title, $0.file.rows) })
        name = "usb-" + there.map(\.file.rawValue).joined(separator: "-") + (language == .chinese ? "-zh" : "")
        self.usage = usage
        self.language = language
    }

    /// The rows in the order of the files, USB-Base first.
    public func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> {
        let reading = Reading(files: files, folder: folder, usage: usage, language: language)
        return AsyncThrowingStream { try await reading.next() }
    }

    /// Reads on as rows are asked for; the images of a batch of rows are hashed together.
    private actor Reading {
        private var files: ArraySlice<(path: FilePath, file: USBFile)>
        private let images: USBImages
        private let usage: USBUsage?
        private let language: Language
        private var table: USBTable?
        private var register: USBRegister
        private var waiting: [Result<Sample, DatasetFault>] = []
        private var rows = 0
        private var hasBegun = false

        private static var batch: Int { 32 }

        init(files: [(path: FilePath, file: USBFile)], folder: FilePath, usage: USBUsage?, language: Language) {
            self.files = files[...]
            self.usage = usage
            self.language = language
            images = USBImages(folder: folder)
            register = USBRegister(later: files.count > 1 ? files[1].path : nil)
        }

        func next() async throws -> Result<Sample, DatasetFault>? {
            if !hasBegun {
                hasBegun = true
                try register.readAhead()
            }
            while waiting.isEmpty {
                guard let read = try readBatch() else { return nil }
                waiting = await samples(of: read).reversed()
            }
            return waiting.popLast()
        }

        /// The next rows that are new, each checked but for its image; nil at the end of the last file.
        private func readBatch() throws(DatasetFault) -> [Result<USBRow, DatasetFault>]? {
            if table == nil { try open() }
            guard let table else { return nil }
            var batch: [Result<USBRow, DatasetFault>] = []
            while batch.count < Self.batch {
                guard let read = try table.next() else {
                    try close(table)
                    break
                }
                rows += 1
                switch read.flatMap({ register.taken($0, from: table) }) {
                case .success(nil): break
                case .success(let row?) where usage == nil || row.usage == usage: batch.append(.success(row))
                case .success: break
                case .failure(let fault): batch.append(.failure(fault))
                }
            }
            return batch
        }

        private func open() throws(DatasetFault) {
            guard let next = files.popFirst() else { return }
            table = try USBTable(next.path, file: next.file, language: language)
            rows = 0
        }

        private func close(_ table: USBTable) throws(DatasetFault) {
            guard rows > 0 else {
                throw DatasetFault(file: table.path.string, problem: "has no rows", remedy: "fetch it again")
            }
            self.table = nil
        }

        private func samples(of batch: [Result<USBRow, DatasetFault>]) async -> [Result<Sample, DatasetFault>] {
            let names = batch.map { (try? $0.get())?.image ?? "" }
            let media = await images.media(named: names)
            return zip(batch, media).map { row, medium in
                row.flatMap { row in
                    row.sample(image: medium, in: language)
                }
            }
        }
    }
}

/// The images of the release: below the folder by the name that a row gives, or below `img/` in it.
struct USBImages: Sendable {
    private let folders: [MediaFolder]

    init(folder: FilePath) {
        folders = [folder, folder.appending("img")].map { MediaFolder(path: $0) }
    }

    /// The images of several rows at once, each in the place of its name.
    func media(named names: [String]) async -> [Result<Media, MediaFault>] {
        var media = await folders[0].media(named: names)
        let absent = media.indices.filter { if case .failure(.missing) = media[$0] { true } else { false } }
        let found = await folders[1].media(named: absent.map { names[$0] })
        for (place, medium) in zip(absent, found) {
            // Where it is in neither, the name that the row gives is what is missing.
            if case .failure(.missing) = medium { continue }
            media[place] = medium
        }
        return media
    }
}
