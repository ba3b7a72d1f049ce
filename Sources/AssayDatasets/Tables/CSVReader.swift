public import AssayCore
public import SystemPackage

/// Reads comma-separated values (RFC 4180) row by row; memory holds one row.
///
/// UTF-8 with or without a byte order mark; rows end with LF, CRLF or CR; a field between quotes may hold commas, doubled
/// quotes and line breaks. Lines without anything are skipped. What cannot be read is named by its row: a byte that is
/// not UTF-8, a NUL, a quote that does not end, a row beyond `rowLimit`. Behind the first two, and behind text that follows a
/// closing quote, the rows that follow can be read all the same: `next` may be called again.
public final class CSVReader {
    /// One row.
    public struct Row: Sendable, Hashable {
        /// The row's number, the first row of the file 1.
        public let number: Int
        /// The line of the file on which it begins, from 1.
        public let line: Int
        /// Its fields.
        public let fields: [String]
    }

    /// The most bytes that a row may have.
    public static let rowLimit = 64 << 20

    private let bytes: ByteStream
    private var number = 0
    private var line = 1
    private var size = 0
    /// What is wrong with the row that is being read, where the rows behind it can be read all the same.
    private var flaw: DatasetFault?
    /// Whether `next` may be called again after it has thrown.
    public private(set) var canGoOn = true

    /// Opens a file.
    public init(_ file: FilePath) throws(DatasetFault) {
        bytes = try ByteStream(file, ifAbsent: "check the name")
        try bytes.skipMark()
    }

    /// The next row; nil at the end of the file.
    public func next() throws(DatasetFault) -> Row? {
        while let byte = try bytes.peek() {
            guard byte == 0x0A || byte == 0x0D else { return try row() }
            try endLine()
        }
        return nil
    }

    /// The next row by its place, where a fault of one row hides none of those that follow; nil at the end of the file.
    func nextAttempt() throws(DatasetFault) -> (place: String, row: Result<Row, FieldFault>)? {
        do throws(DatasetFault) {
            guard let row = try next() else { return nil }
            return (
                row.number == row.line ? "row \(row.number)" : "row \(row.number) (line \(row.line))", .success(row)
            )
        } catch {
            guard canGoOn, let place = error.entry else { throw error }
            return (place, .failure(FieldFault(error.problem)))
        }
    }

    private func row() throws(DatasetFault) -> Row {
        number += 1
        size = 0
        flaw = nil
        canGoOn = false
        let start = line
        var fields = [try field(start)]
        while try bytes.peek() == UInt8(ascii: ",") {
            _ = try bytes.next()
            fields.append(try field(start))
        }
        if try bytes.peek() != nil { try endLine() }
        canGoOn = true
        if let flaw { throw flaw }
        return Row(number: number, line: start, fields: fields)
    }

    private func field(_ start: Int) throws(DatasetFault) -> String {
        var text: [UInt8] = []
        if try bytes.peek() == UInt8(ascii: "\"") {
            try readQuoted(into: &text, start)
        } else {
            while let byte = try bytes.peek(), byte != UInt8(ascii: ","), byte != 0x0A, byte != 0x0D {
                try take(into: &text, start)
            }
        }
        if let text = text.withUnsafeBufferPointer({ String(wellFormed: $0) }) { return text }
        note(fault(start, "holds bytes that are not UTF-8", "save the file as UTF-8; it may be Latin-1 or GBK"))
        return ""
    }

    private func readQuoted(into text: inout [UInt8], _ start: Int) throws(DatasetFault) {
        _ = try bytes.next()
        while true {
            guard let byte = try bytes.peek() else {
                throw fault(start, "has a quote that does not end", "the file may have been cut short: fetch it again")
            }
            if byte == UInt8(ascii: "\"") {
                _ = try bytes.next()
                guard try bytes.peek() == UInt8(ascii: "\"") else { break }
            } else if byte == 0x0A {
                line += 1
            }
            try take(into: &text, start)
        }
        switch try bytes.peek() {
        case nil, UInt8(ascii: ","), 0x0A, 0x0D: return
        default:
            note(fault(start, "has text behind a closing quote", "double the quotes inside a field"))
            while let byte = try bytes.peek(), byte != 0x0A, byte != 0x0D { _ = try bytes.next() }
        }
    }

    /// Keeps the first flaw of a row for its end.
    private func note(_ fault: DatasetFault) {
        flaw = flaw ?? fault
    }

    private func take(into text: inout [UInt8], _ start: Int) throws(DatasetFault) {
        guard let byte = try bytes.next() else { return }
        if byte == 0 { note(fault(start, "holds a NUL byte", "save the file as UTF-8 text")) }
        size += 1
        guard size <= Self.rowLimit else {
            throw fault(start, "has more than \(Self.rowLimit >> 20) MiB", "a quote may be missing")
        }
        text.append(byte)
    }

    private func endLine() throws(DatasetFault) {
        let first = try bytes.next()
        if first == 0x0D, try bytes.peek() == 0x0A { _ = try bytes.next() }
        line += 1
    }

    private func fault(_ start: Int, _ problem: String, _ remedy: String) -> DatasetFault {
        let place = start == number ? "row \(number)" : "row \(number) (line \(start))"
        return DatasetFault(file: bytes.file.string, entry: place, problem: problem, remedy: remedy)
    }
}
