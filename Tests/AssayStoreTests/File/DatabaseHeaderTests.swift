import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayStore

struct DatabaseHeaderTests {
    private func check(_ bytes: [UInt8]?) throws -> Result<DatabaseHeader, StoreError> {
        let run = try RunFixture()
        if let bytes { try run.folder.write(bytes, to: "run.assay") }
        return Result { () throws(StoreError) in try DatabaseHeader(checking: RunFileNames(existing: run.path)) }
    }

    private func error(_ bytes: [UInt8]?) throws -> String? {
        guard case .failure(let error) = try check(bytes) else { return nil }
        return String(error.description.drop { $0 != ":" }.dropFirst(2).prefix { $0 != ";" && $0 != "(" && $0 != "," })
    }

    /// The header of the file format's documentation: page size at 16, version at 18, pages at 28.
    private static func header(pageSize: [UInt8], pages: UInt8, version: UInt8 = 1) -> [UInt8] {
        var bytes = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 0, count: 84)
        (bytes[16], bytes[17], bytes[18], bytes[31]) = (pageSize[0], pageSize[1], version, pages)
        return bytes
    }

    @Test func `what is no run file is told apart`() throws {
        #expect(try error(nil) == "no such file")
        #expect(try error([]) == "the file is empty")
        #expect(try error(Array("hello".utf8)) == "not a run file")
        #expect(try error(Array("SQLite form".utf8)) == "cut short or damaged ")
    }

    @Test func `a folder is no file`() throws {
        let run = try RunFixture()
        #expect(throws: StoreError.notAFile(run.folder.path.string)) {
            try DatabaseHeader(checking: RunFileNames(existing: run.folder.path))
        }
    }

    @Test func `a file shorter than its pages is cut`() throws {
        let bytes = Self.header(pageSize: [0x02, 0x00], pages: 2)
        #expect(try error(bytes) == "cut short or damaged ")
        let whole = bytes + [UInt8](repeating: 0, count: 2 * 512 - 100)
        #expect(try check(whole).get().pageCount == 2)
        #expect(try check(whole).get().usesWAL == false)
    }

    @Test func `a page size of one stands for 65536`() throws {
        let bytes = Self.header(pageSize: [0, 1], pages: 1, version: 2) + [UInt8](repeating: 0, count: 65436)
        #expect(try check(bytes).get().pageSize == 65536)
        #expect(try check(bytes).get().usesWAL)
    }

    @Test func `a log beside the file may hold what the file lacks`() throws {
        let run = try RunFixture()
        try run.folder.write(Self.header(pageSize: [0x10, 0], pages: 9), to: "run.assay")
        try run.folder.write([1], to: "run.assay-wal")
        #expect(try DatabaseHeader(checking: RunFileNames(existing: run.path)).pageCount == 9)
    }
}
