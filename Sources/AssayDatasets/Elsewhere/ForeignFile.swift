public import AssayCore
import Foundation
public import SystemPackage

/// A result file of another tool, recognised by what it holds and never by its name.
public struct ForeignFile {
    /// The file.
    public let path: FilePath
    private let columns: ColumnMap

    /// A file, and what the user says of its columns.
    public init(_ path: FilePath, columns: ColumnMap = ColumnMap()) {
        self.path = path
        self.columns = columns
    }

    /// Hands over every answer, one at a time; what is said of the file as a whole is known after the last.
    ///
    /// - Throws: a `DatasetFault` that names the file and the place.
    public func read(_ take: (ForeignAnswer) -> Void) throws(DatasetFault) -> ForeignSource {
        var count = 0
        let source = try readForm { answer in
            count += 1
            take(answer)
        }
        guard count > 0 else { throw fault("holds no answers", "give a file with results") }
        return source
    }

    private func readForm(_ take: (ForeignAnswer) -> Void) throws(DatasetFault) -> ForeignSource {
        let start = try start()
        if start.starts(with: Array("PK".utf8)) { return try InspectLog(path, columns).read(archive: take) }
        switch start.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
        case UInt8(ascii: "["): return try readList(take)
        case UInt8(ascii: "{"): return try readObjects(take)
        case nil: throw fault("is empty", "give a file with results")
        default: return try MappedTable(path, columns).read(take)
        }
    }

    private func start() throws(DatasetFault) -> [UInt8] {
        let bytes = try ByteStream(path, ifAbsent: "check the name")
        try bytes.skipMark()
        var start: [UInt8] = []
        while start.count < 4096, let byte = try bytes.next() { start.append(byte) }
        return start
    }

    /// A JSON list: SIUO's entries, or records.
    private func readList(_ take: (ForeignAnswer) -> Void) throws(DatasetFault) -> ForeignSource {
        let value = try whole()
        guard let elements = value.elements else { throw fault("is not a list of entries", "give the tool's own file") }
        if elements.contains(where: { $0["responses"] != nil && $0["question_id"] != nil }) {
            guard columns.isEmpty else { throw fault("is SIUO's own form", "leave out --columns") }
            let given = try SIUOResults(file: path).read(withVerdicts: SIUOVerdicts.areIn(elements))
            SIUOVerdicts.handOver(given, take)
            return ForeignSource(.siuo)
        }
        return try MappedRecords(path, columns).read(elements, take)
    }

    /// One object a line, or one that is a whole log.
    private func readObjects(_ take: (ForeignAnswer) -> Void) throws(DatasetFault) -> ForeignSource {
        let first: JSONValue?
        do throws(DatasetFault) {
            first = try JSONLinesReader(path).next()?.value
        } catch {
            // An object over many lines.
            first = nil
        }
        if let first, first["eval"] == nil { return try MappedRecords(path, columns).readLines(take) }
        let value = try whole()
        guard value["eval"] != nil else {
            throw fault(
                "is one JSON object and no log of inspect_ai", "give JSON Lines, a list of records, CSV, or a log")
        }
        return try InspectLog(path, columns).read(value, take)
    }

    private func whole() throws(DatasetFault) -> JSONValue {
        let data = try DatasetBytes.read(path, ifAbsent: "check the name")
        do throws(JSONFault) {
            return try JSONValue(fromPython: data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data)
        } catch {
            throw fault(
                "is not complete JSON (\(data.count) bytes; byte \(error.offset): \(error.problem))",
                "it may have been cut short: fetch it again")
        }
    }

    private func fault(_ problem: String, _ remedy: String) -> DatasetFault {
        DatasetFault(file: path.string, problem: problem, remedy: remedy)
    }
}
