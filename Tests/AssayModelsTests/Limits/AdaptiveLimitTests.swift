import Testing

@testable import AssayModels

struct AdaptiveLimitTests {
    /// A limit that is wholly in use, and what is in flight.
    private func full(start: Int, ceiling: Int = 512) -> (limit: AdaptiveLimit, tickets: [AdaptiveLimit.Ticket]) {
        var limit = AdaptiveLimit(start: start, ceiling: ceiling)
        let tickets = (0..<start).map { _ in limit.started() }
        return (limit, tickets)
    }

    /// Lets calls be served while there is always more to ask.
    private func serve(_ tickets: ArraySlice<AdaptiveLimit.Ticket>, of limit: inout AdaptiveLimit) {
        for ticket in tickets {
            limit.ended(ticket, .served)
            while limit.inFlight < limit.limit { _ = limit.started() }
        }
    }

    @Test(arguments: [(20, 512, 40), (20, 30, 30), (1, 512, 2), (7, 7, 7)])
    func `a round of calls that are all served doubles the limit, up to the ceiling`(
        start: Int, ceiling: Int, after: Int
    ) {
        var (limit, tickets) = full(start: start, ceiling: ceiling)
        for ticket in tickets {
            limit.ended(ticket, .served)
            // As a run does that has more to ask.
            while limit.inFlight < limit.limit { _ = limit.started() }
        }
        #expect(limit.limit == after)
    }

    @Test func `a limit that is not used does not grow`() {
        var limit = AdaptiveLimit(start: 20, ceiling: 512)
        for _ in 0..<100 { limit.ended(limit.started(), .served) }
        #expect(limit.limit == 20)
    }

    @Test func `the first refusal halves, and what was in flight by then does not cut again`() {
        var (limit, tickets) = full(start: 40)
        limit.ended(tickets[39], .refused)
        #expect(limit.limit == 20)
        for ticket in tickets[20..<39] { limit.ended(ticket, .refused) }
        #expect(limit.limit == 20)
    }

    @Test func `a refusal of what was sent since, with nothing served between, halves again, never below one`() {
        var limit = AdaptiveLimit(start: 8, ceiling: 8)
        var seen: [Int] = []
        for _ in 0..<5 {
            let tickets = (0..<limit.limit).map { _ in limit.started() }
            for ticket in tickets.reversed() { limit.ended(ticket, .refused) }
            seen.append(limit.limit)
        }
        #expect(seen == [4, 2, 1, 1, 1])
    }

    @Test func `a time-out or a lost connection changes nothing`() {
        var (limit, tickets) = full(start: 20)
        for ticket in tickets { limit.ended(ticket, .unknown) }
        #expect(limit.limit == 20 && limit.inFlight == 0)
    }

    @Test func `after a cut the limit is soon near the level that was refused, then grows slowly`() {
        var (limit, tickets) = full(start: 100)
        limit.ended(tickets[99], .refused)
        #expect(limit.limit == 50)
        serve(tickets[..<40], of: &limit)
        #expect(limit.limit == 90)
        // A whole round adds one: a hundredth of the level.
        serve(tickets[40..<99], of: &limit)
        #expect(limit.limit == 90)
    }

    @Test func `a refusal near the known level takes a fifth away`() {
        var (limit, tickets) = full(start: 100)
        limit.ended(tickets[99], .refused)
        serve(tickets[..<40], of: &limit)
        #expect(limit.limit == 90)
        limit.ended(tickets[40], .unknown)
        let last = limit.started()
        limit.ended(last, .refused)
        #expect(limit.limit == 72)
    }
}
