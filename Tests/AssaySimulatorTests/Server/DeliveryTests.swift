import AssayTestSupport
import Foundation
import NIOHTTP1
import Testing

@testable import AssaySimulator

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

    @Test(arguments: [
        ("503=1", UInt(503), "server_error"), ("529=1", 529, "server_error"), ("502=1", 502, "<html>"),
        ("error-200=1", 200, #"{"error":"#), ("empty-choices=1", 200, #""choices":[]"#), ("redirect=1", 307, ""),
    ])
    func `a fault is seen as it is called, twice, and then the answer`(
        faults: String, status: UInt, words: String
    ) async throws {
        try await withServer(faults: faults) { client, server in
            for _ in 0..<2 {
                let reply = try await client.send(
                    "/v1/chat/completions",
                    body: #"{"model":"compliant","messages":[{"role":"user","content":"A?"}]}"#, follows: false)
                #expect(reply.status == status && (words.isEmpty || reply.body.contains(words)))
            }
            let body = try await client.ask().body
            #expect(body.contains("[marks: "))
            while server.counters.totals.answered < 1 { await Task.yield() }
            let fault = String(faults.prefix { $0 != "=" })
            #expect(server.counters.totals.answered == 1 && server.counters.totals.faults == [fault: 2])
        }
    }

    @Test(arguments: ["reset-body=1", "length-long=1"])
    func `a reply that breaks within its body is an error for the client`(faults: String) async throws {
        try await withServer(faults: faults) { client, server in
            for _ in 0..<2 {
                await #expect(throws: (any Error).self) { try await client.ask() }
            }
            let reply = try await client.ask()
            #expect(reply.status == 200)
            #expect(server.counters.totals.faults.values.reduce(0, +) == 2)
        }
    }

    @Test func `a length that is too short gives half of the JSON`() async throws {
        try await withServer(faults: "length-short=1") { client, _ in
            let reply = try await client.ask()
            #expect(reply.status == 200 && reply.body.hasPrefix("{") && !reply.body.hasSuffix("}"))
        }
    }

    @Test(arguments: ["duplicate-fields=1", "unknown-fields=1", "wrong-model=1", "huge=1"])
    func `an odd reply is an answer all the same`(faults: String) async throws {
        try await withServer(faults: faults) { client, server in
            let body = try await client.ask().body
            #expect(body.contains("[marks: "))
            while server.counters.totals.answered < 1 { await Task.yield() }
            #expect(server.counters.totals.faults.values.reduce(0, +) == 1)
        }
    }

    @Test func `a body that hangs begins, and does not keep the server from ending`() async throws {
        let clock = ManualClock()
        try await withServer(faults: "hang-body=1", clock: clock) { client, _ in
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: (any Error).self) { try await client.ask() }
                }
                await clock.waitForSleepers()
                group.cancelAll()
            }
        }
    }

    @Test func `slow replies alone come in pieces where slow is a share`() async throws {
        let clock = ManualClock()
        try await withServer(faults: "slow=1,drip=1s,faulty-attempts=1", clock: clock) { client, server in
            async let reply = client.ask()
            for _ in 0..<7 {
                await clock.waitForSleepers()
                clock.advance(by: .seconds(1))
            }
            let body = try await reply.body
            #expect(body.contains("[marks: "))
            #expect(try await client.ask().status == 200)
            #expect(server.counters.totals.faults == ["slow": 1])
        }
    }

    @Test(arguments: [("ms", "retry-after-ms", "1500"), ("seconds", "retry-after", "1.5")])
    func `a wait can be said in either header`(form: String, header: String, value: String) async throws {
        try await withServer(faults: "429=1,retry-after=1.5s,retry-after-form=\(form)") { client, _ in
            let reply = try await client.ask()
            #expect(reply.headers.first(name: header) == value)
        }
        #expect(FaultPlan.httpDate(Date(timeIntervalSince1970: 784_111_776.5)) == "Sun, 06 Nov 1994 08:49:37 GMT")
    }

    @Test func `what comes beyond the limit is refused, and no attempt of its own`() async throws {
        let clock = ManualClock()
        let faults = "latency=1s,concurrency=2,500=1,faulty-attempts=1"
        try await withServer(faults: faults, clock: clock) { client, server in
            async let first = client.ask("compliant", "1?")
            async let second = client.ask("compliant", "2?")
            while server.counters.totals.requests < 2 { await Task.yield() }
            let third = try await client.ask("compliant", "3?")
            #expect(third.status == 429)
            await clock.waitForSleepers(2)
            clock.advance(by: .seconds(1))
            #expect(try await [first.status, second.status] == [500, 500])
            let totals = server.counters.totals
            #expect(totals.faults == ["500": 2, "concurrency": 1] && totals.highestConcurrency == 3)
            // The refusal was no attempt, so this is the first one of the third question.
            async let again = client.ask("compliant", "3?")
            await clock.waitForSleepers()
            clock.advance(by: .seconds(1))
            #expect(try await again.status == 500)
        }
    }

    @Test func `a blocked prompt may come with status 500, and its body with it`() async throws {
        try await withServer(faults: "filter-500=1") { client, _ in
            let text = try #require(
                (0..<1000).lazy.map { "Question \($0)" }.first {
                    Persona.everyOutcome.behaviour(for: SimulatedRequest(userText: $0)) == .blockedInput
                })
            for _ in 0..<3 {
                let reply = try await client.ask("every-outcome", text)
                #expect(reply.status == 500 && reply.body.contains(#""code":"content_filter""#))
            }
            #expect(try await client.ask().status == 200)
        }
    }
}
