import AssayCore
import AssayTestSupport
import GRDB
import Synchronization
import Testing

import struct AssayCore.Response

@testable import AssayStore

struct RunnerStoppingTests {
    /// Everything that stops a run but a cancelled call, which is no failure.
    static let stopping: [ModelError] = [
        .quotaExhausted, .unauthorized(status: 401), .notFound(code: nil), .mediaChanged(path: "padlock.png"),
        .notSaved,
    ]

    @Test(arguments: stopping)
    func `what stops a run is returned, and nothing more is asked`(error: ModelError) async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 6)
        let order = try Bench.order(of: file)
        let calls = CallLog()
        let target = calls.answering { call throws(ModelError) in
            guard call.place.sample != order[2] else { throw error }
            return Response(text: "Turn the key.")
        }
        #expect(try await Bench.run(file, target: target) == error)
        #expect(file.isStopped)
        #expect(calls.samples == Array(order.prefix(3)))
        try await file.close(complete: false)
        #expect(try bench.outcomes == ["judged", "judged", "-", "-", "-", "-"])
    }

    @Test(arguments: stopping)
    func `what stops the judge stops the run, and the answer is kept`(error: ModelError) async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 3)
        let calls = CallLog()
        let judge = ScriptedModel { _ throws(ModelError) in throw error }
        #expect(try await Bench.run(file, target: calls.answering(), judge: judge) == error)
        #expect(calls.places.count == 1)
        try await file.close(complete: false)
        #expect(try bench.outcomes == ["-", "-", "-"])
        #expect(try bench.rows("SELECT role, text FROM reply") == ["target|Turn the key."])
    }

    @Test(.timeLimit(.minutes(1)))
    func `what is in flight when a run stops is waited for and its answers kept`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 8)
        let order = try Bench.order(of: file)
        let calls = CallLog()
        let target = calls.answering { call throws(ModelError) in
            if call.place.sample == order[2] {
                // The other two are under way by then, in whatever order the three were started.
                while calls.samples.count < 3 { await Task.yield() }
                throw .quotaExhausted
            }
            while !file.isStopped { await Task.yield() }
            return Response(text: "Turn the key.")
        }
        #expect(try await Bench.run(file, width: 3, target: target) == .quotaExhausted)
        #expect(Set(calls.samples) == Set(order.prefix(3)))
        try await file.close(complete: false)
        // The judge was a new call, so the two records are left to the resumed run; their answers are paid for.
        #expect(try bench.rows("SELECT role, text FROM reply") == Array(repeating: "target|Turn the key.", count: 2))
        #expect(try bench.outcomes == Array(repeating: "-", count: 8))
    }

    @Test func `a run that is stopped while a target answers leaves the rest pending`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 5)
        let order = try Bench.order(of: file)
        let calls = CallLog()
        let target = calls.answering { call in
            if call.place.sample == order[2] { file.stopTakingCalls() }
            return Response(text: "Turn the key.")
        }
        #expect(try await Bench.run(file, target: target) == nil)
        #expect(calls.samples == Array(order.prefix(3)))
        try await file.close(complete: false)
        #expect(try bench.outcomes == ["judged", "judged", "-", "-", "-"])

        let resumed = try RunWriter.open(bench.path)
        #expect(try await Bench.run(resumed, target: calls.answering()) == nil)
        #expect(calls.samples == order)
        try await resumed.close(complete: true)
        #expect(try bench.outcomes == Array(repeating: "judged", count: 5))
    }

    @Test func `a run that is stopped while a judge rules keeps the verdict`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 4)
        let order = try Bench.order(of: file)
        let judge = ScriptedModel { call in
            if call.place.sample == order[1] { file.stopTakingCalls() }
            return Response(text: "safe")
        }
        #expect(try await Bench.run(file, target: CallLog().answering(), judge: judge) == nil)
        try await file.close(complete: false)
        #expect(try bench.outcomes == ["judged", "judged", "-", "-"])
    }

    @Test func `a run that was stopped before it began asks nothing`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 2)
        file.stopTakingCalls()
        let calls = CallLog()
        #expect(try await Bench.run(file, target: calls.answering()) == nil)
        #expect(calls.places == [])
        try await file.close(complete: false)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a run that is cancelled asks nothing more and keeps what it has`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 4)
        let order = try Bench.order(of: file)
        let calls = CallLog()
        // Answers the first, then waits as a call does that is in flight when the run is told to stop now.
        let target = calls.answering { call throws(ModelError) in
            guard call.place.sample == order[1] else { return Response(text: "Turn the key.") }
            while !Task.isCancelled { await Task.yield() }
            throw .cancelled
        }
        let failure = try await withThrowingTaskGroup(of: ModelError?.self) { group in
            group.addTask { try await Bench.run(file, target: target) }
            while calls.places.count < 2 { await Task.yield() }
            group.cancelAll()
            return try await group.next() ?? nil
        }
        #expect(failure == nil)
        #expect(calls.samples == Array(order.prefix(2)))
        try await file.close(complete: false)
        #expect(try bench.outcomes == ["judged", "-", "-", "-"])
    }

    @Test(.timeLimit(.minutes(1)))
    func `what was held off while the disk was full is asked once there is room, and nothing twice`() async throws {
        let bench = try Bench()
        let clock = ManualClock()
        let file = try await bench.publish(samples: 4, clock: clock)
        let order = try Bench.order(of: file)
        let calls = CallLog()
        let heldOff = Mutex(false)
        // The first answer finds the disk full; the second call, between two attempts, is held off meanwhile.
        let target = calls.answering { call throws(ModelError) in
            if call.place.sample == order[0] {
                // The second call is under way by then, however late its task was started.
                while calls.samples.count < 2 { await Task.yield() }
                do { try await file.setRoom(0) } catch { throw .notSaved }
                return Response(text: String(repeating: "Turn the key. ", count: 2000))
            }
            guard call.place.sample == order[1], !heldOff.withLock(\.self) else {
                return Response(text: "Turn the key.")
            }
            while file.takesNewCalls { await Task.yield() }
            heldOff.withLock { $0 = true }
            throw .cancelled
        }
        async let run = Bench.run(file, width: 2, target: target)
        while !heldOff.withLock(\.self) { await Task.yield() }
        await clock.waitForSleepers()
        try await file.setRoom(1000)
        clock.advance(by: .seconds(1))
        #expect(try await run == nil)
        #expect(calls.samples.sorted() == (order + [order[1]]).sorted())
        try await file.close(complete: true)
        #expect(try bench.outcomes == Array(repeating: "judged", count: 4))
        #expect(try RunReader(bench.path).audit() == [])
    }

    @Test(.timeLimit(.minutes(1)))
    func `a disk that stays full stops the run, and what was answered is counted as unsaved`() async throws {
        let bench = try Bench()
        let clock = ManualClock()
        let file = try await bench.publish(samples: 4, clock: clock)
        let calls = CallLog()
        let target = calls.answering { _ throws(ModelError) in
            do { try await file.setRoom(0) } catch { throw .malformed(what: "no room to take away") }
            return Response(text: String(repeating: "Turn the key. ", count: 2000))
        }
        async let run = Bench.run(file, target: target)
        await clock.waitForSleepers()
        clock.advance(by: .seconds(61))
        #expect(try await run == .notSaved)
        #expect(calls.places.count == 1)
        #expect(file.unsavedReplies == 1)
        // Room in time for the end saves it after all.
        try await file.setRoom(1000)
        try await file.close(complete: false)
        #expect(file.unsavedReplies == 0)
        #expect(try bench.outcomes == ["-", "-", "-", "-"])
    }
}

extension RunWriter {
    /// Lets the file grow by so many pages, as a disk does that is nearly full.
    fileprivate func setRoom(_ pages: Int) async throws {
        try await database.writeWithoutTransaction { database in
            // Pages that are in the file and free are room as well.
            try database.execute(sql: "VACUUM")
            let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(count + pages)")
        }
    }
}
