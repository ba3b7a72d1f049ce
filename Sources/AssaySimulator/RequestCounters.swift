import AssayCore
import Synchronization

/// What a simulated server has been asked and has answered.
public final class RequestCounters: Sendable {
    /// Requests with one and the same body.
    public struct Call: Sendable, Hashable, Codable {
        /// Requests that came.
        public var asked = 0
        /// Final replies that were handed to the connection whole.
        public var answered = 0
    }

    /// The counts at one moment.
    public struct Reading: Sendable, Hashable, Codable {
        /// Completion requests that came.
        public var requests = 0
        /// Final replies, faults not counted, that were handed to the connection whole.
        public var answered = 0
        /// By SHA-256 of the request's body.
        public var calls: [String: Call] = [:]
    }

    // The lock guards every read and write of the counts.
    private let state = Mutex(Reading())

    /// The counts now.
    public var reading: Reading { state.withLock { $0 } }

    /// Counts a request; returns how often the same body has come before.
    func asked(_ digest: Digest) -> Int {
        state.withLock { state in
            state.requests += 1
            state.calls[digest.hex, default: Call()].asked += 1
            return (state.calls[digest.hex]?.asked ?? 1) - 1
        }
    }

    /// Counts a final reply.
    func answered(_ digest: Digest) {
        state.withLock { state in
            state.answered += 1
            state.calls[digest.hex, default: Call()].answered += 1
        }
    }

    /// Starts again from nothing.
    func reset() {
        state.withLock { $0 = Reading() }
    }
}
