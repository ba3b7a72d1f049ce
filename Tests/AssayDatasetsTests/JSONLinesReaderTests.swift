import AssayCore
import AssayTestSupport
import Testing

@testable import AssayDatasets

struct JSONLinesReaderTests {
    private static func lines(_ text: String) throws -> [Int] {
        let folder = try TemporaryFolder()
        let reader = try JSONLinesReader(folder.write(text.utf8, to: "a.jsonl"))
        var numbers: [Int] = []
        while let line = try reader.next() { numbers.append(line.number) }
        return numbers
    }

    @Test func `each line with something on it is a value`() throws {
        #expect(try Self.lines("\u{FEFF}{\"a\": 1}\r\n\n  \n[NaN]\n3") == [1, 4, 5])
        #expect(try Self.lines("") == [])
    }

    @Test func `a line that is not JSON is named`() throws {
        let fault = #expect(throws: DatasetFault.self) { try Self.lines("{}\n{\"a\": \n") }
        #expect(fault?.description.contains("line 2: is not JSON") == true)
    }
}
