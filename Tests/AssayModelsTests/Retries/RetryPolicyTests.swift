import AssayCore
import Testing

@testable import AssayModels

struct RetryPolicyTests {
    private let policy = RetryPolicy()

    private func hints(wait: Duration? = nil, reset: Duration? = nil, shouldRetry: Bool? = nil) -> RetryHints {
        var hints = RetryHints()
        hints.wait = wait
        hints.reset = reset
        hints.shouldRetry = shouldRetry
        return hints
    }

    // 0.5 s doubled with each failure and capped at 60 s, times the jitter.
    @Test(arguments: [
        (1, 1.0, Duration.milliseconds(500)), (2, 1.0, .seconds(1)), (3, 0.5, .seconds(1)), (5, 1.0, .seconds(8)),
        (1, 0.0, .zero),
    ])
    func `the wait doubles with each failure, times the jitter`(number: Int, jitter: Double, wait: Duration) {
        let decision = policy.decision(
            after: number, failure: .unavailable(status: 503), hints: RetryHints(), jitter: jitter)
        #expect(decision == .wait(wait))
    }

    @Test func `no wait is longer than the cap, whoever asks for it`() {
        #expect(
            policy.decision(after: 9, failure: .rateLimited, hints: RetryHints(), jitter: 1) == .wait(.seconds(60)))
        #expect(
            policy.decision(after: 1, failure: .rateLimited, hints: hints(wait: .seconds(3600)), jitter: 1)
                == .wait(.seconds(60)))
    }

    @Test func `the endpoint's own wait is obeyed as it is`() {
        #expect(
            policy.decision(after: 3, failure: .unavailable(status: 529), hints: hints(wait: .seconds(7)), jitter: 0.1)
                == .wait(.seconds(7)))
    }

    @Test func `the reset of a rate limit is the floor of the wait, for rate limits alone`() {
        let hints = hints(reset: .seconds(20))
        #expect(policy.decision(after: 1, failure: .rateLimited, hints: hints, jitter: 1) == .wait(.seconds(20)))
        #expect(
            policy.decision(after: 1, failure: .unavailable(status: 500), hints: hints, jitter: 1)
                == .wait(.milliseconds(500)))
    }

    @Test(arguments: [
        (ModelError.timedOut, 6), (.malformed(what: "x"), 6), (.unavailable(status: nil), 6), (.rateLimited, 10),
    ])
    func `six attempts and no more, ten where the rate is limited`(failure: ModelError, attempts: Int) {
        #expect(
            policy.decision(after: attempts - 1, failure: failure, hints: RetryHints(), jitter: 0) == .wait(.zero))
        #expect(policy.decision(after: attempts, failure: failure, hints: RetryHints(), jitter: 0) == .giveUp)
    }

    @Test(arguments: [
        ModelError.blockedInput(categories: []), .tooLong, .unsupported(what: "x"), .quotaExhausted,
        .unauthorized(status: 401), .notFound(code: nil), .mediaChanged(path: "x"), .notSaved, .cancelled,
    ])
    func `what is final is never asked again, whatever the endpoint says`(failure: ModelError) {
        #expect(policy.decision(after: 1, failure: failure, hints: hints(shouldRetry: true), jitter: 0) == .giveUp)
    }

    @Test func `the endpoint's word on asking again overrides the status`() {
        let rejected = ModelError.rejected(status: 400, code: nil)
        #expect(policy.decision(after: 1, failure: rejected, hints: RetryHints(), jitter: 0) == .giveUp)
        #expect(
            policy.decision(after: 1, failure: rejected, hints: hints(shouldRetry: true), jitter: 0) == .wait(.zero))
        #expect(
            policy.decision(
                after: 1, failure: .rateLimited, hints: hints(wait: .seconds(1), shouldRetry: false), jitter: 0)
                == .giveUp)
    }
}
