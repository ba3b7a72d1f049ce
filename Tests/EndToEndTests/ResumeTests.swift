import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct ResumeTests {
    @Test func `a run that is killed and resumed equals the undisturbed run, and asks no answered call again`()
        async throws
    {
        let bench = try await Bench(faults: "latency=60ms")
        try await bench.program.run(bench.run(to: "calm.assay"))
        let calmCounters = try await bench.server.counters()

        var generator = SystemRandomNumberGenerator()
        var started = try bench.program.start(bench.run(to: "killed.assay"))
        var kills = 0
        while kills < 3 {
            try await Task.sleep(for: .milliseconds(Int.random(in: 150...700, using: &generator)))
            guard started.isRunning else { break }
            started.send(SIGKILL)
            _ = try await started.wait()
            kills += 1
            // A kill before the plan was published has left nothing under the run's name.
            let exists = FileManager.default.fileExists(atPath: bench.folder.path.appending("killed.assay").string)
            started = try bench.program.start(exists ? bench.resume("killed.assay") : bench.run(to: "killed.assay"))
        }
        let last = try await started.wait()
        #expect(last.status == 4, "\(last.errors)")
        #expect(kills > 0)

        try await bench.expectEqual("killed.assay", "calm.assay")
        let again = try await bench.server.counters().map { digest, count in
            count.answered - 2 * (calmCounters[digest]?.answered ?? 0)
        }
        #expect(again.allSatisfy { $0 >= 0 })
        #expect(again.reduce(0, +) <= kills * Bench.connections)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a signal saves everything, ends with 130, and the run can be resumed`(_ signal: Int32) async throws {
        let bench = try await Bench(faults: "latency=100ms")
        let started = try bench.program.start(bench.run(to: "stopped.assay"))
        // In the middle of the run, whatever else the machine is doing.
        while try await bench.server.counters().count < 30 { try await Task.sleep(for: .milliseconds(20)) }
        started.send(signal)
        let stopped = try await started.wait()
        #expect(stopped.status == 130, "\(stopped.errors)")
        // One file is left: no -wal, no lock.
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path.string)
        #expect(left.filter { $0.hasPrefix("stopped") } == ["stopped.assay"])
        let resumed = try await bench.program.run(bench.resume("stopped.assay"))
        #expect(resumed.status == 4, "\(resumed.errors)")
        try await bench.program.run(bench.run(to: "calm.assay"))
        try await bench.expectEqual("stopped.assay", "calm.assay")
    }

    @Test func `a second signal ends the run at once`() async throws {
        let bench = try await Bench(faults: "latency=60s")
        let started = try bench.program.start(bench.run(to: "stopped.assay"))
        while try await bench.server.counters().isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        started.send(SIGINT)
        while try started.isRunning && !started.errorsSoFar().contains("stopping:") {
            try await Task.sleep(for: .milliseconds(10))
        }
        started.send(SIGINT)
        let stopped = try await started.wait()
        #expect(stopped.status == 130, "\(stopped.errors)")
        #expect(stopped.errors.contains("stopping now"))
    }

    @Test func `a run goes on at another address, and a finished one asks nobody`() async throws {
        var bench = try await Bench(faults: "latency=100ms")
        let started = try bench.program.start(bench.run(to: "moved.assay"))
        while try await bench.server.counters().count < 30 { try await Task.sleep(for: .milliseconds(20)) }
        started.send(SIGKILL)
        _ = try await started.wait()
        let elsewhere = try await LoopbackServer(bench.program)
        bench.program.environment = elsewhere.environment
        let moved = try await bench.program.run(bench.resume("moved.assay"))
        #expect(moved.status == 4, "\(moved.errors)")
        #expect(moved.errors.contains("now openai/"))
        bench.program.environment["OPENAI_BASE_URL"] = "http://127.0.0.1:9/v1"
        let again = try await bench.program.run(bench.resume("moved.assay"))
        #expect(again.status == 4, "\(again.errors)")
    }

    @Test func `transient faults are ridden out and leave the same numbers`() async throws {
        let bench = try await Bench()
        try await bench.program.run(bench.run(to: "calm.assay"))
        let faulty = try await Bench(
            faults: "429=0.1,500=0.05,cut=0.03,malformed=0.03,reset=0.02,retry-after=10ms", data: bench.data)
        let result = try await faulty.program.run(faulty.run(to: "faulty.assay"))
        #expect(result.status == 4, "\(result.errors)")
        let (calm, ridden) = (try await bench.numbers("calm.assay"), try await faulty.numbers("faulty.assay"))
        #expect(calm == ridden)
    }

    @Test func `a full disk stops new calls, and the run goes on when there is space`() async throws {
        let bench = try await Bench(faults: "latency=20ms")
        // 1.5 MB are enough for the plan and the first replies. The limit's signal is ignored, so that writes fail instead.
        let started = try bench.program.start(
            bench.run(to: "full.assay"), shell: #"trap "" XFSZ; ulimit -S -f 600; exec "$0" "$@""#)
        try await bench.waitUntilNothingIsAsked(by: started)
        #expect(started.isRunning)
        try bench.liftLimit(of: started)
        let result = try await started.wait()
        #expect(result.status == 4, "\(result.errors)")
        try await bench.program.run(bench.run(to: "calm.assay"))
        try await bench.expectEqual("full.assay", "calm.assay")
    }
}
