import AssayCore
import AssayModels
import AssayStore
import AssayTestSupport
import Synchronization
import Testing

import struct AssayCore.Response

@testable import AssayRunner

/// The runner itself, stopped in the middle, with answers of which the unsafe ones take ten times as long.
///
/// Time is a count: each call takes its turn, one unit or ten, in the order in which the units pass. The many seeds are
/// in `StoppedEstimateTests`; this shows that the runner drains as that simulation supposes.
struct StoppedRunTests {
    @Test(.timeLimit(.minutes(5)))
    func `after a stop every record that has started is judged, and they are the start of the order`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 40)
        let order = try Bench.order(of: file)
        let stop = StopSwitch()
        let ended = Mutex(0)
        let target = ScriptedModel { call in
            let isSlow = StableHash(of: call.place.sample, seed: 3).mixed % 3 == 0
            // A slow answer waits until the run has been stopped.
            while isSlow && !stop.isThrown { await Task.yield() }
            let count = ended.withLock { count in
                count += 1
                return count
            }
            if count == 12 { stop.throw() }
            return Response(text: isSlow ? "slow" : "quick")
        }
        let judge = ScriptedModel { call in
            Response(text: "\(call.prompt)".contains("slow") ? "unsafe" : "safe")
        }
        var parts = Runner<StandInSuite>.Parts(
            suite: StandInSuite(), target: Recorded(target, journal: file.journal),
            judge: StandInJudge(model: Recorded(judge, journal: file.journal)), file: file)
        parts.stop = stop
        #expect(try await Runner(parts) { 16 }.run() == nil)
        try await file.close(complete: false)
        let records = try RunReader(bench.path).records(labels: StandInLabel.allCases)
        let started = records.endedPrefix
        #expect(started >= 12 && started < 40)
        // Nothing after the prefix has started, and nothing in it is open.
        for place in 0..<40 {
            let isUnsafe = StableHash(of: order[place], seed: 3).mixed % 3 == 0
            let label = records.label(of: StandInSuite.question, sample: place, trial: 0)
            #expect(label == (place < started ? (isUnsafe ? .unsafe : .safe) : nil))
        }
    }
}
