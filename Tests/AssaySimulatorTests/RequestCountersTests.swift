import AssayCore
import Testing

@testable import AssaySimulator

struct RequestCountersTests {
    @Test func `requests and answers are counted by body and in all`() {
        let counters = RequestCounters()
        let (first, second) = (Digest(of: "1"), Digest(of: "2"))
        #expect(counters.asked(first) == 0 && counters.asked(first) == 1 && counters.asked(second) == 0)
        counters.answered(first)
        let reading = counters.reading
        #expect(reading.requests == 3 && reading.answered == 1)
        #expect(reading.calls[first.hex]?.asked == 2 && reading.calls[first.hex]?.answered == 1)
        #expect(reading.calls[second.hex]?.asked == 1 && reading.calls[second.hex]?.answered == 0)
        counters.reset()
        #expect(counters.reading == RequestCounters.Reading())
    }
}
