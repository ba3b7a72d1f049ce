import GRDB
import Testing

@testable import AssayStore

struct SchemaTests {
    @Test func `every table is strict and says what it holds`() throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let tables = try writer.database.read { database in
            try Row.fetchAll(
                database, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb%'")
        }
        #expect(
            Set(tables.map { $0["name"] as String }) == [
                "manifest", "state", "media", "sample", "prompt", "reply", "attempt", "record", "verdict", "event",
            ])
        for table in tables { #expect((table["sql"] as String).contains("STRICT")) }
    }

    @Test func `the file's header tells whose it is`() throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let identifier = try writer.database.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
        // The letters ASSY.
        #expect(identifier == 0x41_53_53_59)
    }
}
