public import AssayCore
import Foundation
public import SystemPackage

/// Chinese SafetyQA as released: `chinese_safetyqa.jsonl` or `chinese_safetyqa.csv` (arXiv 2412.15265; PROTOCOLS 4.1).
///
/// Both files hold the same 2,000 rows, and give the same samples: a row's id is `q` and its number, from 1. What the
/// release does unevenly is read by rules, which `quirks()` lists with the rows.
public struct ChineseSafetyQADataset: Dataset {
    /// The names of the released files, the one that is read where both are there first.
    public static let fileNames = ["chinese_safetyqa.jsonl", "chinese_safetyqa.csv"]

    /// `chinese-safetyqa` or `chinese-safetyqa-mcq`.
    public let name: String
    private let file: FilePath
    private let mode: ChineseSafetyQAMode
    private let other: String?

    /// The set in a folder, or one of its files.
    ///
    /// - Throws: `DatasetFault` where neither file is there.
    public init(at root: FilePath, mode: ChineseSafetyQAMode) throws(DatasetFault) {
        name = mode == .qa ? "chinese-safetyqa" : "chinese-safetyqa-mcq"
        self.mode = mode
        guard !["jsonl", "csv"].contains(root.extension) else {
            (file, other) = (root, nil)
            return
        }
        let there = Self.fileNames.filter { FileManager.default.fileExists(atPath: root.appending($0).string) }
        guard let first = there.first else {
            throw DatasetFault(
                file: root.appending(Self.fileNames[0]).string,
                problem: "no such file, and no \(Self.fileNames[1]) beside it",
                remedy: "name the folder that holds one of them with --data")
        }
        file = root.appending(first)
        other = there.dropFirst().first
    }

    /// Whether a path is one of the released files, or a folder that holds one.
    public static func isThere(at path: FilePath) -> Bool {
        fileNames.contains(path.lastComponent?.string ?? "")
            || fileNames.contains { FileManager.default.fileExists(atPath: path.appending($0).string) }
    }

    /// Which of two files is read.
    public var notes: [String] {
        other.map { ["\(file.lastComponent?.string ?? "") is read; \($0) beside it is not"] } ?? []
    }

    /// The rows in the order of the file.
    public func entries() -> AsyncThrowingStream<Result<Sample, DatasetFault>, any Error> {
        let reading = Reading(file: file, mode: mode)
        return AsyncThrowingStream { try await reading.next() }
    }

    /// What is uneven in the rows and matters in this mode, rule by rule; faulty rows are not among them.
    public func quirks() throws -> [DatasetQuirk] {
        let rows = try ChineseSafetyQARows(file)
        var register = ChineseSafetyQAQuirks(mode: mode)
        while let next = try rows.next() {
            if let row = try? next.row.get() { register.add(row) }
        }
        return register.all
    }

    /// The file that is read.
    public var path: FilePath { file }

    /// The id of each question, by the question as `ChineseSafetyQARow.folded` has it; faulty rows are not among them.
    func idsByQuestion() throws(DatasetFault) -> [String: String] {
        let rows = try ChineseSafetyQARows(file)
        var ids: [String: String] = [:]
        while let next = try rows.next() {
            guard let row = try? next.row.get() else { continue }
            ids[ChineseSafetyQARow.folded(row.question)] = row.id
        }
        return ids
    }

    /// Reads on as rows are asked for.
    private actor Reading {
        private let file: FilePath
        private let mode: ChineseSafetyQAMode
        private var rows: ChineseSafetyQARows?
        private var isEmpty = true
        /// The first row of each question, by the question's digest: thousands of questions need no memory for their words.
        private var asked: [Digest: Int] = [:]

        init(file: FilePath, mode: ChineseSafetyQAMode) {
            self.file = file
            self.mode = mode
        }

        func next() async throws -> Result<Sample, DatasetFault>? {
            let rows = try self.rows ?? ChineseSafetyQARows(file)
            self.rows = rows
            guard let next = try rows.next() else {
                guard !isEmpty else {
                    throw DatasetFault(file: file.string, problem: "holds no row", remedy: "fetch it again")
                }
                return nil
            }
            isEmpty = false
            do throws(FieldFault) {
                let row = try next.row.get()
                if let first = asked[row.digest] { throw FieldFault("'question' stands in row \(first) already") }
                asked[row.digest] = row.number
                return .success(try row.sample(as: mode))
            } catch {
                return .failure(
                    DatasetFault(
                        file: file.string, entry: next.place, problem: error.problem,
                        remedy: "mend the row, or leave such rows out with --skip-invalid"))
            }
        }
    }
}
