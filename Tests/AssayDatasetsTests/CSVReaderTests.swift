import AssayCore
import AssayTestSupport
import SystemPackage
import Testing

@testable import AssayDatasets

struct CSVReaderTests {
    private static func rows(_ bytes: some Sequence<UInt8>) throws -> [CSVReader.Row] {
        let folder = try TemporaryFolder()
        let reader = try CSVReader(folder.write(bytes, to: "a.csv"))
        var rows: [CSVReader.Row] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]), ("\u{FEFF}a,b\n", [["a", "b"]]), ("", []), ("\n\r\n\n", []),
        ("a,\n,b\n,", [["a", ""], ["", "b"], ["", ""]]), ("\"x, \"\"y\"\"\r\nz\",2\n", [["x, \"y\"\r\nz", "2"]]),
        ("\"\",\"\"\n", [["", ""]]), ("a\n\nb\n", [["a"], ["b"]]), ("5\" nail,1\n", [["5\" nail", "1"]]),
        ("锁,钥匙\n", [["锁", "钥匙"]]), (" a , b \n", [[" a ", " b "]]),
    ])
    func `rows are read as RFC 4180 writes them`(_ text: String, _ rows: [[String]]) throws {
        #expect(try Self.rows(text.utf8).map(\.fields) == rows)
    }

    @Test func `a row knows its number and the line on which it begins`() throws {
        let rows = try Self.rows("a\n\"1\n2\n3\"\n\nb\n".utf8)
        #expect(rows.map(\.number) == [1, 2, 3] && rows.map(\.line) == [1, 2, 6])
    }

    @Test(
        arguments: [
            (Array("a,b\n1,\0\n".utf8), "row 2: holds a NUL byte"),
            (Array("a\n".utf8) + [0xE9, 0x0A], "row 2: holds bytes that are not UTF-8"),
            (Array("a\n\"b\n".utf8), "row 2: has a quote that does not end"),
            (Array("\"a\nb\"\n\"c\"d\n".utf8), "row 2 (line 3): has text behind a closing quote"),
            ([0xFF, 0xFE, 0x61, 0x00], "is UTF-16"),
        ] as [([UInt8], String)])
    func `what cannot be read is named by its row`(_ bytes: [UInt8], _ words: String) throws {
        let fault = #expect(throws: DatasetFault.self) { try Self.rows(bytes) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }

    @Test func `behind a byte that is not UTF-8, a NUL or a stray quote the rows that follow can be read`() throws {
        let folder = try TemporaryFolder()
        let bytes = Array("a\n\0\nb\n".utf8) + [0xE9, 0x0A] + Array("c\n\"d\"e,f\ng\n\"h\n".utf8)
        let reader = try CSVReader(folder.write(bytes, to: "a.csv"))
        var read: [String] = []
        while true {
            do {
                guard let row = try reader.next() else { break }
                read.append(row.fields.joined())
            } catch {
                read.append("fault")
                guard reader.canGoOn else { break }
            }
        }
        #expect(read == ["a", "fault", "b", "fault", "c", "fault", "g", "fault"])
        #expect(!reader.canGoOn)
    }

    @Test func `an attempt at each row gives its place, and what is wrong with it in place of its fields`() throws {
        let folder = try TemporaryFolder()
        let bytes = Array("a\n\n\"b\nc\"\nd\0\ne\n\"f".utf8)
        let reader = try CSVReader(try folder.write(bytes, to: "rows.csv"))
        var seen: [String] = []
        #expect(throws: DatasetFault.self) {
            while let (place, row) = try reader.nextAttempt() {
                let fields = try? row.get().fields
                seen.append("\(place): \(fields?.joined() ?? "fault")")
            }
        }
        // The blank line is a line and no row; behind a quote without an end nothing can be read.
        #expect(seen.count == 4)
        #expect(seen.prefix(2) == ["row 1: a", "row 2 (line 3): b\nc"])
        #expect(seen[2].hasPrefix("row 3") && seen[2].hasSuffix(": fault"))
        #expect(seen[3] == "row 4 (line 6): e")
    }

    @Test func `a field may be longer than a piece of the file, and rows may be many`() throws {
        let long = String(repeating: "lock ", count: 50_000)
        let rows = try Self.rows((1...2000).map { "\($0),\"\(long.prefix($0))\"\n" }.joined().utf8)
        #expect(rows.count == 2000 && rows.last?.fields == ["2000", String(long.prefix(2000))])
        #expect(try Self.rows("\"\(long)\",x".utf8).first?.fields == [long, "x"])
    }

    @Test func `a file that is not there or no file is a fault`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: DatasetFault.self) { try CSVReader(folder.path.appending("absent.csv")) }
        #expect(throws: DatasetFault.self) { try CSVReader(folder.path) }
    }
}
