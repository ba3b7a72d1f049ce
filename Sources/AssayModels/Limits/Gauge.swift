import AssayCore
import Synchronization

/// What an endpoint is doing, for the progress line.
public final class Gauge: Sendable {
    /// The figures at one moment.
    public struct Reading: Sendable, Hashable {
        /// HTTP exchanges that are on their way.
        public var inFlight = 0
        /// HTTP exchanges that have ended.
        public var finished = 0
        /// HTTP exchanges that may be on their way at once now.
        public var limit = 0
        /// HTTP exchanges that the endpoint refused for its rate or its load.
        public var refusals = 0
        /// Attempts that followed a failed one.
        public var retries = 0
        /// Waits because the endpoint limits the rate.
        public var rateLimitWaits = 0
        /// Tokens of prompts, where stated.
        public var promptTokens = 0
        /// Tokens of answers, where stated.
        public var answerTokens = 0
    }

    // The lock guards every read and write of the figures.
    private let state = Mutex(Reading())

    /// The figures now.
    public var reading: Reading { state.withLock { $0 } }

    /// The figures now, with what a throttle lets through.
    func reading(under throttle: Throttle) -> Reading {
        var reading = reading
        reading.limit = throttle.limit
        reading.refusals = throttle.refusals
        return reading
    }

    func exchangeStarted() { state.withLock { $0.inFlight += 1 } }

    func exchangeEnded(usage: Usage?) {
        state.withLock {
            $0.inFlight -= 1
            $0.finished += 1
            $0.promptTokens += usage?.promptTokens ?? 0
            $0.answerTokens += usage?.answerTokens ?? 0
        }
    }

    func retried(after failure: ModelError) {
        state.withLock {
            $0.retries += 1
            if failure == .rateLimited { $0.rateLimitWaits += 1 }
        }
    }
}
