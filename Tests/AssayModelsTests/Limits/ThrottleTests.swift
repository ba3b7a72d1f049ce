import AssayCore
import AssayTestSupport
import Testing

@testable import AssayModels

struct ThrottleTests {
    @Test func `the slots follow the limit up and down`() {
        let throttle = Throttle(Limits(), clock: ImpatientClock())
        #expect(throttle.slots.free == 20 && throttle.limit == 20)
        let tickets = (0..<20).map { _ in throttle.started() }
        // A full limit grows by each call that is served.
        throttle.ended(tickets[0], .served)
        #expect(throttle.limit == 21 && throttle.slots.free == 21)
        throttle.ended(tickets[1], .refused)
        #expect(throttle.limit == 1 && throttle.slots.free == 1 && throttle.refusals == 1)
    }

    @Test func `a given number of connections is the start and the ceiling`() {
        let throttle = Throttle(Limits(maxConnections: 3), clock: ImpatientClock())
        let tickets = (0..<3).map { _ in throttle.started() }
        for ticket in tickets { throttle.ended(ticket, .served) }
        #expect(throttle.limit == 3 && throttle.slots.free == 3)
    }

    @Test func `what the endpoint says is left counts for the buckets that there are`() {
        let throttle = Throttle(Limits(requestsPerMinute: 600), clock: ImpatientClock())
        throttle.correct(requests: 0, tokens: 0)
        #expect(throttle.take(tokens: 1_000_000) > .zero)
    }
}
