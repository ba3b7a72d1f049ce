import AssayCore
import AssayTestSupport
import Synchronization
import Testing

@testable import AssayStore

struct GroupCommitTests {
    /// A disk that takes groups while it has room.
    private final class Disk: Sendable {
        // What was committed, group by group; nil room is all the room there is.
        private let state = Mutex((groups: [[Int]](), isFull: false))

        var groups: [[Int]] { state.withLock(\.groups) }

        func setFull(_ isFull: Bool) { state.withLock { $0.isFull = isFull } }

        @Sendable func commit(_ rows: [Int]) async -> JournalFailure? {
            state.withLock { state in
                if state.isFull { return JournalFailure("disk is full") }
                state.groups.append(rows)
                return nil
            }
        }
    }

    @Test func `a saved row is on disk with everything queued before it, in order`() async throws {
        let disk = Disk()
        let commits = GroupCommit<Int>(CommitTiming(clock: ManualClock(), gathering: .zero), commit: disk.commit)
        commits.enqueue(1)
        commits.enqueue(2)
        #expect(disk.groups == [])
        try await commits.save(3)
        #expect(disk.groups == [[1, 2, 3]])
    }

    @Test func `flushing without rows commits nothing`() async throws {
        let disk = Disk()
        let commits = GroupCommit<Int>(CommitTiming(clock: ManualClock(), gathering: .zero), commit: disk.commit)
        try await commits.flush()
        #expect(disk.groups == [])
        commits.enqueue(1)
        try await commits.flush()
        try await commits.flush()
        #expect(disk.groups == [[1]])
    }

    @Test func `whoever flushes does not wait for more rows`() async throws {
        let disk = Disk()
        // A clock that stands: what gathers never ends.
        let timing = CommitTiming(clock: ManualClock(), gathering: .milliseconds(4))
        let commits = GroupCommit<Int>(timing, commit: disk.commit)
        commits.enqueue(1)
        try await commits.flush()
        #expect(disk.groups == [[1]])
    }

    @Test func `a group has at most 256 rows`() async throws {
        let disk = Disk()
        let commits = GroupCommit<Int>(CommitTiming(clock: ManualClock(), gathering: .zero), commit: disk.commit)
        for number in 1...600 { commits.enqueue(number) }
        try await commits.flush()
        #expect(disk.groups.map(\.count) == [256, 256, 88])
        #expect(disk.groups.joined().elementsEqual(1...600))
    }

    @Test func `of many callers at once every row is committed once`() async throws {
        let disk = Disk()
        let commits = GroupCommit<Int>(CommitTiming(clock: ManualClock(), gathering: .zero), commit: disk.commit)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<2000 {
                group.addTask {
                    try await commits.save(number)
                    guard disk.groups.contains(where: { $0.contains(number) }) else {
                        throw JournalFailure("not there")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(disk.groups.joined().sorted() == Array(0..<2000))
    }

    @Test func `a failing commit is tried again each second until it succeeds`() async throws {
        let (disk, clock) = (Disk(), ManualClock())
        let commits = GroupCommit<Int>(CommitTiming(clock: clock, gathering: .zero), commit: disk.commit)
        disk.setFull(true)
        async let saved: Void = commits.save(1)
        for _ in 0..<59 {
            await clock.waitForSleepers()
            #expect(commits.isFailing)
            clock.advance(by: .seconds(1))
        }
        await clock.waitForSleepers()
        disk.setFull(false)
        clock.advance(by: .seconds(1))
        try await saved
        #expect(!commits.isFailing)
        #expect(disk.groups == [[1]])
    }

    @Test func `after a minute every caller is told and the rows are held for the next try`() async throws {
        let (disk, clock) = (Disk(), ManualClock())
        let commits = GroupCommit<Int>(CommitTiming(clock: clock, gathering: .zero), commit: disk.commit)
        disk.setFull(true)
        let told = await withTaskGroup(of: Bool.self) { group in
            for number in 1...3 {
                group.addTask {
                    do throws(JournalFailure) {
                        try await commits.save(number)
                        return false
                    } catch {
                        return error == JournalFailure("disk is full")
                    }
                }
            }
            // All three wait before the clock moves.
            while commits.count(where: { _ in true }) < 3 { await Task.yield() }
            await clock.waitForSleepers()
            clock.advance(by: .seconds(60))
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(told)
        #expect(commits.isFailing)
        #expect(commits.count { _ in true } == 3)
        disk.setFull(false)
        try await commits.flush()
        #expect(disk.groups.joined().sorted() == [1, 2, 3])
    }

    @Test func `after giving up a late row is tried once and not waited for`() async throws {
        let (disk, clock) = (Disk(), ManualClock())
        let commits = GroupCommit<Int>(CommitTiming(clock: clock, gathering: .zero), commit: disk.commit)
        disk.setFull(true)
        async let first: Void = commits.save(1)
        await clock.waitForSleepers()
        clock.advance(by: .seconds(60))
        var failures = 0
        do { try await first } catch { failures += 1 }
        do { try await commits.save(2) } catch { failures += 1 }
        #expect(failures == 2)
        #expect(clock.sleeperCount == 0)
    }

    @Test func `a cancelled caller's row is committed all the same`() async throws {
        let disk = Disk()
        let commits = GroupCommit<Int>(CommitTiming(clock: ManualClock(), gathering: .zero), commit: disk.commit)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await commits.save(1) }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(disk.groups == [[1]])
    }

    @Test func `a cancelled caller does not wait for a full disk`() async throws {
        let (disk, clock) = (Disk(), ManualClock())
        let commits = GroupCommit<Int>(CommitTiming(clock: clock, gathering: .zero), commit: disk.commit)
        disk.setFull(true)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await commits.save(1) }
            await clock.waitForSleepers()
            group.cancelAll()
            await #expect(throws: JournalFailure("disk is full")) { try await group.waitForAll() }
        }
    }

    @Test func `a closed file takes no rows`() async throws {
        let disk = Disk()
        let commits = GroupCommit<Int>(CommitTiming(clock: ManualClock(), gathering: .zero), commit: disk.commit)
        commits.close()
        await #expect(throws: JournalFailure("the run file is closed")) { try await commits.save(1) }
        #expect(commits.count { _ in true } == 0)
    }
}
