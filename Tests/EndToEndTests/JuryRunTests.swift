import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// A jury through the whole program, over HTTP.
struct JuryRunTests {
    private let bench: Bench

    init() async throws {
        bench = try await Bench(faults: "latency=40ms", data: StandInSIUO(count: 10))
        try bench.folder.write(
            Data("model: openai/juror\nforeman: openai/juror\n".utf8), to: "jury.yaml")
    }

    private func run(to file: String, target: String = "every-outcome") -> [String] {
        [
            "run", "siuo", "--data", bench.data.path, "--target", "openai/\(target)", "--jury", "jury.yaml",
            "--trials", "1", "--output", file, "--quiet", "--max-connections", "\(Bench.connections)",
        ]
    }

    /// The run part of a report.
    private func facts(_ file: String) async throws -> [String: Any] {
        let report = try await bench.program.run("report", file, "--json").json()
        return try #require(report["run"] as? [String: Any])
    }

    /// Three kills: among the first votes, in the midst of deliberations, and near the end.
    @Test func `a run that is killed in a deliberation goes on without asking an answered juror again`() async throws {
        try await bench.program.run(run(to: "calm.assay"))
        let calm = try await bench.server.counters()
        let asked = try await bench.asked()
        #expect(asked > 100, "up to ten answers, two questions, five jurors twice and a foreman: \(asked)")

        var started = try bench.program.start(run(to: "killed.assay"))
        for part in [5, 2] {
            try await bench.waitUntilAsked(asked + asked / part, while: started)
            #expect(started.isRunning)
            started.send(SIGKILL)
            _ = try await started.wait()
            started = try bench.program.start(bench.resume("killed.assay"))
        }
        let last = try await started.wait()
        #expect(last.status == 4, "\(last.errors)")
        try await bench.expectEqual("killed.assay", "calm.assay")
        let again = try await bench.server.counters().map { $1.answered - 2 * (calm[$0]?.answered ?? 0) }
        #expect(again.allSatisfy { $0 >= 0 })
        // Two kills, and at each the calls that were being asked, and as many at most whose reply was on its way to the disk:
        // jurors are asked side by side, so that more calls end at once than a run has records.
        #expect(again.reduce(0, +) <= 2 * 2 * Bench.connections)
    }

    @Test func `stored votes are reduced again by other rules, and nobody is asked`() async throws {
        let calm = try await bench.program.run(run(to: "run.assay", target: "compliant"))
        #expect(calm.status == 0, "\(calm.errors)")
        let asked = try await bench.asked()
        for rule in ["majority", "first-votes", "sequential", "stop-when-unanimous", "juror-5"] {
            let result = try await bench.program.run(
                "rejudge", "run.assay", "--stored", "--rule", rule, "--output", "\(rule).assay", "--quiet")
            #expect(result.status == 0, "\(result.errors)")
            #expect(try await bench.program.run("audit", "\(rule).assay").status == 0)
            let jury = try #require(try await facts("\(rule).assay")["jury"] as? [String: Any])
            #expect(jury["beside_earlier"] is [String: Any])
        }
        #expect(try await bench.asked() == asked)
        try await bench.expectEqual("majority.assay", "run.assay")
        // The whole jury votes twice on each question; of the first votes there is half of that.
        let whole = try #require(try await facts("majority.assay")["jury"] as? [String: Any])
        let first = try #require(try await facts("first-votes.assay")["jury"] as? [String: Any])
        #expect(whole["votes"] as? Int == whole["votes_of_whole_jury"] as? Int)
        #expect(2 * (first["votes"] as? Int ?? 0) == whole["votes"] as? Int)
    }

    @Test func `the report names the jurors and says what they would have ruled otherwise`() async throws {
        try await bench.program.run(run(to: "run.assay"))
        let text = try await bench.program.run("report", "run.assay").output
        for words in [
            "Juror 1", "Juror 5", "Foreman", "5 jurors, 1 re-judgement", "First votes", "Dissent", "Deliberation",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        let roles = try #require(try await facts("run.assay")["roles"] as? [String: [String: Any]])
        #expect(Set(roles.keys) == ["target", "juror_1", "juror_2", "juror_3", "juror_4", "juror_5", "foreman"])
    }
}
