import GRDB
import Testing

@testable import AssayStore

struct CacheSchemaTests {
    @Test func `the table is strict, says what it holds, and its file tells whose it is`() throws {
        let database = try DatabaseQueue()
        try CacheSchema.migrator.migrate(database)
        try database.read { database in
            let table = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_master WHERE name = 'answer'")
            #expect(table?.contains("STRICT") == true && table?.contains("-- SHA-256") == true)
            // The letters ASSC.
            #expect(try Int.fetchOne(database, sql: "PRAGMA application_id") == 0x41_53_53_43)
        }
    }
}
