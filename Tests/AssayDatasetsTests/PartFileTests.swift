import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayDatasets

struct PartFileTests {
    @Test func `a part goes on with its note, and gets its name at the end`() throws {
        let folder = try TemporaryFolder()
        let file = folder.path.appending("a.bin")
        do {
            let part = try PartFile(of: file, identity: "x")
            #expect(part.size == 0 && part.etag == nil)
            try part.note(etag: "\"1\"")
            try part.append([1, 2, 3])
        }
        let part = try PartFile(of: file, identity: "x")
        #expect(part.size == 3 && part.etag == "\"1\"")
        try part.append([4])
        #expect(try part.digests().size == 4)
        try part.publish()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string) == ["a.bin"])
        #expect(try Array(Data(contentsOf: URL(filePath: file.string))) == [1, 2, 3, 4])
    }

    @Test(arguments: [nil, "{", #"{"identity":"y"}"#])
    func `a part without its own note is begun anew`(note: String?) throws {
        let folder = try TemporaryFolder()
        try folder.write([1, 2, 3], to: "a.bin.part")
        if let note { try folder.write(Array(note.utf8), to: "a.bin.part.json") }
        let part = try PartFile(of: folder.path.appending("a.bin"), identity: "x")
        #expect(part.size == 0 && part.etag == nil)
        #expect(try part.digests().size == 0)
    }

    @Test func `what a kill leaves of a note goes with the file's end, also where the file had its name already`()
        throws
    {
        let folder = try TemporaryFolder()
        let file = folder.path.appending("a.bin")
        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path.string) }
        try folder.write(Array("{".utf8), to: "a.bin.part.json.new")
        let part = try PartFile(of: file, identity: "x")
        try part.note(etag: nil)
        try part.append([1])
        try part.publish()
        #expect(try names() == ["a.bin"])
        for left in ["a.bin.part.json", "a.bin.part.json.new"] { try folder.write(Array("{".utf8), to: left) }
        PartFile.clean(besides: file)
        #expect(try names() == ["a.bin"])
    }

    @Test func `two fetches do not write the same part`() throws {
        let folder = try TemporaryFolder()
        let file = folder.path.appending("a.bin")
        let first = try PartFile(of: file, identity: "x")
        #expect(throws: FetchFault.taken(path: file.string + ".part")) { try PartFile(of: file, identity: "x") }
        try first.append([1])
        #expect(first.size == 1)
    }

    @Test func `a part that is a link, or cannot be made, is refused in one line`() throws {
        let folder = try TemporaryFolder()
        let target = try folder.write([9], to: "target")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path.appending("a.bin.part").string, withDestinationPath: target.string)
        #expect(throws: FetchFault.self) { try PartFile(of: folder.path.appending("a.bin"), identity: "x") }
        #expect(throws: FetchFault.self) { try PartFile(of: folder.path.appending("no/a.bin"), identity: "x") }
        #expect(try Array(Data(contentsOf: URL(filePath: target.string))) == [9])
    }
}
