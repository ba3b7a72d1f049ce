import AssayCore
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

@testable import AssayStore

struct RunReaderTests {
    @Test func `a reader sees what is committed while the run goes`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let reader = try RunReader(run.path)
        #expect(reader.warnings.isEmpty)
        #expect(!reader.isComplete)
        #expect(try reader.facts().roles.isEmpty)
        try await RunFixture.answer("s1", in: writer)
        #expect(try reader.facts().roles[.target]?.calls == 1)
        try await writer.close(complete: true)
        #expect(try run.names == ["run.assay"])
        #expect(try reader.facts().roles[.target]?.calls == 1)
    }

    @Test func `a file that is gone is said to be`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: true)
        let reader = try RunReader(run.path)
        try FileManager.default.removeItem(atPath: run.path.string)
        #expect(throws: StoreError.noSuchFile(run.path.string)) { try reader.facts() }
    }

    @Test func `a manifest that cannot be read is told of`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: true)
        try run.tamper("DELETE FROM manifest WHERE key = 'suite'")
        #expect(throws: StoreError.unreadableRow(run.path.string, table: "manifest", key: "its keys")) {
            try RunReader(run.path)
        }
    }
}
