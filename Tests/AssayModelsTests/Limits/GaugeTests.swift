import AssayCore
import Testing

@testable import AssayModels

struct GaugeTests {
    @Test func `what is under way, what has ended and what it cost add up`() {
        let gauge = Gauge()
        gauge.exchangeStarted()
        gauge.exchangeStarted()
        gauge.exchangeEnded(usage: Usage(promptTokens: 5, answerTokens: 7))
        gauge.retried(after: .rateLimited)
        gauge.retried(after: .timedOut)
        var expected = Gauge.Reading()
        expected.inFlight = 1
        expected.finished = 1
        expected.retries = 2
        expected.rateLimitWaits = 1
        expected.promptTokens = 5
        expected.answerTokens = 7
        #expect(gauge.reading == expected)
        gauge.exchangeEnded(usage: nil)
        #expect(gauge.reading.promptTokens == 5 && gauge.reading.inFlight == 0)
    }
}
