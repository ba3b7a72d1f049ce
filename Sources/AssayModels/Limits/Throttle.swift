import AssayCore
import Synchronization

/// What all models of an endpoint share: slots for calls, and the minute's requests and tokens.
final class Throttle: Sendable {
    private struct State {
        var adaptive: AdaptiveLimit
        var requests: TokenBucket?
        var tokens: TokenBucket?
        var refusals = 0
    }

    let slots: CallSlots
    /// Whether the minute's requests or tokens are bounded.
    let isMetered: Bool
    // The lock guards every read and write of the limit and the buckets; the slots follow the limit under it, so that
    // they never lag behind.
    private let state: Mutex<State>
    private let now: @Sendable () -> Duration

    init(_ limits: Limits, clock: any Clock<Duration>) {
        slots = CallSlots(limits.start)
        isMetered = limits.requestsPerMinute != nil || limits.tokensPerMinute != nil
        state = Mutex(
            State(
                adaptive: AdaptiveLimit(start: limits.start, ceiling: limits.ceiling),
                requests: limits.requestsPerMinute.map(TokenBucket.init),
                tokens: limits.tokensPerMinute.map(TokenBucket.init)))
        now = clock.stopwatch()
    }

    /// Calls that may be on their way at once.
    var limit: Int { state.withLock { $0.adaptive.limit } }

    /// Calls that the endpoint has refused for its rate or its load.
    var refusals: Int { state.withLock { $0.refusals } }

    /// A call goes on its way.
    func started() -> AdaptiveLimit.Ticket { state.withLock { $0.adaptive.started() } }

    /// A call has come to its end; the slots follow the limit.
    func ended(_ ticket: AdaptiveLimit.Ticket, _ ending: AdaptiveLimit.Ending) {
        state.withLock { state in
            let before = state.adaptive.limit
            state.adaptive.ended(ticket, ending)
            if ending == .refused { state.refusals += 1 }
            if state.adaptive.limit != before { slots.resize(to: state.adaptive.limit) }
        }
    }

    /// Takes one request and its tokens; the wait before they may be used.
    func take(tokens: Int) -> Duration {
        let now = now()
        return state.withLock { state in
            max(
                state.requests?.take(1, now: now) ?? .zero,
                state.tokens?.take(Double(tokens), now: now) ?? .zero)
        }
    }

    /// Gives back what was not used.
    func giveBack(requests: Int, tokens: Int) {
        let now = now()
        state.withLock { state in
            state.requests?.giveBack(Double(requests), now: now)
            state.tokens?.giveBack(Double(tokens), now: now)
        }
    }

    /// Takes note of what the endpoint itself says is left, where others use it too.
    func correct(requests: Int?, tokens: Int?) {
        let now = now()
        state.withLock { state in
            if let requests { state.requests?.hold(atMost: Double(requests), now: now) }
            if let tokens { state.tokens?.hold(atMost: Double(tokens), now: now) }
        }
    }
}
