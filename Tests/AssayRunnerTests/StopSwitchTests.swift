import AssayCore
import AssayModels
import AssayStore
import AssayTestSupport
import Testing

import struct AssayCore.Response

@testable import AssayRunner

struct StopSwitchTests {
    /// Runs with a switch and an allowance of tokens.
    private func run(
        _ file: RunWriter, width: Int, stop: StopSwitch = StopSwitch(), allowance: Allowance? = nil, most: Int = 0,
        target: ScriptedModel, judge: ScriptedModel = Bench.rulesSafe
    ) async throws -> ModelError? {
        var parts = Runner<StandInSuite>.Parts(
            suite: StandInSuite(), target: Recorded(target, journal: file.journal),
            judge: StandInJudge(model: Recorded(judge, journal: file.journal)), file: file)
        parts.stop = stop
        parts.budget = allowance.map { .init($0) { _, _ in Expense(tokens: most) } }
        return try await Runner(parts) { width }.run()
    }

    @Test(.timeLimit(.minutes(1)))
    func `what has started goes its whole way when the switch is thrown, the judge's calls included`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 8)
        let order = try Bench.order(of: file)
        let stop = StopSwitch()
        let calls = CallLog()
        let target = calls.answering { _ throws(ModelError) in
            while calls.samples.count < 3 { await Task.yield() }
            stop.throw()
            return Response(text: "Turn the key.")
        }
        #expect(try await run(file, width: 3, stop: stop, target: target) == nil)
        #expect(Set(calls.samples) == Set(order.prefix(3)))
        try await file.close(complete: false)
        #expect(try bench.outcomes == Array(repeating: "judged", count: 3) + Array(repeating: "-", count: 5))
    }

    @Test func `at its cap a run asks what fits, has it judged, and says which cap it was`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 8)
        let allowance = Allowance(Caps(tokens: 100))
        // Each record sets 40 aside and takes 25, of which its judge takes 5: 0, 25, 50 leave room, 75 does not.
        let target = ScriptedModel { _ in
            allowance.spend(Expense(tokens: 20))
            return Response(text: "Turn the key.")
        }
        let judge = ScriptedModel { _ in
            allowance.spend(Expense(tokens: 5))
            return Response(text: "safe")
        }
        #expect(try await run(file, width: 4, allowance: allowance, most: 40, target: target, judge: judge) == nil)
        #expect(allowance.reached == .tokens && allowance.spent.tokens == 75)
        #expect(!file.isStopped)
        try await file.close(complete: false)
        #expect(try bench.outcomes == Array(repeating: "judged", count: 3) + Array(repeating: "-", count: 5))
    }

    /// A target that takes 25 tokens an answer, and 40 for a reply without one to one sample, which a cap then holds back.
    private func target(holdingBack held: String, _ calls: CallLog, _ allowance: Allowance) -> ScriptedModel {
        calls.answering { call throws(ModelError) in
            guard call.place.sample != held || calls.samples.count(where: { $0 == held }) > 1 else {
                allowance.spend(Expense(tokens: 40))
                throw .cancelled
            }
            allowance.spend(Expense(tokens: 25))
            return Response(text: "Turn the key.")
        }
    }

    @Test func `what a cap held back is asked before anything that has not started`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 4)
        let order = try Bench.order(of: file)
        let (calls, allowance) = (CallLog(), Allowance(Caps(tokens: 1000)))
        let target = target(holdingBack: order[1], calls, allowance)
        #expect(try await run(file, width: 1, allowance: allowance, most: 40, target: target) == nil)
        #expect(calls.samples == [order[0], order[1], order[1], order[2], order[3]])
        #expect(allowance.reached == nil)
        try await file.close(complete: true)
        #expect(try bench.outcomes == Array(repeating: "judged", count: 4))
    }

    @Test func `a run ends at what a cap held back where there is no more room for it`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 4)
        let order = try Bench.order(of: file)
        // 25 and 40 are spent then, and 40 more would be 105.
        let (calls, allowance) = (CallLog(), Allowance(Caps(tokens: 100)))
        let target = target(holdingBack: order[1], calls, allowance)
        #expect(try await run(file, width: 1, allowance: allowance, most: 40, target: target) == nil)
        #expect(calls.samples == [order[0], order[1]])
        #expect(allowance.reached == .tokens && allowance.spent.tokens == 65)
        try await file.close(complete: false)
        #expect(try bench.outcomes == ["judged", "-", "-", "-"])
    }

    @Test func `a cap that nothing reaches changes nothing`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 3)
        let allowance = Allowance(Caps(tokens: 1000))
        let target = CallLog().answering()
        #expect(try await run(file, width: 2, allowance: allowance, most: 400, target: target) == nil)
        #expect(allowance.reached == nil)
        try await file.close(complete: true)
        #expect(try bench.outcomes == Array(repeating: "judged", count: 3))
    }

    @Test func `the number of records in flight follows the limit of the moment`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 40)
        let target = CallLog().answering()
        let parts = Runner<StandInSuite>.Parts(
            suite: StandInSuite(), target: Recorded(target, journal: file.journal),
            judge: StandInJudge(model: nil), file: file)
        // No number at all still lets one record go.
        #expect(try await Runner(parts) { 0 }.run() == nil)
        try await file.close(complete: true)
        #expect(try bench.outcomes == Array(repeating: "not_judged", count: 40))
    }
}
