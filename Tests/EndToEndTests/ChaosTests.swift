import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// The small form of `scripts/chaos`, which does the same with 2,000 samples at random moments.
struct ChaosTests {
    /// Three attempts of ten fail on the way to their outcome; those that hang keep a run from ending before its kill.
    private static let faults =
        "latency=100ms,retry-after=20ms,429=0.08,500=0.08,cut=0.05,malformed=0.05,reset=0.02,hang=0.02"
    private static let patience = ["--timeout", "8"]

    @Test func `kills, a full disk and a failing endpoint leave the numbers of a calm run`() async throws {
        let calm = try await Bench()
        try await calm.program.run(calm.run(to: "run.assay"))
        let calmAnswers = try await calm.server.counters().mapValues(\.answered)
        let bench = try await Bench(faults: Self.faults, data: calm.data)

        var started = try bench.program.start(bench.run(to: "run.assay") + Self.patience)
        for count in [60, 200] {
            try await bench.waitUntilAsked(count, while: started)
            #expect(started.isRunning)
            started.send(SIGKILL)
            _ = try await started.wait()
            let isLast = count == 200
            started = try bench.program.start(
                bench.resume("run.assay") + Self.patience, shell: isLast ? try fullDisk(in: bench) : nil)
        }
        try await bench.waitUntilNothingIsAsked(by: started)
        #expect(started.isRunning)
        try bench.liftLimit(of: started)
        try await bench.waitUntilAsked(try await bench.asked() + 60, while: started)
        #expect(started.isRunning)
        started.send(SIGKILL)
        _ = try await started.wait()
        let last = try await bench.program.run(bench.resume("run.assay") + Self.patience)
        #expect(last.status == 4, "\(last.errors)")

        let (numbers, expected) = (try await bench.numbers("run.assay"), try await calm.numbers("run.assay"))
        #expect(numbers == expected)
        let report = try await bench.program.run("report", "run.assay", "--json").json()
        #expect(
            report["outcomes"] as? [String: Int]
                == EveryOutcome(questions: try calm.data.questions(), trials: 3).outcomes)
        #expect((report["counts"] as? [String: Int])?["pending"] == 0)
        let audit = try await bench.program.run("audit", "run.assay")
        #expect(audit.status == 0, "\(audit.output)")
        // Four interruptions, and at each no more calls asked again than were in flight.
        let again = try await bench.server.counters().map { $1.answered - (calmAnswers[$0] ?? 0) }
        #expect(again.count == calmAnswers.count && again.allSatisfy { $0 >= 0 })
        #expect(again.reduce(0, +) <= 4 * Bench.connections)
    }

    /// A session whose files cannot grow much beyond what they are: writes fail as on a full disk.
    private func fullDisk(in bench: Bench) throws -> String {
        let sizes = try ["run.assay", "run.assay-wal"].map { name in
            let attributes = try FileManager.default.attributesOfItem(atPath: bench.folder.path.appending(name).string)
            return try #require(attributes[.size] as? Int)
        }
        return #"trap "" XFSZ; ulimit -S -f \#((sizes.max() ?? 0) / 1024 + 64); exec "$0" "$@""#
    }

    @Test func `a run that is killed as soon as it has its name can be gone on with`() async throws {
        let bench = try await Bench(faults: "latency=50ms", data: StandInSIUO(count: 6))
        try await bench.program.run(bench.run(to: "calm.assay"))
        for round in 0..<6 {
            let file = "killed-\(round).assay"
            let path = bench.folder.path.appending(file).string
            let started = try bench.program.start(bench.run(to: file))
            while started.isRunning, access(path, F_OK) != 0 { try await Task.sleep(for: .microseconds(500)) }
            // Each time a little further into the beginning.
            try await Task.sleep(for: .microseconds(400 * round))
            started.send(SIGKILL)
            _ = try await started.wait()
            let resumed = try await bench.program.run(bench.resume(file))
            #expect(resumed.status == 4, "\(resumed.errors)")
            try await bench.expectEqual(file, "calm.assay")
        }
    }
}
