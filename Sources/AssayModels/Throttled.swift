import AssayCore
import Synchronization

/// What all models of an endpoint share: slots for calls, and the minute's requests and tokens.
final class Throttle: Sendable {
    private struct Buckets {
        var requests: TokenBucket?
        var tokens: TokenBucket?
    }

    let slots: CallSlots
    // The lock guards every read and write of the buckets.
    private let buckets: Mutex<Buckets>
    private let now: @Sendable () -> Duration

    init(_ limits: Limits, clock: any Clock<Duration>) {
        slots = CallSlots(limits.maxConnections)
        buckets = Mutex(
            Buckets(
                requests: limits.requestsPerMinute.map(TokenBucket.init),
                tokens: limits.tokensPerMinute.map(TokenBucket.init)))
        now = clock.stopwatch()
    }

    /// Takes one request and its tokens; the wait before they may be used.
    func take(tokens: Int) -> Duration {
        let now = now()
        return buckets.withLock { buckets in
            max(
                buckets.requests?.take(1, now: now) ?? .zero,
                buckets.tokens?.take(Double(tokens), now: now) ?? .zero)
        }
    }

    /// Gives back what was not used.
    func giveBack(requests: Int, tokens: Int) {
        let now = now()
        buckets.withLock { buckets in
            buckets.requests?.giveBack(Double(requests), now: now)
            buckets.tokens?.giveBack(Double(tokens), now: now)
        }
    }
}

/// Lets through what the endpoint's limits allow.
struct Throttled: Transport {
    let inner: any Transport
    let throttle: Throttle
    let pause: Pause

    func attempt(_ call: Call, number: Int) async -> AttemptResult {
        do {
            try await throttle.slots.acquire()
        } catch {
            return .notSent(.cancelled)
        }
        defer { throttle.slots.release() }
        let estimate = Self.estimatedTokens(of: call.prompt)
        do throws(ModelError) {
            try await pause.wait(for: throttle.take(tokens: estimate))
        } catch {
            throttle.giveBack(requests: 1, tokens: estimate)
            return .notSent(error)
        }
        let result = await inner.attempt(call, number: number)
        if result.attempt == nil {
            throttle.giveBack(requests: 1, tokens: estimate)
        } else if let usage = result.usage {
            throttle.giveBack(requests: 0, tokens: estimate - usage.promptTokens - usage.answerTokens)
        }
        return result
    }

    /// Four bytes of text a token, a thousand tokens a medium, and the whole answer limit.
    static func estimatedTokens(of prompt: Prompt) -> Int {
        var tokens = (prompt.system?.utf8.count ?? 0) / 4 + (prompt.parameters.answerTokens ?? 0)
        for content in prompt.turns.lazy.flatMap(\.content) {
            switch content {
            case .text(let text): tokens += text.utf8.count / 4
            case .image, .audio: tokens += 1000
            }
        }
        return tokens
    }
}
