public import AssayCore
import Foundation
import GRDB

extension RunReader {
    /// How many replies of a role are one and the same asking in both runs, because the response cache gave it to one of
    /// them or to both.
    ///
    /// For a comparison: over these the runs are compared with themselves. Where neither run used a cache the replies
    /// are not read.
    public func sharedReplies(with other: RunReader, role: Role) throws(StoreError) -> Int {
        let usedCache = (try hasCached(role), try other.hasCached(role))
        guard usedCache.0 || usedCache.1 else { return 0 }
        let (ours, theirs) = (try askings(of: role), try other.askings(of: role))
        return ours.count { call, asking in theirs[call].map(asking.isSame) ?? false }
    }

    /// When a reply was asked for, and whether by the run itself.
    private struct Asking {
        let time: Double
        let isCached: Bool

        /// A cache notes the time a moment before the run that asks does; one call is not asked twice in a second.
        func isSame(_ other: Asking) -> Bool {
            (isCached || other.isCached) && abs(time - other.time) < 1
        }
    }

    private func hasCached(_ role: Role) throws(StoreError) -> Bool {
        try read { database in
            guard try Self.knowsCache(database) else { return false }
            return try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM reply WHERE role = ? AND juror = ? AND cached)",
                arguments: [role.name, role.juror]) ?? false
        }
    }

    /// The answers of a role by a hash of the call.
    private func askings(of role: Role) throws(StoreError) -> [UInt64: Asking] {
        try read { database in
            let mark = try Self.knowsCache(database) ? "cache_mark" : "NULL"
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT sample || ' ' || trial || ' ' || juror || ' ' || round || ' ' || prompt, finished_at, \(mark)
                    FROM reply WHERE role = ? AND juror = ? AND stop_reason IS NOT NULL
                    """, arguments: [role.name, role.juror])
            var askings: [UInt64: Asking] = [:]
            while let row = try rows.next() {
                let cached = try (row[2] as String?).map { try JSONText.decode(CacheMark.self, from: $0) }
                askings[StableHash(of: row[0] as String).mixed] = Asking(
                    time: cached?.asked.timeIntervalSince1970 ?? row[1], isCached: cached != nil)
            }
            return askings
        }
    }
}
