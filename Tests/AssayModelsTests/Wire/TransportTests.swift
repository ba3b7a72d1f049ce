import AssayCore
import Testing

@testable import AssayModels

struct TransportTests {
    @Test func `an attempt that was not sent has no exchange, no hints and no usage`() {
        let result = AttemptResult.notSent(.cancelled)
        #expect(result.outcome == .failure(.cancelled) && result.attempt == nil && result.usage == nil)
        #expect(result.hints == RetryHints() && !result.hasAdapted)
    }

    @Test func `usage is the response's`() {
        let usage = Usage(promptTokens: 1, answerTokens: 2)
        #expect(AttemptResult(outcome: .success(Response(text: "", usage: usage))).usage == usage)
    }
}
