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

    @Test func `a digest comes back as it went in`() {
        let counters = RequestCounters()
        let digest = Digest(hex: "00ff" + String(repeating: "0", count: 56) + "0abc")
        counters.asked(digest)
        #expect(counters.reading.calls[digest.hex]?.asked == 1)
    }

    @Test func `what is beyond the limit is asked but not served`() {
        let counters = RequestCounters()
        let digest = Digest(of: "1")
        #expect(counters.asked(digest) == 0)
        #expect(counters.asked(digest, isServed: false) == 1 && counters.asked(digest) == 1)
        #expect(counters.totals.requests == 3)
    }

    @Test func `visits count until they end, once`() {
        let counters = RequestCounters()
        let visits = (0..<3).map { _ in counters.enter(limit: 2) }
        #expect(visits.map(\.isWithinLimit) == [true, true, false])
        visits[2].leave()
        #expect(!counters.enter(limit: 2).isWithinLimit)
        visits[0].leave()
        visits[0].leave()
        #expect(counters.enter(limit: 2).isWithinLimit)
        #expect(counters.totals.highestConcurrency == 3)
        withExtendedLifetime(visits) { counters.reset() }
        // One visit is still under way.
        #expect(counters.totals.highestConcurrency == 1)
    }

    @Test func `faults are counted by their keys`() {
        let counters = RequestCounters()
        for fault in ["429", "cut", "429"] { counters.failed(fault) }
        #expect(counters.totals.faults == ["429": 2, "cut": 1] && counters.totals.calls.isEmpty)
    }
}
