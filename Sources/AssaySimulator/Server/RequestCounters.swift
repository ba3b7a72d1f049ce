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
        /// Attempts that went wrong on purpose, by the fault's key; `concurrency` for those that came beyond the limit.
        public var faults: [String: Int] = [:]
        /// The most requests that were under way at once, those beyond the limit included.
        public var highestConcurrency = 0
        /// By SHA-256 of the request's body.
        public var calls: [String: Call] = [:]

        enum CodingKeys: String, CodingKey {
            case requests, answered, faults, highestConcurrency = "highest_concurrency", calls
        }
    }

    /// A digest in its 32 bytes: a long run has many, and their texts would take four times as much.
    private struct Key: Hashable {
        let words: SIMD4<UInt64>

        init(_ digest: Digest) {
            var (hex, words) = (digest.hex, SIMD4<UInt64>())
            hex.withUTF8 { hex in
                for (index, byte) in hex.prefix(64).enumerated() {
                    let digit = byte < UInt8(ascii: "a") ? byte &- UInt8(ascii: "0") : byte &- UInt8(ascii: "a") &+ 10
                    words[index / 16] = words[index / 16] << 4 | UInt64(digit)
                }
            }
            self.words = words
        }

        var hex: String {
            (0..<4).map { index in
                let digits = String(words[index], radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined()
        }
    }

    private struct Entry {
        var asked: UInt32 = 0
        var answered: UInt32 = 0
        var served: UInt32 = 0
    }

    private struct State {
        var totals = Reading()
        var calls: [Key: Entry] = [:]
        var present = 0
        var served = 0
    }

    // The lock guards every read and write of the counts.
    private let state = Mutex(State())

    /// The counts now, those of each body included.
    public var reading: Reading {
        let (totals, calls) = state.withLock { ($0.totals, $0.calls) }
        var reading = totals
        reading.calls = Dictionary(
            uniqueKeysWithValues: calls.map { key, entry in
                (key.hex, Call(asked: Int(entry.asked), answered: Int(entry.answered)))
            })
        return reading
    }

    /// The counts now without those of each body, which take a while to write after a long run.
    public var totals: Reading { state.withLock { $0.totals } }

    /// A request has come; it counts as under way until the visit ends.
    func enter(limit: Int?) -> Visit {
        let isWithin = state.withLock { state in
            state.present += 1
            state.totals.highestConcurrency = max(state.totals.highestConcurrency, state.present)
            guard limit.map({ state.served < $0 }) ?? true else { return false }
            state.served += 1
            return true
        }
        return Visit(counters: self, isWithinLimit: isWithin)
    }

    fileprivate func leave(_ visit: Visit) {
        state.withLock { state in
            state.present -= 1
            if visit.isWithinLimit { state.served -= 1 }
        }
    }

    /// Counts a request, and says how often the same body has been served before.
    ///
    /// One beyond the limit is not served: the plan of faults knows nothing of it.
    @discardableResult
    func asked(_ digest: Digest, isServed: Bool = true) -> Int {
        let key = Key(digest)
        return state.withLock { state in
            state.totals.requests += 1
            var entry = state.calls[key] ?? Entry()
            defer { state.calls[key] = entry }
            entry.asked += 1
            guard isServed else { return Int(entry.served) }
            entry.served += 1
            return Int(entry.served) - 1
        }
    }

    /// Counts a final reply.
    func answered(_ digest: Digest) {
        let key = Key(digest)
        state.withLock { state in
            state.totals.answered += 1
            state.calls[key, default: Entry()].answered += 1
        }
    }

    /// Counts an attempt that goes wrong on purpose.
    func failed(_ fault: String) {
        state.withLock { $0.totals.faults[fault, default: 0] += 1 }
    }

    /// Starts again from nothing; requests that are under way stay so.
    func reset() {
        state.withLock { state in
            state.totals = Reading()
            state.totals.highestConcurrency = state.present
            state.calls = [:]
        }
    }
}

/// One request that is under way; it ends when its reply is handed over, or let go.
final class Visit: Sendable {
    /// Whether it is among those that are served at once.
    let isWithinLimit: Bool
    private let counters: RequestCounters
    private let hasLeft = Atomic(false)

    fileprivate init(counters: RequestCounters, isWithinLimit: Bool) {
        self.counters = counters
        self.isWithinLimit = isWithinLimit
    }

    /// The request is no longer under way.
    func leave() {
        guard !hasLeft.exchange(true, ordering: .relaxed) else { return }
        counters.leave(self)
    }

    deinit { leave() }
}
