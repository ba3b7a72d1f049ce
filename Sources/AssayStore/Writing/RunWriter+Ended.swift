import AssayCore
import GRDB

extension RunWriter {
    /// Whether commits fail at the moment, so that nothing new starts and answers wait in memory.
    public var isHeldUp: Bool { commits.isFailing }

    /// Whether every planned record has an outcome.
    public func isAsked() throws(StoreError) -> Bool {
        try count("SELECT count(*) FROM record") == manifest.dataset.samples * manifest.settings.trials
    }

    /// How many records have an outcome that a resumed run does not ask for again.
    public func endedCount() throws(StoreError) -> Int {
        try count("SELECT count(*) FROM record WHERE NOT resumable")
    }

    private func count(_ sql: String) throws(StoreError) -> Int {
        try expectOpen()
        do {
            return try database.read { try Int.fetchOne($0, sql: sql) ?? 0 }
        } catch {
            throw StoreError(error, at: path, writing: false)
        }
    }
}
