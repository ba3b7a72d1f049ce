import AssayCore
import AssayTestSupport
import SystemPackage
import Testing

@testable import AssayDatasets

struct DatasetBytesTests {
    @Test func `a file is read whole`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("[]".utf8), to: "a.json")
        #expect(try DatasetBytes.read(folder.path.appending("a.json"), ifAbsent: "x").elementsEqual("[]".utf8))
    }

    @Test func `what is absent or no file is one line with what to do`() throws {
        let folder = try TemporaryFolder()
        let absent = #expect(throws: DatasetFault.self) {
            try DatasetBytes.read(folder.path.appending("b.json"), ifAbsent: "name it")
        }
        #expect(absent?.description.hasSuffix("b.json: no such file; name it") == true)
        let unreadable = #expect(throws: DatasetFault.self) { try DatasetBytes.read(folder.path, ifAbsent: "x") }
        #expect(unreadable?.problem == "cannot be read")
    }
}
