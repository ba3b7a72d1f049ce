import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayStore

struct RunLockTests {
    @Test func `one holds it at a time, and its file goes with it`() throws {
        let run = try RunFixture()
        let names = RunFileNames(new: run.path)
        let lock = try RunLock(of: names)
        #expect(try String(contentsOfFile: names.lock.string, encoding: .utf8) == "\(getpid())\n")
        #expect(throws: StoreError.inUse(run.path.string, process: Int(getpid()))) { try RunLock(of: names) }
        lock.release()
        lock.release()
        #expect(try run.names == [])
        try RunLock(of: names).release()
    }

    @Test func `what a killed process left is taken over`() throws {
        let run = try RunFixture()
        try run.folder.write(Array("999999999\n".utf8), to: "run.assay.lock")
        let lock = try RunLock(of: RunFileNames(new: run.path))
        #expect(try String(contentsOfFile: run.path.string + ".lock", encoding: .utf8) == "\(getpid())\n")
        lock.release()
    }

    @Test func `a lock file that another has put in place meanwhile is not removed`() throws {
        let run = try RunFixture()
        let names = RunFileNames(new: run.path)
        let lock = try RunLock(of: names)
        unlink(names.lock.string)
        try run.folder.write([1], to: "run.assay.lock")
        lock.release()
        #expect(try run.names == ["run.assay.lock"])
    }

    @Test func `a folder that is not there is named`() throws {
        let run = try RunFixture()
        let folder = run.folder.path.appending("absent")
        #expect(throws: StoreError.noSuchFolder(folder.string)) {
            try RunLock(of: RunFileNames(new: folder.appending("run.assay")))
        }
    }
}
