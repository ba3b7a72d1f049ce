import AssayCore
import Synchronization

/// Rows that wait for one transaction, and the callers that wait for their rows.
///
/// Whoever saves first leads: it commits what is queued, in groups, until its own row is on disk, then passes the lead
/// to a caller that still waits. So there is no task of its own to start or to end, no commit without work, and while
/// one commit runs the next group gathers. A commit that fails is tried again until patience runs out; then every
/// caller that waits is told, and the rows stay queued for whoever tries next.
final class GroupCommit<Row: Sendable>: Sendable {
    /// How long a failing commit is tried again.
    static var patience: Duration { .seconds(60) }
    /// The pause before a failed commit is tried again.
    static var pause: Duration { .seconds(1) }
    /// The most rows of a transaction.
    static var largestGroup: Int { 256 }

    private enum Word {
        case saved, lead
        case failed(JournalFailure)
    }

    private struct Waiting {
        /// How many rows must be on disk, counted from the first ever queued.
        let ticket: Int
        let continuation: CheckedContinuation<Word, Never>
    }

    private struct State {
        var queue: [Row] = []
        var committed = 0
        var isLed = false
        var waiting: [Waiting] = []
        /// When the commits began to fail, by the stopwatch.
        var failingSince: Duration?
        var isClosed = false
    }

    // The mutex guards the queue and who leads; it is never held while SQLite works.
    private let state = Mutex(State())
    private let clock: any Clock<Duration>
    private let gathering: Duration
    /// Time since the beginning.
    private let elapsed: @Sendable () -> Duration
    private let commit: @Sendable ([Row]) async -> JournalFailure?

    /// `commit`: puts rows on disk, all or none; says what went wrong.
    init(
        _ timing: CommitTiming, commit: @escaping @Sendable ([Row]) async -> JournalFailure?
    ) {
        clock = timing.clock
        gathering = timing.gathering
        elapsed = timing.clock.stopwatch()
        self.commit = commit
    }

    /// Whether the last commit failed.
    var isFailing: Bool { state.withLock { $0.failingSince != nil } }

    /// Whether `save` refuses.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// How many queued rows are of a kind.
    func count(where isCounted: (Row) -> Bool) -> Int {
        state.withLock { state in state.queue.count(where: isCounted) }
    }

    /// Queues a row for the next transaction.
    func enqueue(_ row: Row) {
        state.withLock { $0.queue.append(row) }
    }

    /// Queues a row and returns when it is on disk.
    func save(_ row: Row) async throws(JournalFailure) {
        let ticket: Int? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.queue.append(row)
            return state.committed + state.queue.count
        }
        guard let ticket else { throw JournalFailure("the run file is closed") }
        try await wait(for: ticket)
    }

    /// Returns when everything queued so far is on disk; it does not wait for others to queue more.
    func flush() async throws(JournalFailure) {
        try await wait(for: state.withLock { $0.committed + $0.queue.count }, gathers: false)
    }

    /// After this, `save` refuses.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    private func wait(for ticket: Int, gathers: Bool = true) async throws(JournalFailure) {
        let word = await withCheckedContinuation { (continuation: CheckedContinuation<Word, Never>) in
            let word: Word? = state.withLock { state in
                if state.committed >= ticket { return .saved }
                if !state.isLed {
                    state.isLed = true
                    return .lead
                }
                state.waiting.append(Waiting(ticket: ticket, continuation: continuation))
                return nil
            }
            if let word { continuation.resume(returning: word) }
        }
        switch word {
        case .saved: return
        case .lead: try await lead(until: ticket, gathers: gathers)
        case .failed(let failure): throw failure
        }
    }

    private func lead(until ticket: Int, gathers: Bool) async throws(JournalFailure) {
        while true {
            if gathers { await gather() }
            let failure = await commitGroup()
            if let failure {
                // A cancelled run has been told to stop now: it does not wait for the disk.
                if hasRunOut() || Task.isCancelled { return try giveUp(failure) }
                // A pause that is cut short by cancellation ends in one last try.
                try? await clock.sleep(for: Self.pause)
            } else if passOn(after: ticket) {
                return
            }
        }
    }

    /// Lets other callers queue their rows, so that they share this commit.
    private func gather() async {
        guard gathering > .zero, state.withLock({ $0.queue.count }) < Self.largestGroup else {
            return await Task.yield()
        }
        // A run that is told to stop now commits at once.
        try? await clock.sleep(for: gathering)
    }

    /// Commits the head of the queue.
    private func commitGroup() async -> JournalFailure? {
        let group = state.withLock { Array($0.queue.prefix(Self.largestGroup)) }
        if group.isEmpty { return nil }
        if let failure = await commit(group) { return failure }
        let saved: [Waiting] = state.withLock { state in
            state.queue.removeFirst(group.count)
            state.committed += group.count
            state.failingSince = nil
            let saved = state.waiting.filter { $0.ticket <= state.committed }
            if !saved.isEmpty { state.waiting.removeAll { $0.ticket <= state.committed } }
            return saved
        }
        for waiting in saved { waiting.continuation.resume(returning: .saved) }
        return nil
    }

    /// Whether commits have failed for longer than patience lasts.
    private func hasRunOut() -> Bool {
        let now = elapsed()
        return state.withLock { state in
            let since = state.failingSince ?? now
            state.failingSince = since
            return now - since >= Self.patience
        }
    }

    /// Hands the lead to a caller that still waits.
    ///
    /// Returns false where the leader's own row is not on disk yet.
    private func passOn(after ticket: Int) -> Bool {
        let (isDone, next): (Bool, Waiting?) = state.withLock { state in
            guard state.committed >= ticket else { return (false, nil) }
            guard !state.waiting.isEmpty else {
                state.isLed = false
                return (true, nil)
            }
            return (true, state.waiting.removeFirst())
        }
        next?.continuation.resume(returning: .lead)
        return isDone
    }

    private func giveUp(_ failure: JournalFailure) throws(JournalFailure) {
        let told = state.withLock { state in
            defer { state.waiting = [] }
            state.isLed = false
            return state.waiting
        }
        for waiting in told { waiting.continuation.resume(returning: .failed(failure)) }
        throw failure
    }
}
