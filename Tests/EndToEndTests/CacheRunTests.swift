import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct CacheRunTests {
    private func bench(faults: String? = nil, target: String = "compliant", count: Int = 20) async throws -> Bench {
        var bench = try await Bench(faults: faults, data: StandInSIUO(count: count))
        bench.target = target
        bench.program.environment["ASSAY_CACHE"] = "cache/responses.sqlite"
        return bench
    }

    private func cached(_ file: String, in bench: Bench) async throws -> [String: (cached: Int, calls: Int)] {
        let run = try await bench.program.run("report", file, "--json").json()["run"] as? [String: Any]
        let roles = try #require(run?["roles"] as? [String: [String: Any]])
        return try roles.mapValues {
            (cached: try #require($0["cached"] as? Int), calls: try #require($0["calls"] as? Int))
        }
    }

    @Test func `a second run asks nothing and comes to the same numbers, and the report says why`() async throws {
        let bench = try await bench()
        let first = try await bench.program.run(bench.run(to: "first.assay") + ["--cache"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(try await cached("first.assay", in: bench).values.allSatisfy { $0.cached == 0 })
        let asked = try await bench.asked()
        let second = try await bench.program.run(bench.run(to: "second.assay") + ["--cache"])
        #expect(second.status == 0, "\(second.errors)")
        #expect(try await bench.asked() == asked)
        try await bench.expectEqual("second.assay", "first.assay")
        let roles = try await cached("second.assay", in: bench)
        #expect(roles["target"]?.cached == 60 && roles["target"]?.calls == 60)
        #expect(roles["judge"]?.cached == 120 && roles["judge"]?.calls == 120)
        // Lines are broken where the terminal ends.
        let words = second.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words.contains("60 calls, 0 attempts, 0 prompt and 0 answer tokens, 60 of 60 replies came from the cache"))
        #expect(words.contains("are no fresh draws"))
        let compared = try await bench.program.run("compare", "first.assay", "second.assay", "--json").json()
        #expect(compared["shared_replies"] as? [String: Int] == ["target": 60, "judge": 120])
        let said = (compared["notes"] as? [String])?.contains { $0.contains("60 of the target, 120 of the judge") }
        #expect(said == true)
        // Another temperature is another request, and so is a run that wants no cache.
        try await bench.program.run(bench.run(to: "third.assay") + ["--cache", "--temperature", "0.5"])
        #expect(try await cached("third.assay", in: bench)["target"]?.cached == 0)
        try await bench.program.run(bench.run(to: "fourth.assay"))
        #expect(try await cached("fourth.assay", in: bench)["target"]?.cached == 0)
        let apart = try await bench.program.run("compare", "first.assay", "fourth.assay", "--json").json()
        #expect((apart["shared_replies"] as? [String: Int])?.isEmpty == true)
    }

    @Test func `blocks and limits without text are asked again, everything else is not`() async throws {
        let bench = try await bench(target: "every-outcome", count: 60)
        try await bench.program.run(bench.run(to: "first.assay") + ["--cache"])
        let before = try await bench.server.counters()
        let second = try await bench.program.run(bench.run(to: "second.assay") + ["--cache"])
        #expect(second.status == 4, "\(second.errors)")
        try await bench.expectEqual("second.assay", "first.assay")
        let outcomes = try #require(
            try await bench.program.run("report", "first.assay", "--json").json()["outcomes"] as? [String: Int])
        let again = try await bench.server.counters().values.map(\.asked).reduce(0, +)
        let uncached = ["blocked_input", "blocked_output", "truncated"].compactMap { outcomes[$0] }.reduce(0, +)
        #expect(uncached > 0)
        #expect(again - before.values.map(\.asked).reduce(0, +) == uncached)
    }

    @Test func `two runs at once share a cache, and a third asks nothing`() async throws {
        let bench = try await bench(faults: "latency=20ms")
        let both = try ["one.assay", "two.assay"].map { try bench.program.start(bench.run(to: $0) + ["--cache"]) }
        for started in both {
            let result = try await started.wait()
            #expect(result.status == 0 && !result.errors.contains("response cache"), "\(result.errors)")
        }
        try await bench.expectEqual("one.assay", "two.assay")
        let asked = try await bench.asked()
        try await bench.program.run(bench.run(to: "three.assay") + ["--cache"])
        #expect(try await bench.asked() == asked)
        try await bench.expectEqual("three.assay", "one.assay")
    }

    @Test func `a kill in the middle leaves a cache that can be used, and a resumed run may use it or not`()
        async throws
    {
        // Calls that hang keep the run from ending before it is killed.
        let bench = try await bench(faults: "hang=0.05")
        let killed = try bench.program.start(bench.run(to: "killed.assay") + ["--cache"])
        try await bench.waitUntilAsked(40, while: killed)
        #expect(killed.isRunning)
        killed.send(SIGKILL)
        _ = try await killed.wait()
        let patience = ["--timeout", "4"]
        let whole = try await bench.program.run(bench.run(to: "whole.assay") + ["--cache"] + patience)
        #expect(whole.status == 0 && !whole.errors.contains("response cache"), "\(whole.errors)")
        #expect(try await cached("whole.assay", in: bench)["target"]?.cached ?? 0 > 0)
        let asked = try await bench.asked()
        let file = try Data(contentsOf: URL(filePath: bench.folder.path.appending("killed.assay").string))
        let log = try Data(contentsOf: URL(filePath: bench.folder.path.appending("killed.assay-wal").string))
        try bench.folder.write(file, to: "copy.assay")
        try bench.folder.write(log, to: "copy.assay-wal")
        // With the cache nothing is left to ask; without it everything that is missing.
        let resumed = try await bench.program.run(bench.resume("killed.assay") + ["--cache"] + patience)
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(try await bench.asked() == asked)
        try await bench.expectEqual("killed.assay", "whole.assay")
        let without = try await bench.program.run(bench.resume("copy.assay") + patience)
        #expect(without.status == 0, "\(without.errors)")
        #expect(try await bench.asked() > asked)
        try await bench.expectEqual("copy.assay", "whole.assay")
    }

    /// Whether a file system can be mounted for one program alone.
    private static let canMount: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(.enabled(if: canMount)) func `a full disk under the cache is said once and costs the run nothing`()
        async throws
    {
        let bench = try await bench(target: "every-outcome", count: 60)
        try FileManager.default.createDirectory(
            atPath: bench.folder.path.appending("cache").string, withIntermediateDirectories: false)
        let shell =
            #"exec unshare -m bash -c 'mount -t tmpfs -o size=160k tmpfs cache && exec "$0" "$@"' "$0" "$@""#
        let started = try bench.program.start(bench.run(to: "full.assay") + ["--cache"], shell: shell)
        let result = try await started.wait()
        #expect(result.status == 4, "\(result.errors)")
        let notes = result.errors.split(separator: "\n").filter { $0.contains("response cache") }
        #expect(notes.count == 1 && notes.first?.contains("the run goes on without") == true, "\(result.errors)")
        try await bench.program.run(bench.run(to: "calm.assay"))
        try await bench.expectEqual("full.assay", "calm.assay")
    }

    @Test func `a file that is no cache is an error before the first call`() async throws {
        let bench = try await bench()
        try bench.folder.write("A shopping list.".utf8, to: "cache/responses.sqlite")
        for permissions in [0o600, 0o644] {
            try FileManager.default.setAttributes(
                [.posixPermissions: permissions],
                ofItemAtPath: bench.folder.path.appending("cache/responses.sqlite").string)
            let result = try await bench.program.run(bench.run(to: "run.assay") + ["--cache"])
            #expect(result.status == 2)
            #expect(result.faults.count == 1 && result.faults.first?.contains("cache/responses.sqlite") == true)
        }
        #expect(try await bench.asked() == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder.path.string) == ["cache"])
        let both = try await bench.program.run("resume", "run.assay", "--cache", "--retry-unjudged")
        #expect(both.status == 2 && both.faults.first?.contains("give one of them") == true)
    }
}
