import AssayCore
import Testing

@testable import AssayModels

struct RetriesTests {
    @Test func `a call without a refused parameter goes out at once, ten times at most, and counts as no failure`() {
        var retries = Retries(policy: RetryPolicy())
        let failure = ModelError.rejected(status: 400, code: nil)
        for _ in 1...10 {
            let step = retries.step(after: failure, hints: RetryHints(), hasAdapted: true) { _ in 1 }
            #expect(step == .sendAgain)
        }
        #expect(retries.failures == 0)
        #expect(retries.step(after: failure, hints: RetryHints(), hasAdapted: true) { _ in 1 } == .giveUp)
    }

    // Full jitter over 0.5, 1, 2, 4 and 8 seconds; the sixth failure is the call's.
    @Test func `waits double with each failure of the call and end after six attempts`() {
        var retries = Retries(policy: RetryPolicy())
        let steps = (1...6).map { _ in
            retries.step(after: .timedOut, hints: RetryHints(), hasAdapted: false) { _ in 0.5 }
        }
        let waits = [0.25, 0.5, 1, 2, 4].map { Retries.Step.wait(.seconds($0)) }
        #expect(steps == waits + [.giveUp])
    }

    @Test func `the jitter is asked for by the number of the failure`() {
        var retries = Retries(policy: RetryPolicy())
        var asked: [Int] = []
        for _ in 1...3 {
            _ = retries.step(after: .rateLimited, hints: RetryHints(), hasAdapted: false) {
                asked.append($0)
                return 0
            }
        }
        #expect(asked == [1, 2, 3])
    }

    @Test(arguments: [ModelError.blockedInput(categories: ["hate"]), .tooLong, .quotaExhausted, .cancelled])
    func `what is final is given up after one attempt, whatever the endpoint says`(failure: ModelError) {
        var retries = Retries(policy: RetryPolicy())
        var hints = RetryHints()
        hints.shouldRetry = true
        hints.wait = .seconds(1)
        #expect(retries.step(after: failure, hints: hints, hasAdapted: false) { _ in 0 } == .giveUp)
    }
}
