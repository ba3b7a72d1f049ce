import GRDB

extension RunWriter {
    /// Whether commits fail at the moment, so that nothing new starts and answers wait in memory.
    public var isHeldUp: Bool { commits.isFailing }

    /// How many records have an outcome that a resumed run does not ask for again.
    public func endedCount() throws(StoreError) -> Int {
        try expectOpen()
        do {
            return try database.read { database in
                try Int.fetchOne(database, sql: "SELECT count(*) FROM record WHERE NOT resumable") ?? 0
            }
        } catch {
            throw StoreError(error, at: path, writing: false)
        }
    }
}
