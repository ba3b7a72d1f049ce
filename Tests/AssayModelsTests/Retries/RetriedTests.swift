import AssayCore
import AssayTestSupport
import Foundation
import Synchronization
import Testing

@testable import AssayModels

/// Gives scripted results in turn, the last of them from then on.
final class ScriptedTransport: Transport {
    // The lock guards every read and write of the script.
    private let script: Mutex<[AttemptResult]>
    private let asked: @Sendable () -> Void

    init(_ script: [AttemptResult], asked: @escaping @Sendable () -> Void = {}) {
        self.script = Mutex(script)
        self.asked = asked
    }

    func attempt(_ call: Call, number: Int) async -> AttemptResult {
        asked()
        var result = script.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
        var failure: ModelError?
        if case .failure(let error) = result.outcome { failure = error }
        result.attempt = Attempt(
            number: number, started: Date(timeIntervalSince1970: 0), elapsed: .zero, status: nil,
            headers: result.attempt?.headers ?? [:], sentParameters: "{}",
            body: [], failure: failure)
        return result
    }
}

struct RetriedTests {
    private let answer = AttemptResult(outcome: .success(Response(text: "Yes.")))
    private let broken = AttemptResult(outcome: .failure(.unavailable(status: 500)))

    private func model(
        _ transport: ScriptedTransport, journal: MemoryJournal, clock: any Clock<Duration> = ImpatientClock(),
        gauge: Gauge = Gauge(), ledger: RetryLedger = RetryLedger()
    ) -> Retried {
        Retried(
            name: "m", inner: transport, journal: journal, policy: RetryPolicy(),
            ledger: ledger, pause: Pause(clock: clock) { journal.takesNewCalls && !Task.isCancelled }, gauge: gauge,
            seed: 1)
    }

    @Test func `every attempt is noted, the failed ones too`() async throws {
        let journal = MemoryJournal()
        let gauge = Gauge()
        let limited = AttemptResult(outcome: .failure(.rateLimited))
        let model = model(ScriptedTransport([broken, limited, answer]), journal: journal, gauge: gauge)
        #expect(try await model.respond(to: textCall()).text == "Yes.")
        #expect(journal.attempts.map(\.number) == [1, 2, 3])
        #expect(journal.attempts.map(\.failure) == [.unavailable(status: 500), .rateLimited, nil])
        #expect(gauge.reading.retries == 2 && gauge.reading.rateLimitWaits == 1)
    }

    @Test func `a failure that does not pass is given after six attempts`() async {
        let journal = MemoryJournal()
        let outcome = await result(of: textCall(), from: model(ScriptedTransport([broken]), journal: journal))
        #expect(outcome == .failure(.unavailable(status: 500)))
        #expect(journal.attempts.count == 6)
    }

    @Test func `a call without a refused parameter is sent again at once and counts as no retry`() async {
        let journal = MemoryJournal()
        let gauge = Gauge()
        var adapted = AttemptResult(outcome: .failure(.rejected(status: 400, code: "unsupported_value")))
        adapted.hasAdapted = true
        let clock = ImpatientClock { _ in Issue.record("nothing waits here") }
        let script = [adapted, adapted, answer]
        let model = model(ScriptedTransport(script), journal: journal, clock: clock, gauge: gauge)
        #expect(await result(of: textCall(), from: model) == .success(Response(text: "Yes.")))
        #expect(journal.attempts.count == 3 && gauge.reading.retries == 0)
    }

    @Test func `an endpoint that refuses one parameter after another without end is rejected`() async {
        let journal = MemoryJournal()
        var adapted = AttemptResult(outcome: .failure(.rejected(status: 400, code: nil)))
        adapted.hasAdapted = true
        let outcome = await result(of: textCall(), from: model(ScriptedTransport([adapted]), journal: journal))
        #expect(outcome == .failure(.rejected(status: 400, code: nil)))
        #expect(journal.attempts.count == Retries.mostAdaptations + 1)
    }

    @Test func `a run that ends during a wait leaves the call unasked`() async {
        let journal = MemoryJournal()
        let clock = ImpatientClock { _ in journal.stop() }
        var limited = AttemptResult(outcome: .failure(.rateLimited))
        limited.hints.wait = .seconds(30)
        let model = model(ScriptedTransport([limited]), journal: journal, clock: clock)
        #expect(await result(of: textCall(), from: model) == .failure(.cancelled))
        #expect(journal.attempts.count == 1)
        // The wait of 30 seconds was left after its first slice.
        #expect(clock.now.elapsed == Pause.slice)
    }

    @Test func `a call that a cap would not hold again stays open, and nothing waits`() async {
        let journal = MemoryJournal()
        journal.holdRepeats()
        let clock = ImpatientClock { _ in Issue.record("nothing waits here") }
        var adapted = AttemptResult(outcome: .failure(.rejected(status: 400, code: nil)))
        adapted.hasAdapted = true
        for failed in [broken, adapted] {
            let model = model(ScriptedTransport([failed, answer]), journal: journal, clock: clock)
            #expect(await result(of: textCall(), from: model) == .failure(.cancelled))
        }
        #expect(journal.attempts.count == 2)
        let final = AttemptResult(outcome: .failure(.rejected(status: 400, code: nil)))
        let model = model(ScriptedTransport([final]), journal: journal, clock: clock)
        #expect(await result(of: textCall(), from: model) == .failure(.rejected(status: 400, code: nil)))
    }

    @Test func `a call that was held back goes on where it was, and is given up after six attempts in all`() async {
        let journal = MemoryJournal()
        journal.holdRepeats()
        let waits = Mutex(0)
        let clock = ImpatientClock { _ in waits.withLock { $0 += 1 } }
        let model = model(ScriptedTransport([broken]), journal: journal, clock: clock)
        for stretch in 1...5 {
            #expect(await result(of: textCall(), from: model) == .failure(.cancelled))
            #expect(journal.attempts.count == stretch)
            // The wait after an attempt comes before the next one; the first attempt has none before it.
            #expect((waits.withLock(\.self) > 0) == (stretch > 1))
        }
        #expect(await result(of: textCall(), from: model) == .failure(.unavailable(status: 500)))
        #expect(journal.attempts.map(\.number) == [1, 2, 3, 4, 5, 6])
        // Its outcome is known: whoever asks again begins anew.
        #expect(await result(of: textCall(), from: model) == .failure(.cancelled))
        #expect(journal.attempts.last?.number == 1)
    }

    @Test func `a cancelled task does not wait`() async {
        let journal = MemoryJournal()
        let clock = ManualClock()
        let model = model(ScriptedTransport([broken]), journal: journal, clock: clock)
        await withTaskGroup(of: Result<Response, ModelError>.self) { group in
            group.addTask { await result(of: textCall(), from: model) }
            await clock.waitForSleepers()
            group.cancelAll()
            #expect(await group.next() == .failure(.cancelled))
        }
    }

    @Test func `waits differ from call to call and repeat with the seed`() async {
        func total(_ sample: String) async -> Duration {
            let clock = ImpatientClock()
            let model = model(ScriptedTransport([broken]), journal: MemoryJournal(), clock: clock)
            _ = await result(of: textCall(sample: sample), from: model)
            return clock.now.elapsed
        }
        let (first, again, other) = (await total("1"), await total("1"), await total("2"))
        #expect(first == again && first != other)
        // Five waits of at most 0.5, 1, 2, 4 and 8 seconds.
        #expect(first < .seconds(15.5))
    }

    @Test func `a call beyond the budget of retries ends as its error, and its records can be asked again`() async {
        let ledger = RetryLedger()
        // The store of 500 goes to others; the call itself puts a fifth of a retry in.
        for _ in 0..<500 { #expect(ledger.pays(for: .unavailable(status: 500))) }
        let journal = MemoryJournal()
        let model = model(ScriptedTransport([broken]), journal: journal, ledger: ledger)
        #expect(await result(of: textCall(), from: model) == .failure(.unavailable(status: 500)))
        #expect(journal.attempts.count == 1)
    }

    @Test func `an endpoint that fails for twenty calls in a row stops the run, and that call stays open`() async {
        let model = model(ScriptedTransport([broken]), journal: MemoryJournal())
        for number in 1..<Outage.calls {
            let outcome = await result(of: textCall(sample: "\(number)"), from: model)
            #expect(outcome == .failure(.unavailable(status: 500)))
        }
        let last = await result(of: textCall(sample: "last"), from: model)
        #expect(last == .failure(.outage(calls: 20)))
    }
}
