import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayStore

struct PublicationTests {
    @Test func `a draft gets its name`() throws {
        let run = try RunFixture()
        try run.folder.write([1, 2], to: ".run.assay.draft")
        try Publication(of: RunFileNames(new: run.path)).carryOut()
        #expect(try run.names == ["run.assay"])
        #expect(try Data(contentsOf: URL(filePath: run.path.string)) == Data([1, 2]))
    }

    @Test func `what has come under the name meanwhile stays`() throws {
        let run = try RunFixture()
        try run.folder.write([1], to: ".run.assay.draft")
        try run.folder.write([2], to: "run.assay")
        #expect(throws: StoreError.destinationExists(run.path.string)) {
            try Publication(of: RunFileNames(new: run.path)).carryOut()
        }
        #expect(try Data(contentsOf: URL(filePath: run.path.string)) == Data([2]))
    }

    @Test func `a draft that is gone is a failure`() throws {
        let run = try RunFixture()
        #expect(throws: StoreError.self) { try Publication(of: RunFileNames(new: run.path)).carryOut() }
        #expect(try run.names == [])
    }
}
