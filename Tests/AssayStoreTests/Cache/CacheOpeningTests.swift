import AssayCore
import AssayStore
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct CacheOpeningTests {
    private let fixture: CacheFixture

    init() throws {
        fixture = try CacheFixture()
    }

    private func permissions(of path: FilePath) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path.string)[.posixPermissions] as? Int
    }

    /// Writes the file of the cache as a test wants it.
    private func write(_ bytes: some Sequence<UInt8>, permissions: Int = 0o600) throws {
        try fixture.folder.write(bytes, to: "cache/responses.sqlite")
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: fixture.path.string)
    }

    private func expectUnusable(_ words: String) {
        #expect {
            _ = try fixture.open()
        } throws: { error in
            guard case .cacheUnusable(_, let reason) = error as? StoreError else { return false }
            return reason.contains(words)
        }
    }

    @Test func `a cache and its folder are begun for their user alone`() async throws {
        let cache = try fixture.open()
        cache.keep(RunFixture.response("Turn."), to: CacheFixture.key(), dropped: [])
        _ = await cache.answer(to: CacheFixture.key())
        #expect(try permissions(of: fixture.path.removingLastComponent()) == 0o700)
        for suffix in ["", "-wal", "-shm"] {
            #expect(try permissions(of: FilePath(fixture.path.string + suffix)) == 0o600)
        }
        await cache.close()
    }

    @Test func `an empty file, as a crash at the beginning leaves it, is begun anew`() async throws {
        try write([])
        let cache = try fixture.open()
        cache.keep(RunFixture.response("Turn."), to: CacheFixture.key(), dropped: [])
        #expect(await cache.answer(to: CacheFixture.key()) != nil)
    }

    @Test func `a file that others can read is refused`() throws {
        try write([], permissions: 0o640)
        expectUnusable("run chmod 600 on it")
    }

    @Test func `what is no database, cut short, or a folder is refused`() async throws {
        try write("A shopping list: padlock, oil, rag.".utf8)
        expectUnusable("not a database")
        try FileManager.default.removeItem(atPath: fixture.path.string)
        try await fixture.open().close()
        let bytes = try Data(contentsOf: URL(filePath: fixture.path.string))
        try write(bytes.prefix(5000))
        expectUnusable("malformed")
        try FileManager.default.removeItem(atPath: fixture.path.string)
        try FileManager.default.createDirectory(atPath: fixture.path.string, withIntermediateDirectories: true)
        expectUnusable("directory")
    }

    @Test func `a run file and a cache of a newer program are refused and left as they are`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: false)
        let bytes = try Data(contentsOf: URL(filePath: run.path.string))
        try write(bytes)
        expectUnusable("another kind of file")
        #expect(try Data(contentsOf: URL(filePath: fixture.path.string)) == bytes)
        try FileManager.default.removeItem(atPath: fixture.path.string)
        try await fixture.open().close()
        try fixture.tamper("INSERT INTO grdb_migrations VALUES ('response cache 99')")
        expectUnusable("newer assay")
    }

    @Test func `the line says what to do`() {
        let error = StoreError.cacheUnusable("/tmp/c", reason: "it is another kind of file")
        #expect(error.description.contains("ASSAY_CACHE") && !error.description.contains("\n"))
    }
}
