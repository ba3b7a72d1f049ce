import AssaySimulator
import AssayTestSupport
import NIOHTTP1
import Testing

/// How the server is slow or fails, seen from outside.
struct DeliveryTests {
    @Test func `a rate limit says how long to wait, and passes`() async throws {
        try await withServer(faults: "429=1,retry-after=1.5s") { client, server in
            let replies = [try await client.ask(), try await client.ask(), try await client.ask()]
            #expect(replies.map(\.status) == [429, 429, 200])
            #expect(replies[0].headers.first(name: "retry-after") == "1.5")
            while server.counters.reading.answered < 1 { await Task.yield() }
            #expect(server.counters.reading.answered == 1)
        }
    }

    @Test func `a broken server answers with status 500 and a malformed one with half of its JSON`() async throws {
        try await withServer(faults: "500=1") { client, _ in
            let reply = try await client.ask()
            #expect(reply.status == 500)
        }
        try await withServer(faults: "malformed=1") { client, _ in
            let reply = try await client.ask()
            #expect(reply.status == 200 && reply.body.hasPrefix("{") && !reply.body.hasSuffix("}"))
        }
    }

    @Test(arguments: ["cut=1", "reset=1"])
    func `a connection that breaks is an error for the client, and no answer`(faults: String) async throws {
        try await withServer(faults: faults) { client, server in
            for _ in 0..<2 {
                await #expect(throws: (any Error).self) { try await client.ask() }
            }
            let reply = try await client.ask()
            #expect(reply.status == 200)
            while server.counters.reading.answered < 1 { await Task.yield() }
            #expect(server.counters.reading.answered == 1)
        }
    }

    @Test func `a reply that hangs does not keep the server from ending`() async throws {
        let clock = ManualClock()
        try await withServer(faults: "hang=1", clock: clock) { client, _ in
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: (any Error).self) { try await client.ask() }
                }
                await clock.waitForSleepers()
                group.cancelAll()
            }
        }
    }

    @Test func `latency and drip go by the clock that is handed in`() async throws {
        let clock = ManualClock()
        try await withServer(faults: "latency=200ms,drip=1s", clock: clock) { client, _ in
            async let reply = client.ask()
            await clock.waitForSleepers()
            clock.advance(by: .milliseconds(200))
            // Eight pieces have seven pauses between them.
            for _ in 0..<7 {
                await clock.waitForSleepers()
                clock.advance(by: .seconds(1))
            }
            let body = try await reply.body
            #expect(body.contains("[marks: "))
        }
    }
}
