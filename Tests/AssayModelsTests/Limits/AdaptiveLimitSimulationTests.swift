import AssayCore
import Testing

@testable import AssayModels

/// A server that allows so many calls at once, and a client that always has more to ask, in simulated time.
///
/// Calls take 200 ms, give or take a fifth; a refusal comes after a twentieth of a second, as from a gateway.
private struct LoadedServer {
    /// How many calls it allows at once, by the time.
    let allowed: (Double) -> Int
    var refusalTakes = 0.05
    var limit = AdaptiveLimit(start: 20, ceiling: 512)
    private(set) var sent = 0
    private(set) var refused = 0
    /// The limit after each event, with its time.
    private(set) var history: [(time: Double, limit: Int)] = []

    private struct Event {
        let time: Double
        let ticket: AdaptiveLimit.Ticket
        let isServed: Bool
    }

    init(refusalTakes: Double = 0.05, allowed: @escaping (Double) -> Int) {
        self.allowed = allowed
        self.refusalTakes = refusalTakes
    }

    /// Runs for so many seconds.
    mutating func run(seconds: Double, seed: UInt64) {
        var events: [Event] = []
        var now = 0.0
        var busy = 0
        while now < seconds {
            while limit.inFlight < limit.limit {
                sent += 1
                let isServed = busy < allowed(now)
                if isServed { busy += 1 } else { refused += 1 }
                let share = Double(StableHash(of: "\(sent)", seed: seed).mixed >> 11) * 0x1p-53
                let takes = isServed ? 0.16 + 0.08 * share : refusalTakes
                events.append(Event(time: now + takes, ticket: limit.started(), isServed: isServed))
            }
            guard let next = events.indices.min(by: { events[$0].time < events[$1].time }) else { return }
            let event = events.remove(at: next)
            now = event.time
            if event.isServed { busy -= 1 }
            limit.ended(event.ticket, event.isServed ? .served : .refused)
            history.append((now, limit.limit))
        }
    }

    /// The limits after a moment.
    func limits(after time: Double) -> [Int] { history.filter { $0.time > time }.map(\.limit) }
}

struct AdaptiveLimitSimulationTests {
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `at a server that allows fifty at once it settles near fifty and loses at most two in a hundred`(
        seed: UInt64
    ) {
        var server = LoadedServer { _ in 50 }
        server.run(seconds: 10, seed: seed)
        let late = server.limits(after: 5)
        #expect(late.allSatisfy { (39...55).contains($0) }, "\(late.min() ?? 0) to \(late.max() ?? 0)")
        let mean = Double(late.reduce(0, +)) / Double(late.count)
        #expect((45...51).contains(mean), "\(mean)")
        #expect(Double(server.refused) <= 0.02 * Double(server.sent), "\(server.refused) of \(server.sent)")
        // Fifty at once and 0.2 s each are 2,500 calls in ten seconds.
        #expect(server.sent - server.refused > 2250)
    }

    @Test func `a server that refuses as slowly as it answers costs more at first, and little in half a minute`() {
        var server = LoadedServer(refusalTakes: 0.2) { _ in 50 }
        server.run(seconds: 30, seed: 1)
        #expect(Double(server.refused) <= 0.02 * Double(server.sent), "\(server.refused) of \(server.sent)")
    }

    @Test func `it follows a server that takes less, and one that takes more`() {
        var shrinking = LoadedServer { $0 < 10 ? 50 : 10 }
        shrinking.run(seconds: 20, seed: 1)
        #expect(shrinking.limits(after: 12).allSatisfy { $0 <= 12 })
        var growing = LoadedServer { $0 < 10 ? 50 : 200 }
        growing.run(seconds: 20, seed: 1)
        #expect(growing.limits(after: 16).allSatisfy { $0 >= 150 })
    }

    @Test func `a server that takes one call at a time gets one or two`() {
        var server = LoadedServer { _ in 1 }
        server.run(seconds: 20, seed: 1)
        #expect(server.limits(after: 10).allSatisfy { $0 <= 2 })
        #expect(server.sent - server.refused > 80)
    }
}
