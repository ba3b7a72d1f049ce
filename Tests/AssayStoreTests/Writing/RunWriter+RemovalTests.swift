import AssayStore
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct RunWriterRemovalTests {
    @Test func `a closed run file is removed`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: true)
        try run.folder.write([1], to: "other.assay")
        try RunWriter.remove(run.path)
        #expect(try run.names == ["other.assay"])
    }

    @Test func `what a killed run left goes with its file`() throws {
        let run = try RunFixture()
        for name in ["run.assay", "run.assay-wal", "run.assay-shm", "run.assay-journal", "run.assay.lock"] {
            try run.folder.write([1], to: name)
        }
        try RunWriter.remove(run.path)
        #expect(try run.names == [])
    }

    @Test func `a file that is being written stays, with all its companions`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let names = try run.names
        #expect(throws: StoreError.inUse(run.path.string, process: Int(getpid()))) { try RunWriter.remove(run.path) }
        #expect(try run.names == names)
        try await RunFixture.answer("s1", in: writer)
        try await writer.close(complete: false)
        try RunWriter.remove(run.path)
        #expect(try run.names == [])
    }

    @Test func `nothing there is no fault`() throws {
        let run = try RunFixture()
        try RunWriter.remove(run.path)
        #expect(try run.names == [])
    }

    @Test func `what cannot be removed is named`() throws {
        let run = try RunFixture()
        try run.folder.write([1], to: "run.assay/inside")
        let error = #expect(throws: StoreError.self) { try RunWriter.remove(run.path) }
        guard case .cannotWrite(run.path.string, _) = error else {
            Issue.record("\(error?.description ?? "no error")")
            return
        }
        #expect(try run.names == ["run.assay"])
    }

    @Test func `a folder that is not there is named`() throws {
        let run = try RunFixture()
        let folder = run.folder.path.appending("absent")
        #expect(throws: StoreError.noSuchFolder(folder.string)) {
            try RunWriter.remove(folder.appending("run.assay"))
        }
    }
}
