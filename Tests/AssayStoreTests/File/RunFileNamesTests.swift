import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayStore

struct RunFileNamesTests {
    @Test func `companions lie beside the file`() {
        let names = RunFileNames(new: "/data/siuo.assay")
        #expect(names.wal == "/data/siuo.assay-wal")
        #expect(names.lock == "/data/siuo.assay.lock")
        #expect(names.draft == "/data/.siuo.assay.draft")
        #expect(names.folder == "/data")
        #expect(RunFileNames(new: "siuo.assay").folder == ".")
    }

    @Test func `two links to a file have one name`() throws {
        let run = try RunFixture()
        let file = try run.folder.write([1], to: "run.assay")
        let link = run.folder.path.appending("link.assay")
        try FileManager.default.createSymbolicLink(atPath: link.string, withDestinationPath: "run.assay")
        #expect(RunFileNames(existing: link) == RunFileNames(existing: file))
    }
}
