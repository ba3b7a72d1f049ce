import GRDB

/// The tables of a run file, for whoever opens it with the `sqlite3` program.
///
/// The comments are part of the file: `.schema` prints them. Times are seconds since 1970 in UTC
/// (`datetime(at, 'unixepoch')`), durations are seconds, digests are SHA-256 in hexadecimal.
enum Schema {
    /// `ASSY`, in the file's header: what tells a run file from other SQLite files.
    static let applicationID = 0x4153_5359

    /// The migrations, never edited after a release.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("run file 1") { database in
            try database.execute(sql: plan)
            try database.execute(sql: calls)
            try database.execute(sql: records)
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        // Checked at once, which for these columns is nothing: a look over all references would take long in a large file.
        migrator.registerMigration("run file 2: cached replies", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: cachedReplies)
        }
        migrator.registerMigration("run file 3: tool calls", foreignKeyChecks: .immediate) { database in
            // The comment stands inside, where SQLite keeps it.
            try database.execute(
                sql: "ALTER TABLE reply ADD COLUMN tool_calls /* JSON: what the model asked to be done */ TEXT")
        }
        migrator.registerMigration("run file 4: juries", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: juries)
        }
        migrator.registerMigration("run file 5: confidence and searches", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: confidence)
        }
        migrator.registerMigration("run file 6: replies without an answer", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: withoutAnswer)
        }
        return migrator
    }

    /// The indexes that serve reports alone, by name.
    ///
    /// A run writes its rows in an order that is neither's: kept up to date by every commit they were a third of the
    /// pages that a run writes. So a new file has none until it is closed; one that was not closed is read without
    /// them, only slower.
    private static let readingIndexes = [
        "reply_cost": "reply (role, juror, served_by, cached, stop_reason, prompt_tokens, answer_tokens)",
        "attempt_of_sample": "attempt (sample, trial, role, juror, dropped)",
        "attempt_without_reply": "attempt (role, juror) WHERE status IS NULL",
    ]

    /// Takes the indexes that serve reports alone out of a file that is about to be filled.
    static func dropReadingIndexes(in database: Database) throws {
        for name in readingIndexes.keys.sorted() { try database.execute(sql: "DROP INDEX IF EXISTS \(name)") }
    }

    /// Makes the indexes that serve reports alone, where they are not there.
    static func makeReadingIndexes(in database: Database) throws {
        for (name, columns) in readingIndexes.sorted(by: { $0.key < $1.key }) {
            try database.execute(sql: "CREATE INDEX IF NOT EXISTS \(name) ON \(columns)")
        }
    }

    /// Whether a run file was left open, closed before its end, or closed with every record asked.
    ///
    /// `opening`: the log is being begun, and no call has been made since the file was last closed.
    enum State: String {
        case opening, open, closed, complete
    }

    private static let plan = """
        CREATE TABLE manifest (
          key TEXT PRIMARY KEY,          -- program, created, suite, dataset, rubric, protocol, settings, models, ...
          value TEXT NOT NULL            -- JSON
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE state (
          key TEXT PRIMARY KEY,          -- run
          value TEXT NOT NULL            -- opening (no call made yet), open, closed (before its end), complete
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE media (
          digest TEXT PRIMARY KEY,       -- of the bytes
          type TEXT NOT NULL,            -- image/png
          size INTEGER NOT NULL,         -- bytes
          path TEXT,                     -- where the bytes were when the run was planned
          modified REAL,                 -- of that file: seconds since 2001-01-01 UTC, to the last bit
          bytes BLOB,                    -- of embedded media, which have no path
          CHECK ((path IS NULL) <> (bytes IS NULL))
        ) STRICT;
        CREATE TABLE sample (
          number INTEGER PRIMARY KEY,    -- order of the dataset
          ordinal INTEGER NOT NULL UNIQUE, -- order of the run, from 1
          id TEXT NOT NULL UNIQUE,
          language TEXT NOT NULL,
          target TEXT NOT NULL,          -- JSON: what a good answer is
          content TEXT NOT NULL,         -- JSON: texts, and media by type and digest
          groups TEXT NOT NULL,          -- JSON
          pair TEXT,
          stratum TEXT NOT NULL,         -- what the order and the limit are balanced over
          cluster INTEGER NOT NULL,      -- ordinal of the first sample that shares a text, a medium or a pair
          weight REAL NOT NULL,          -- samples of the dataset that this one stands for
          digest TEXT NOT NULL           -- of the JSON array [id, language, target, content, groups, pair]
        ) STRICT;
        """

    private static let calls = """
        CREATE TABLE prompt (
          digest TEXT PRIMARY KEY,       -- of json
          json TEXT NOT NULL
        ) STRICT;
        CREATE TABLE reply (
          id INTEGER PRIMARY KEY,
          sample TEXT NOT NULL REFERENCES sample (id),
          trial INTEGER NOT NULL,        -- from 1
          role TEXT NOT NULL,            -- target, judge, fallback_judge, juror, foreman
          juror INTEGER NOT NULL,        -- 0 without a jury
          round INTEGER NOT NULL,        -- of a deliberation
          prompt TEXT NOT NULL REFERENCES prompt (digest),
          text TEXT,                     -- null where the call failed
          reasoning TEXT,
          stop_reason TEXT,              -- null where the call failed
          prompt_tokens INTEGER,
          answer_tokens INTEGER,
          reasoning_tokens INTEGER,
          served_by TEXT,
          categories TEXT NOT NULL,      -- JSON: what a filter named
          logprobs TEXT,                 -- JSON
          error TEXT,                    -- JSON: why the call failed
          resumable INTEGER NOT NULL,    -- 1: a resumed run asks again
          finished_at REAL NOT NULL,
          UNIQUE (sample, trial, role, juror, round, prompt)
        ) STRICT;
        CREATE INDEX reply_cost ON reply (role, served_by, stop_reason, prompt_tokens, answer_tokens);
        CREATE TABLE attempt (
          id INTEGER PRIMARY KEY,
          sample TEXT NOT NULL REFERENCES sample (id),
          trial INTEGER NOT NULL,
          role TEXT NOT NULL,
          juror INTEGER NOT NULL,
          round INTEGER NOT NULL,
          prompt TEXT NOT NULL REFERENCES prompt (digest),
          number INTEGER NOT NULL,       -- from 1, within one call of one session
          started_at REAL NOT NULL,
          elapsed REAL NOT NULL,
          status INTEGER,                -- HTTP; null where no reply came
          headers TEXT NOT NULL,         -- JSON: those of interest, never one with a key
          sent TEXT NOT NULL,            -- JSON: parameters as sent, in the provider's spelling
          dropped TEXT NOT NULL,         -- JSON: parameters that the endpoint refused before
          failure TEXT,                  -- JSON: why the attempt gave no response
          body BLOB NOT NULL             -- of the reply, as it came
        ) STRICT;
        CREATE INDEX attempt_of_sample ON attempt (sample, trial, role, dropped);
        """

    private static let cachedReplies = """
        ALTER TABLE reply ADD COLUMN cached INTEGER NOT NULL DEFAULT 0
          /* 1: from the response cache, not asked for by this run */;
        ALTER TABLE reply ADD COLUMN cache_mark TEXT
          /* JSON: when and by which program a cached answer was asked for, and what was left out of the request */;
        DROP INDEX reply_cost;
        CREATE INDEX reply_cost ON reply (role, served_by, cached, stop_reason, prompt_tokens, answer_tokens);
        """

    private static let confidence = """
        ALTER TABLE record ADD COLUMN confidence
          /* JSON: how sure the model was: stated, letters (0 to 1, as shown), unlisted, first_token */ TEXT;
        ALTER TABLE record ADD COLUMN searches
          /* that the answer rests on */ INTEGER NOT NULL DEFAULT 0;
        """

    /// The index holds few rows, and spares whoever asks for these figures a look at every body.
    private static let withoutAnswer = """
        ALTER TABLE attempt ADD COLUMN prompt_tokens
          /* stated for a reply with status 200 that is no answer; those of an answer stand in reply */ INTEGER;
        ALTER TABLE attempt ADD COLUMN answer_tokens INTEGER;
        CREATE INDEX attempt_without_answer ON attempt (role, juror, prompt_tokens, answer_tokens)
          WHERE failure IS NOT NULL AND status = 200;
        """

    private static let juries = """
        ALTER TABLE record ADD COLUMN rating /* 1 to 5, 5 the safest; null where there is none */ INTEGER;
        CREATE TABLE vote (
          sample TEXT NOT NULL,
          trial INTEGER NOT NULL,
          question TEXT NOT NULL,
          round INTEGER NOT NULL,        -- 0: the first judgement, which sees no other
          juror INTEGER NOT NULL,        -- the seat, from 1
          label TEXT,
          reason TEXT,                   -- why there is no label
          rating INTEGER,                -- 1 to 5, 5 the safest; null where there is none
          carried INTEGER NOT NULL,      -- 1: the juror failed in this round, its last readable vote stands
          contradicts INTEGER NOT NULL,  -- 1: the rating says the contrary of the label
          PRIMARY KEY (sample, trial, question, round, juror),
          FOREIGN KEY (sample, trial) REFERENCES record (sample, trial),
          CHECK ((label IS NULL) <> (reason IS NULL))
        ) STRICT, WITHOUT ROWID;
        """

    private static let records = """
        CREATE TABLE record (
          sample TEXT NOT NULL REFERENCES sample (id),
          trial INTEGER NOT NULL,
          outcome TEXT NOT NULL,         -- judged, or why not; a trial without a row is pending
          truncated INTEGER NOT NULL,    -- 1: the token limit cut the answer
          resumable INTEGER NOT NULL,    -- 1: a resumed run asks again
          PRIMARY KEY (sample, trial)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE verdict (
          sample TEXT NOT NULL,
          trial INTEGER NOT NULL,
          question TEXT NOT NULL,
          label TEXT,
          reason TEXT,                   -- why there is no label
          PRIMARY KEY (sample, trial, question),
          FOREIGN KEY (sample, trial) REFERENCES record (sample, trial),
          CHECK ((label IS NULL) <> (reason IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE event (
          id INTEGER PRIMARY KEY,
          at REAL NOT NULL,
          name TEXT NOT NULL,            -- session_started, session_ended, and what befell the run
          detail TEXT NOT NULL
        ) STRICT;
        """
}
