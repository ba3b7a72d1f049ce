import AssayCore
import AssayTestSupport
import Foundation
import GRDB
import SystemPackage
import Testing

@testable import AssayStore

struct RunWriterTests {
    @Test func `a clean end leaves one file`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        for id in ["s1", "s2", "s3"] { try await RunFixture.answer(id, in: writer) }
        try await writer.close(complete: true)
        #expect(try run.names == ["run.assay"])
        let reader = try RunReader(run.path)
        #expect(reader.warnings.isEmpty)
        #expect(reader.isComplete)
        #expect(try reader.audit() == [])
    }

    @Test func `commits are synchronised in full`() throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let (mode, synchronous) = try writer.database.read { database in
            (
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(database, sql: "PRAGMA synchronous")
            )
        }
        #expect(mode == "wal")
        #expect(synchronous == 2)
    }

    @Test func `what was kept is in a copy taken while the run goes`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        try await RunFixture.answer("s2", in: writer)
        try await writer.flush()
        // The disk as kill -9 leaves it: the file, its log, and the lock file of a process that is no more.
        let copy = try RunFixture()
        try run.copy(["run.assay", "run.assay-wal", "run.assay.lock"], to: copy)
        let records = try RunReader(copy.path).records(labels: StandInLabel.allCases)
        #expect(records.outcomeCounts.map(\.count) == [1, 2])
        let resumed = try RunWriter.open(copy.path)
        let call = RunFixture.call("s2")
        #expect(try await resumed.storedReply(to: call) == .success(RunFixture.response("Turn the key.")))
        #expect(try resumed.unfinished(after: 0, limit: 10).map(\.sample.id).sorted() == ["s1", "s3"])
        try await resumed.close(complete: false)
        #expect(try copy.names == ["run.assay"])
    }

    @Test func `a second writer is refused with the number of the first one's process`() throws {
        let run = try RunFixture()
        let writer = try run.publish()
        #expect(throws: StoreError.inUse(run.path.string, process: Int(getpid()))) { try RunWriter.open(run.path) }
        #expect(writer.takesNewCalls)
    }

    @Test func `unfinished samples come in run order, page by page, with the trials to ask`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 5, trials: 3)
        let all = try writer.unfinished(after: 0, limit: 10)
        #expect(all.map(\.ordinal) == [1, 2, 3, 4, 5])
        #expect(all.allSatisfy { $0.trials == [1, 2, 3] })
        let (first, second) = (all[0].sample.id, all[1].sample.id)
        for trial in 1...3 { writer.keep(FinishedRecord(sample: first, trial: trial, outcome: .judged)) }
        writer.keep(FinishedRecord(sample: second, trial: 2, outcome: .judged))
        writer.keep(
            FinishedRecord(sample: second, trial: 3, outcome: .unanswered(.timedOut), isResumable: true))
        try await writer.flush()
        let page = try writer.unfinished(after: 0, limit: 2)
        #expect(page.map(\.ordinal) == [2, 3])
        #expect(page[0].trials == [1, 3])
        #expect(try writer.unfinished(after: 3, limit: 10).map(\.ordinal) == [4, 5])
    }

    @Test func `a page that is read beside the commits is the same, also for a task that was cancelled`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 5, trials: 2)
        let page = try writer.unfinished(after: 1, limit: 3)
        let read = try await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await writer.unfinishedPage(after: 1, limit: 3)
        }.value
        #expect(read == page)
        #expect(read.map(\.ordinal) == [2, 3, 4])
        try await writer.close(complete: false)
        await #expect(throws: StoreError.self) { try await writer.unfinishedPage(after: 0, limit: 1) }
    }

    @Test func `a resumable record is replaced, a final one is not`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 2)
        writer.keep(FinishedRecord(sample: "s1", trial: 1, outcome: .unanswered(.timedOut), isResumable: true))
        writer.keep(
            FinishedRecord(sample: "s1", trial: 1, outcome: .judged, rulings: ["safe": .label("safe")]))
        writer.keep(
            FinishedRecord(sample: "s2", trial: 1, outcome: .judged, rulings: ["safe": .label("unsafe")]))
        writer.keep(FinishedRecord(sample: "s2", trial: 1, outcome: .judged, rulings: ["safe": .label("safe")]))
        try await writer.close(complete: true)
        let rows = try RunReader(run.path).read { database in
            try String.fetchAll(
                database,
                sql: "SELECT sample || ' ' || outcome || ' ' || label FROM record JOIN verdict USING (sample, trial)")
        }
        #expect(rows == ["s1 judged safe", "s2 judged unsafe"])
    }

    @Test func `a full disk stops new calls, and everything is saved once there is room`() async throws {
        let run = try RunFixture()
        let clock = ManualClock()
        let writer = try run.publish(clock: clock)
        try await Self.setRoom(0, in: writer)
        async let kept: Void = writer.keep(.success(Self.longAnswer), to: RunFixture.call("s1"))
        await clock.waitForSleepers()
        #expect(!writer.takesNewCalls)
        #expect(writer.unsavedReplies == 1)
        try await Self.setRoom(1000, in: writer)
        clock.advance(by: .seconds(1))
        try await kept
        #expect(writer.takesNewCalls)
        #expect(writer.unsavedReplies == 0)
        try await writer.close(complete: false)
        #expect(try RunReader(run.path).facts().roles[.target]?.calls == 1)
    }

    @Test func `a disk that stays full for a minute fails the waiting calls and counts their replies`() async throws {
        let run = try RunFixture()
        let clock = ManualClock()
        let writer = try run.publish(clock: clock)
        try await Self.setRoom(0, in: writer)
        let calls = ["s1", "s2"].map { RunFixture.call($0) }
        let failures = await withTaskGroup(of: Bool.self) { group in
            for call in calls {
                group.addTask {
                    do throws(JournalFailure) {
                        try await writer.keep(.success(Self.longAnswer), to: call)
                        return false
                    } catch {
                        return error.description.contains("full")
                    }
                }
            }
            group.addTask {
                for _ in 0..<60 {
                    await clock.waitForSleepers()
                    clock.advance(by: .seconds(1))
                }
                return true
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(failures == 3)
        #expect(writer.unsavedReplies == 2)
        #expect(!writer.takesNewCalls)
        #expect(await !writer.waitUntilCallsAreTaken())
        await #expect(throws: StoreError.self) { try await writer.close(complete: false) }
        // Let go of all the same: the next writer goes on with what there is.
        try await Self.setRoom(1000, in: writer)
        #expect(try RunWriter.open(run.path).manifest == writer.manifest)
    }

    @Test func `room after giving up saves what was held`() async throws {
        let run = try RunFixture()
        let clock = ManualClock()
        let writer = try run.publish(clock: clock)
        try await Self.setRoom(0, in: writer)
        async let kept: Void = writer.keep(.success(Self.longAnswer), to: RunFixture.call("s1"))
        await clock.waitForSleepers()
        clock.advance(by: .seconds(61))
        var isTold = false
        do { try await kept } catch is JournalFailure { isTold = true }
        #expect(isTold)
        try await Self.setRoom(1000, in: writer)
        try await writer.close(complete: false)
        #expect(writer.unsavedReplies == 0)
        #expect(try RunReader(run.path).facts().roles[.target]?.calls == 1)
    }

    @Test func `a stopped writer takes no new calls and keeps what is in flight`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        writer.stopTakingCalls()
        #expect(!writer.takesNewCalls)
        #expect(await !writer.waitUntilCallsAreTaken())
        try await RunFixture.answer("s1", in: writer)
        try await writer.close(complete: false)
        #expect(try RunReader(run.path).facts().roles[.target]?.calls == 1)
        await #expect(throws: JournalFailure("the run file is closed")) {
            try await RunFixture.answer("s2", in: writer)
        }
    }

    @Test func `an unfinished file without its log is refused until its absence is accepted`() async throws {
        let run = try RunFixture()
        // Its clock stands still, so that no checkpoint brings the answer into the main file meanwhile.
        let writer = try run.publish(clock: ManualClock())
        try await RunFixture.answer("s1", in: writer)
        try await writer.flush()
        let copy = try RunFixture()
        try run.copy(["run.assay"], to: copy)
        #expect(throws: StoreError.missingWAL(copy.path.string)) { try RunWriter.open(copy.path) }
        #expect(try copy.names == ["run.assay"])
        let resumed = try RunWriter.open(copy.path, acceptMissingWAL: true)
        #expect(try resumed.unfinished(after: 0, limit: 10).count == 3)
        try await resumed.close(complete: false)
        #expect(try RunReader(copy.path).warnings.isEmpty)
    }

    @Test func `a writer that is let go without being closed leaves the log beside the file`() async throws {
        let run = try RunFixture()
        do {
            let writer = try run.publish()
            try await RunFixture.answer("s1", in: writer)
            try await writer.flush()
        }
        #expect(try run.names.contains("run.assay-wal"))
        #expect(try RunReader(run.path).warnings.isEmpty)
        let resumed = try RunWriter.open(run.path)
        #expect(try resumed.unfinished(after: 0, limit: 10).count == 2)
    }

    @Test func `the file says that it is open before the first call`() throws {
        let run = try RunFixture()
        let writer = try run.publish()
        // The main file alone, without its log.
        let copy = try RunFixture()
        try run.copy(["run.assay"], to: copy)
        #expect(try RunReader(copy.path).warnings.count == 1)
        #expect(writer.takesNewCalls)
    }

    @Test func `a reader that looks on does not keep a run from closing`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let reader = try RunReader(run.path)
        for id in ["s1", "s2", "s3"] { try await RunFixture.answer(id, in: writer) }
        try await writer.flush()
        #expect(try reader.records(labels: StandInLabel.allCases).outcomeCounts.map(\.count) == [3])
        try await writer.close(complete: true)
        #expect(try reader.records(labels: StandInLabel.allCases).outcomeCounts.map(\.count) == [3])
        let late = try RunReader(run.path)
        #expect(late.isComplete)
        #expect(late.warnings.isEmpty)
        #expect(try late.audit() == [])
    }

    @Test func `what befalls a run is noted`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        writer.note("stopped", detail: "SIGTERM")
        try await writer.close(complete: false)
        let events = try RunReader(run.path).read { try String.fetchAll($0, sql: "SELECT name FROM event ORDER BY id") }
        #expect(events == ["session_started", "stopped", "session_ended"])
    }

    @Test func `checkpoints are made every ten seconds of writing`() async throws {
        let run = try RunFixture()
        let clock = ManualClock()
        let writer = try run.publish(clock: clock)
        let copy = try RunFixture()
        clock.advance(by: .seconds(10))
        try await RunFixture.answer("s1", in: writer)
        // The checkpoint follows the commit on the database's queue; a read waits for its turn there.
        _ = try writer.unfinished(after: 0, limit: 1)
        try run.copy(["run.assay"], to: copy)
        #expect(try RunReader(copy.path).facts().roles[.target]?.calls == 1)
    }

    /// More than fits on what is left of a page.
    private static let longAnswer = RunFixture.response(String(repeating: "Turn the key. ", count: 1000))

    /// Lets the file grow by so many pages: SQLite then reports a full disk by itself.
    private static func setRoom(_ pages: Int, in writer: RunWriter) async throws {
        try await writer.database.writeWithoutTransaction { database in
            // Pages that are in the file and free are room as well.
            try database.execute(sql: "VACUUM")
            let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(count + pages)")
        }
    }
}
