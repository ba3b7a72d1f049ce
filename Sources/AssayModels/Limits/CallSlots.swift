import DequeModule
import Synchronization

/// So many calls at once and no more, of a number that may change; whoever waits longest goes first.
final class CallSlots: Sendable {
    private struct Waiter {
        let id: Int
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var count: Int
        var taken = 0
        var nextID = 0
        var waiters: Deque<Waiter> = []
        /// Waiters that were cancelled before they could queue.
        var cancelled: Set<Int> = []

        /// Takes a slot if one is free.
        mutating func take() -> Bool {
            guard taken < count else { return false }
            taken += 1
            return true
        }

        /// Gives free slots to those who wait.
        mutating func serve() -> [Waiter] {
            var served: [Waiter] = []
            while !waiters.isEmpty, take() { served.append(waiters.removeFirst()) }
            return served
        }
    }

    // The lock guards every read and write of the state; continuations are resumed outside it.
    // Invariant: nobody waits while a slot is free.
    private let state: Mutex<State>

    init(_ count: Int) {
        precondition(count >= 1, "there must be at least one slot")
        state = Mutex(State(count: count))
    }

    /// Slots that nobody holds; none where there are fewer than are held.
    var free: Int { state.withLock { max(0, $0.count - $0.taken) } }

    /// How many wait for a slot.
    var waiting: Int { state.withLock { $0.waiters.count } }

    /// Changes how many there are, at least 1; those that are held beyond it are let go when their holders are done.
    func resize(to count: Int) {
        precondition(count >= 1, "there must be at least one slot")
        let served = state.withLock { state in
            state.count = count
            return state.serve()
        }
        for waiter in served { waiter.continuation.resume() }
    }

    /// Waits for a slot and takes it; each must be followed by `release`.
    ///
    /// - Throws: where the task is cancelled; no slot is then held.
    func acquire() async throws {
        try Task.checkCancellation()
        let id: Int? = state.withLock { state in
            guard !state.take() else { return nil }
            state.nextID += 1
            return state.nextID
        }
        guard let id else { return }
        // A cancellation that comes after the slot was given leaves a note that nobody else would remove.
        defer { state.withLock { _ = $0.cancelled.remove(id) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { queue(Waiter(id: id, continuation: $0)) }
        } onCancel: {
            cancel(id)
        }
    }

    /// Gives a slot back: to whoever waits longest, unless there are fewer slots now.
    func release() {
        let served = state.withLock { state in
            state.taken -= 1
            return state.serve()
        }
        for waiter in served { waiter.continuation.resume() }
    }

    private func queue(_ waiter: Waiter) {
        let outcome: Result<Void, any Error>? = state.withLock { state in
            if state.cancelled.remove(waiter.id) != nil { return .failure(CancellationError()) }
            // A slot may have come free between asking for one and queueing.
            if state.take() { return .success(()) }
            state.waiters.append(waiter)
            return nil
        }
        if let outcome { waiter.continuation.resume(with: outcome) }
    }

    private func cancel(_ id: Int) {
        let waiter: Waiter? = state.withLock { state in
            guard let place = state.waiters.firstIndex(where: { $0.id == id }) else {
                state.cancelled.insert(id)
                return nil
            }
            return state.waiters.remove(at: place)
        }
        waiter?.continuation.resume(throwing: CancellationError())
    }
}
