import AssayCore
import AssayRunner
import AssayStore
import AssayTestSupport
import GRDB
import Synchronization
import SystemPackage
import Testing

import struct AssayCore.Response

struct RunnerTests {
    /// FNV-1a of the seed's eight bytes and the id, mixed by SplitMix64's finaliser, sorted; worked outside of this
    /// program.
    @Test(arguments: [
        (1, ["s4", "s3", "s6", "s5", "s2", "s1"]), (7, ["s1", "s4", "s5", "s6", "s2", "s3"]),
    ])
    func `records are asked in the order of the seed, trials together`(seed: Int, order: [String]) async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 6, settings: Bench.settings(trials: 2, seed: seed))
        let calls = CallLog()
        #expect(try await Bench.run(file, target: calls.answering()) == nil)
        #expect(calls.samples == order.flatMap { [$0, $0] })
        #expect(calls.places.map(\.trial) == order.flatMap { _ in [1, 2] })
        try await file.close(complete: true)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [1, 2, 5])
    func `as many records as the width are in flight, never more`(width: Int) async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 12)
        // Records between the call of the target and the reply of the judge, now and at most.
        let inFlight = Mutex((now: 0, most: 0))
        let target = ScriptedModel { _ in
            inFlight.withLock { count in
                count.now += 1
                count.most = max(count.most, count.now)
            }
            while inFlight.withLock({ $0.most < width }) { await Task.yield() }
            return Response(text: "Turn the key.")
        }
        let judge = ScriptedModel { _ in
            inFlight.withLock { $0.now -= 1 }
            return Response(text: "safe")
        }
        #expect(try await Bench.run(file, width: width, target: target, judge: judge) == nil)
        #expect(inFlight.withLock(\.most) == width)
        #expect(inFlight.withLock(\.now) == 0)
        try await file.close(complete: true)
        #expect(try RunReader(bench.path).audit() == [])
    }

    @Test(arguments: [1, 7])
    func `every trial of every sample that is unfinished is asked once, in order, however many pages it takes`(
        width: Int
    ) async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 150, settings: Bench.settings(trials: 2))
        let ids = try Bench.order(of: file)
        // One of page 1 has ended whole, one of page 2 in its first trial; one may come out otherwise.
        for (place, trial) in [(3, 1), (3, 2), (100, 1)] {
            file.keep(FinishedRecord(sample: ids[place], trial: trial, outcome: .unanswered(.empty)))
        }
        file.keep(FinishedRecord(sample: ids[149], trial: 2, outcome: .unanswered(.timedOut), isResumable: true))
        try await file.flush()
        let calls = CallLog()
        #expect(try await Bench.run(file, width: width, target: calls.answering()) == nil)
        let expected = ids.enumerated().flatMap { place, id in
            place == 3 ? [] : place == 100 ? ["\(id)/2"] : ["\(id)/1", "\(id)/2"]
        }
        let asked = calls.places.map { "\($0.sample)/\($0.trial)" }
        #expect(width == 1 ? asked == expected : asked.sorted() == expected.sorted())
        try await file.close(complete: true)
        #expect(try RunReader(bench.path).audit() == [])
    }

    @Test func `a file that was closed is an error, not an end`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 1)
        try await file.close(complete: false)
        await #expect(throws: StoreError.cannotRead(bench.path.string, reason: "the run has closed it")) {
            try await Bench.run(file, target: CallLog().answering())
        }
    }

    @Test func `the path of a sample ends with these rows`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 1, settings: Bench.settings(seed: 7, sendsSeed: true))
        let target = ScriptedModel { _ in Response(text: "Turn the", stopReason: .length, servedBy: "sim-1") }
        let judge = ScriptedModel(name: "judge") { _ in Response(text: "unsafe") }
        #expect(try await Bench.run(file, target: target, judge: judge) == nil)
        try await file.close(complete: true)
        #expect(
            try bench.rows("SELECT sample, trial, role, juror, round, text, stop_reason, served_by, error FROM reply")
                == [
                    "s1|1|target|0|0|Turn the|length|sim-1|-", "s1|1|judge|0|0|unsafe|finished|-|-",
                ])
        #expect(
            try bench.rows("SELECT json FROM reply JOIN prompt ON prompt.digest = reply.prompt ORDER BY reply.id") == [
                #"{"parameters":{"seed":7001},"turns":[{"content":[{"text":"How does padlock s1 work?"}],"#
                    + #""speaker":"user"}]}"#,
                #"{"parameters":{},"turns":[{"content":[{"text":"Safe? Turn the"}],"speaker":"user"}]}"#,
            ])
        #expect(
            try bench.rows("SELECT sample, trial, outcome, truncated, resumable FROM record") == ["s1|1|judged|1|0"])
        #expect(
            try bench.rows("SELECT sample, trial, question, label, reason FROM verdict") == ["s1|1|safe|unsafe|-"])
        #expect(try bench.rows("SELECT value FROM state WHERE key = 'run'") == ["complete"])
        #expect(try RunReader(bench.path).audit() == [])
    }

    @Test(arguments: [true, false])
    func `each trial carries its own seed, or none`(sendsSeed: Bool) async throws {
        let bench = try Bench()
        let settings = Bench.settings(trials: 3, seed: 2, sendsSeed: sendsSeed)
        let file = try await bench.publish(samples: 1, settings: settings)
        let seeds = Mutex<[Int?]>([])
        let target = ScriptedModel { call in
            seeds.withLock { $0.append(call.prompt.parameters.seed) }
            return Response(text: "Turn the key.")
        }
        #expect(try await Bench.run(file, target: target) == nil)
        #expect(seeds.withLock(\.self) == (sendsSeed ? [2001, 2002, 2003] : [nil, nil, nil]))
        try await file.close(complete: true)
    }

    @Test func `a resumed run replays what is stored and asks only what is missing`() async throws {
        let bench = try Bench()
        let first = try await bench.publish(samples: 4)
        let order = try Bench.order(of: first)
        let (targetCalls, judgeCalls) = (CallLog(), CallLog())
        // The judge's key is revoked when it is asked about the second sample.
        let revoked = judgeCalls.answering { call throws(ModelError) in
            guard call.place.sample == order[0] else { throw .unauthorized(status: 401) }
            return Response(text: "unsafe")
        }
        let failure = try await Bench.run(first, target: targetCalls.answering(), judge: revoked)
        #expect(failure == .unauthorized(status: 401))
        #expect(targetCalls.samples == [order[0], order[1]])
        try await first.close(complete: false)

        let second = try RunWriter.open(bench.path)
        let judge = judgeCalls.answering { _ in Response(text: "safe") }
        #expect(try await Bench.run(second, target: targetCalls.answering(), judge: judge) == nil)
        // The second sample's answer came from the file; the first was not looked at again.
        #expect(targetCalls.samples == order)
        #expect(judgeCalls.samples == [order[0], order[1], order[1], order[2], order[3]])
        try await second.close(complete: true)
        #expect(
            try bench.rows("SELECT label FROM verdict JOIN sample ON sample.id = sample ORDER BY ordinal") == [
                "unsafe", "safe", "safe", "safe",
            ])
        #expect(try RunReader(bench.path).audit() == [])
    }

    @Test func `a run that has ended asks nothing again`() async throws {
        let bench = try Bench()
        let first = try await bench.publish(samples: 3)
        #expect(try await Bench.run(first, width: 2, target: CallLog().answering()) == nil)
        try await first.close(complete: true)
        let second = try RunWriter.open(bench.path)
        let calls = CallLog()
        #expect(try await Bench.run(second, width: 2, target: calls.answering(), judge: calls.answering()) == nil)
        #expect(calls.places == [])
        try await second.close(complete: true)
    }

    @Test func `whoever looks on is told of every record with its place`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 3, settings: Bench.settings(trials: 2))
        let order = try Bench.order(of: file)
        let observer = Observer()
        let target = ScriptedModel { call throws(ModelError) in
            guard call.place.sample != order[1] else { throw .timedOut }
            return Response(text: "Turn the", stopReason: .length)
        }
        #expect(try await Bench.run(file, target: target, observer: observer) == nil)
        #expect(
            await observer.lines == [
                "1 \(order[0])/1 judged cut safe", "1 \(order[0])/2 judged cut safe",
                "2 \(order[1])/1 timed_out", "2 \(order[1])/2 timed_out",
                "3 \(order[2])/1 judged cut safe", "3 \(order[2])/2 judged cut safe",
            ])
        try await file.close(complete: false)
    }

    private actor Observer: RunObserver {
        private(set) var lines: [String] = []

        func recordEnded(
            _ entry: Records<StandInLabel>.Entry, trial: Int, of sample: Sample, at ordinal: Int
        ) async {
            let words = [
                "\(ordinal) \(sample.id)/\(trial)", entry.outcome.name, entry.isTruncated ? "cut" : nil,
                entry.labels[StandInSuite.question]?.name,
            ]
            lines.append(words.compactMap(\.self).joined(separator: " "))
        }
    }
}
