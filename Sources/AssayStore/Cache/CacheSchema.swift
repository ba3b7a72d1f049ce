import GRDB

/// The table of a response cache, for whoever opens it with the `sqlite3` program.
enum CacheSchema {
    /// `ASSC`, in the file's header: what tells a cache from run files and other SQLite files.
    static let applicationID = 0x4153_5343

    /// The migrations, never edited after a release.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("response cache 1") { database in
            try database.execute(sql: answers)
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        return migrator
    }

    private static let answers = """
        CREATE TABLE answer (
          id INTEGER PRIMARY KEY,        -- the lowest is the oldest, and goes first where the file grows too large
          key TEXT NOT NULL UNIQUE,      -- SHA-256 over endpoint, juror, model, prompt, round, trial, wire form
          model TEXT NOT NULL,
          endpoint TEXT NOT NULL,
          response TEXT NOT NULL,        -- JSON
          digest TEXT NOT NULL,          -- SHA-256 of response
          dropped TEXT NOT NULL,         -- JSON: parameters that were left out of the request
          asked_at REAL NOT NULL,        -- seconds since 1970 in UTC
          program TEXT NOT NULL          -- which asked
        ) STRICT;
        """
}
