import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct RejudgeCommandTests {
    /// A run of every outcome over stand-ins, made once for each test.
    private struct Bench {
        let data: StandInSIUO
        let program: BuiltProgram
        let server: LoopbackServer

        init(judge: [String] = ["--judge", "openai/judge"]) async throws {
            data = try StandInSIUO(count: 40)
            var program = BuiltProgram(folder: data.folder.path)
            server = try await LoopbackServer(program)
            program.environment = server.environment
            self.program = program
            let run = try await program.run(
                ["run", "siuo", "--data", ".", "--target", "openai/every-outcome", "--output", "run.assay", "--quiet"]
                    + judge)
            #expect(run.status == 4, "\(run.errors)")
        }

        func numbers(_ file: String) async throws -> [String: String] {
            let report = try await program.run("report", file, "--json").json()
            return try ["counts", "outcomes", "metrics"].reduce(into: [:]) { numbers, key in
                let part = try #require(report[key])
                numbers[key] = String(
                    decoding: try JSONSerialization.data(withJSONObject: part, options: .sortedKeys), as: UTF8.self)
            }
        }

        func calls() async throws -> Int { try await server.counters().values.map(\.asked).reduce(0, +) }
    }

    @Test func `the same judge rules the same on the stored answers, and the target is not asked`() async throws {
        let bench = try await Bench()
        let before = try await bench.server.counters().count
        let result = try await bench.program.run(
            "rejudge", "run.assay", "--judge", "openai/judge", "--output", "new.assay", "--quiet")
        #expect(result.status == 4, "\(result.errors)")
        #expect(try await bench.numbers("new.assay") == bench.numbers("run.assay"))
        #expect(try await bench.program.run("audit", "new.assay").status == 0)
        // The judge's prompts are those of the first run; nothing that the server had not seen came.
        #expect(try await bench.server.counters().count == before)
        let run = try #require(
            try await bench.program.run("report", "new.assay", "--json").json()["run"] as? [String: Any])
        #expect((run["origin"] as? [String: Any])?["kind"] as? String == "rejudged")
    }

    @Test func `over a run that stopped, what was not asked stays pending, and a comparison knows it`() async throws {
        let bench = try await Bench()
        let capped = try await bench.program.run(
            "run", "siuo", "--data", ".", "--target", "openai/every-outcome", "--judge", "openai/judge", "--output",
            "capped.assay", "--quiet", "--max-total-tokens", "30000")
        #expect(capped.status == 4 && capped.errors.contains("--max-total-tokens"), "\(capped.errors)")
        let result = try await bench.program.run(
            "rejudge", "capped.assay", "--judge", "openai/judge", "--output", "new.assay", "--quiet", "--json")
        #expect(result.errors.contains("capped.assay is not complete"), "\(result.errors)")
        // The same answers and the same judge: what was not asked is pending in both, and both rest on the same start.
        #expect(result.status == 4, "\(result.errors)")
        #expect(try await bench.numbers("new.assay") == bench.numbers("capped.assay"))
        let again = try await bench.program.run(
            "rejudge", "new.assay", "--stored", "--output", "again.assay", "--quiet")
        #expect(again.errors.contains("new.assay is not complete"), "\(again.errors)")
        #expect(try await bench.numbers("again.assay") == bench.numbers("capped.assay"))
        let compared = try await bench.program.run("compare", "run.assay", "capped.assay", "--json").json()
        let part = (compared["b"] as? [String: Any])?["estimated_on"] as? [String: Any]
        #expect(part?["planned"] as? Int == 40 && (part?["samples"] as? Int ?? 40) < 40)
        #expect((compared["a"] as? [String: Any])?["estimated_on"] == nil)
    }

    @Test func `answers that were collected without a judge are ruled on later`() async throws {
        let bench = try await Bench(judge: ["--no-judge"])
        let stored = try await bench.program.run("rejudge", "run.assay", "--stored", "--output", "new.assay")
        #expect(stored.status == 2 && stored.errors.contains("holds no judge's replies"), "\(stored.errors)")
        let result = try await bench.program.run(
            "rejudge", "run.assay", "--judge", "openai/judge", "--output", "new.assay", "--quiet")
        #expect(result.status == 4, "\(result.errors)")
        let judged = try await Bench()
        #expect(try await bench.numbers("new.assay") == judged.numbers("run.assay"))
    }

    @Test func `stored replies read again give the same numbers without any call`() async throws {
        let bench = try await Bench()
        let calls = try await bench.calls()
        let result = try await bench.program.run(
            "rejudge", "run.assay", "--stored", "--output", "new.assay", "--quiet")
        #expect(result.status == 4, "\(result.errors)")
        #expect(try await bench.numbers("new.assay") == bench.numbers("run.assay"))
        #expect(try await bench.calls() == calls)
        #expect(try await bench.program.run("resume", "new.assay", "--quiet").status == 4)
        #expect(try await bench.calls() == calls)
    }

    @Test func `a killed rejudging goes on and ends in the same numbers`() async throws {
        let bench = try await Bench()
        let slow = try await LoopbackServer(bench.program, faults: "latency=50ms")
        var program = bench.program
        program.environment = slow.environment
        let started = try program.start([
            "rejudge", "run.assay", "--judge", "openai/judge", "--output", "new.assay", "--quiet", "--max-connections",
            "2",
        ])
        while try await slow.counters().count < 20 { try await Task.sleep(for: .milliseconds(20)) }
        started.send(SIGKILL)
        _ = try await started.wait()
        let resumed = try await bench.program.run("resume", "new.assay", "--quiet")
        #expect(resumed.status == 4, "\(resumed.errors)")
        #expect(try await bench.numbers("new.assay") == bench.numbers("run.assay"))
        #expect(try await bench.program.run("audit", "new.assay").status == 0)
    }

    @Test func `what was unjudged is judged again at the user's wish, and the report says so`() async throws {
        let bench = try await Bench()
        let before = try await bench.server.counters()
        let plain = try await bench.program.run("resume", "run.assay", "--quiet")
        #expect(plain.status == 4 && !plain.output.contains("--retry-unjudged"))
        #expect(try await bench.calls() == before.values.map(\.asked).reduce(0, +))
        let retried = try await bench.program.run("resume", "run.assay", "--retry-unjudged", "--quiet")
        #expect(retried.status == 4, "\(retried.errors)")
        #expect(retried.output.contains("--retry-unjudged"))
        let outcomes = try #require(
            try await bench.program.run("report", "run.assay", "--json").json()["outcomes"] as? [String: Int])
        let unjudged = (outcomes["unreadable"] ?? 0) + (outcomes["partial"] ?? 0)
        #expect(unjudged > 0)
        #expect(retried.errors.contains("judging \(unjudged) records again"))
        // Only judges were asked again: both questions of an unreadable record, one of a half-readable one.
        let after = try await bench.server.counters()
        let again = after.reduce(0) { $0 + $1.value.asked - (before[$1.key]?.asked ?? 0) }
        #expect(again == 2 * (outcomes["unreadable"] ?? 0) + (outcomes["partial"] ?? 0))
        #expect(try await bench.program.run("audit", "run.assay").status == 0)
    }

    static let badUsage: [([String], String)] = [
        (["run.assay", "--output", "new.assay"], "--jury, or read the stored replies"),
        (
            ["run.assay", "--judge", "sim/judge", "--rule", "majority", "--output", "new.assay"],
            "give it with --stored"
        ),
        (["run.assay", "--stored", "--rule", "unanimity", "--output", "new.assay"], "--rule"),
        (["run.assay", "--judge", "sim/judge", "--jury", "jury.yaml", "--output", "new.assay"], "one or the other"),
        (["run.assay", "--stored", "--judge", "sim/judge", "--output", "new.assay"], "--stored asks no judge"),
        (["run.assay", "--judge", "sim/judge"], "--output"),
        (["absent.assay", "--stored", "--output", "new.assay"], "absent.assay"),
        (["run.assay", "--stored", "--output", "run.assay"], "run.assay"),
        (["run.assay", "--judge", "sim/judge", "--rubric", "absent.yaml", "--output", "new.assay"], "absent.yaml"),
        (["demo.json", "--stored", "--output", "new.assay"], "demo.json"),
    ]

    @Test(arguments: badUsage.indices)
    func `what cannot be ruled on anew is one line with status 2, and leaves nothing`(row: Int) async throws {
        let (arguments, words) = Self.badUsage[row]
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        #expect(try await program.run("run", "demo", "--output", "run.assay", "--quiet").status == 0)
        try folder.write(Array("{}".utf8), to: "demo.json")
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.path.string).sorted()
        let result = try await program.run(["rejudge"] + arguments)
        #expect(result.status == 2, "\(result.output)\(result.errors)")
        #expect(result.faults.count == 1 && result.errors.contains(words), "\(result.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string).sorted() == before)
    }
}
