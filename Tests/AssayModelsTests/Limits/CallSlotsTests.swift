import AssayTestSupport
import Synchronization
import Testing

@testable import AssayModels

struct CallSlotsTests {
    /// Counts who is inside, and the most that ever were.
    private final class Room: Sendable {
        private let counts = Mutex((inside: 0, most: 0))
        var most: Int { counts.withLock { $0.most } }
        func enter() {
            counts.withLock {
                $0.inside += 1
                $0.most = max($0.most, $0.inside)
            }
        }
        func leave() { counts.withLock { $0.inside -= 1 } }
    }

    /// Notes who was served, in order.
    private final class Log: Sendable {
        private let numbers = Mutex<[Int]>([])
        var all: [Int] { numbers.withLock { $0 } }
        func add(_ number: Int) { numbers.withLock { $0.append(number) } }
    }

    @Test(arguments: [1, 3, 8])
    func `never more at once than there are slots, and all get one`(count: Int) async throws {
        let slots = CallSlots(count)
        let room = Room()
        let served = try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await slots.acquire()
                    room.enter()
                    await Task.yield()
                    room.leave()
                    slots.release()
                }
            }
            return try await group.reduce(into: 0) { served, _ in served += 1 }
        }
        #expect(served == 200 && room.most <= count)
    }

    @Test func `who waits longest goes first`() async throws {
        let slots = CallSlots(1)
        try await slots.acquire()
        let log = Log()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<5 {
                group.addTask {
                    try await slots.acquire()
                    log.add(number)
                    slots.release()
                }
                while slots.waiting <= number { await Task.yield() }
            }
            slots.release()
            try await group.waitForAll()
        }
        #expect(log.all == [0, 1, 2, 3, 4])
    }

    @Test func `a cancelled wait takes no slot and leaves the others in their order`() async throws {
        let slots = CallSlots(1)
        try await slots.acquire()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: CancellationError.self) { try await slots.acquire() }
            }
            while slots.waiting < 1 { await Task.yield() }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(slots.waiting == 0)
        slots.release()
        try await slots.acquire()
        slots.release()
    }

    @Test func `cancelling while slots are passed on loses none`() async {
        let slots = CallSlots(2)
        for _ in 0..<50 {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        guard (try? await slots.acquire()) != nil else { return }
                        await Task.yield()
                        slots.release()
                    }
                }
                await Task.yield()
                group.cancelAll()
            }
        }
        #expect(slots.waiting == 0 && slots.free == 2)
    }

    @Test func `more slots let those in who wait, fewer let nobody in until enough are given back`() async throws {
        let slots = CallSlots(1)
        try await slots.acquire()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 { group.addTask { try await slots.acquire() } }
            while slots.waiting < 3 { await Task.yield() }
            slots.resize(to: 3)
            while slots.waiting > 1 { await Task.yield() }
            #expect(slots.waiting == 1 && slots.free == 0)
            slots.resize(to: 2)
            slots.release()
            // Three were held, two are held now: as many as there are.
            #expect(slots.waiting == 1 && slots.free == 0)
            slots.release()
            try await group.waitForAll()
        }
        #expect(slots.waiting == 0 && slots.free == 0)
        for _ in 0..<2 { slots.release() }
        #expect(slots.free == 2)
    }
}
