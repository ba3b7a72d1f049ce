import AssayTestSupport
import Testing

@testable import AssayDatasets

struct JSONEntriesTests {
    private struct Entry: Decodable, Equatable {
        let number: Int
        let inner: Inner

        struct Inner: Decodable, Equatable { let name: String }
    }

    @Test func `a fault deep in an entry is named by its path`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(#"[{"number": 1, "inner": {"name": 2}}]"#.utf8, to: "x.json")
        let entries = try JSONEntries<Entry>(contentsOf: file).entries
        #expect(entries == [.failure(FieldFault("'inner.name' is not a text"))])
    }

    @Test func `an entry that is no object says so`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("[3]".utf8, to: "x.json")
        #expect(try JSONEntries<Entry>(contentsOf: file).entries == [.failure(FieldFault("is not an object"))])
    }
}
