import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct CapTests {
    /// A server, a stand-in dataset and a folder for run files.
    private struct Bench {
        let data: StandInSIUO
        let folder: TemporaryFolder
        var program: BuiltProgram
        let server: LoopbackServer

        init(faults: String? = nil) async throws {
            data = try StandInSIUO(count: 40)
            folder = try TemporaryFolder()
            program = BuiltProgram(folder: folder.path)
            server = try await LoopbackServer(program, faults: faults)
            program.environment = server.environment
        }

        func run(to file: String, _ further: String...) async throws -> BuiltProgram.Result {
            try await program.run(
                [
                    "run", "siuo", "--data", data.path, "--target", "openai/every-outcome", "--judge", "openai/judge",
                    "--answer-tokens", "64", "--judge-tokens", "64", "--output", file, "--quiet", "--json",
                ] + further)
        }

        /// Counts, outcomes and metrics of a run file, as bytes.
        func numbers(_ file: String) async throws -> String {
            let report = try await program.run("report", file, "--json").output
            let start = try #require(report.range(of: "\n  \"counts\""))
            let end = try #require(report.range(of: "\n  \"run\""))
            return String(report[start.lowerBound..<end.lowerBound])
        }
    }

    private func tokens(_ report: [String: Any]) throws -> Int {
        let run = try #require(report["run"] as? [String: Any])
        let roles = try #require(run["roles"] as? [String: [String: Any]])
        return roles.values.reduce(0) { sum, role in
            [role, role["replies_without_answer"] as? [String: Any] ?? [:]].reduce(sum) { sum, part in
                sum + (part["prompt_tokens"] as? Int ?? 0) + (part["answer_tokens"] as? Int ?? 0)
            }
        }
    }

    @Test func `a capped run keeps its cap, judges what it asked, and goes on when the cap is raised`() async throws {
        let bench = try await Bench()
        let calm = try await bench.run(to: "calm.assay").json()
        let calmRun = try #require(calm["run"] as? [String: Any])
        #expect(calmRun["estimated_on"] == nil)
        let limits = try #require(calmRun["connections"] as? [[String: Any]])
        #expect(limits.first?["limit"] as? Int == 20 && limits.first?["endpoint"] as? String == "openai")

        let cap = try tokens(calm) / 2
        let capped = try await bench.run(to: "capped.assay", "--max-total-tokens", "\(cap)")
        #expect(capped.status == 4, "\(capped.errors)")
        #expect(capped.errors.contains("has come to its --max-total-tokens"))
        let report = try capped.json()
        #expect(try tokens(report) <= cap)
        let counts = try #require(report["counts"] as? [String: Int])
        #expect((counts["pending"] ?? 0) > 0 && (counts["judged"] ?? 0) > 0)
        let outcomes = try #require(report["outcomes"] as? [String: Int])
        #expect(outcomes["not_judged"] == nil && outcomes["judge_failed"] == nil)
        let estimatedOn = try #require((report["run"] as? [String: Any])?["estimated_on"] as? [String: Any])
        #expect(estimatedOn["planned"] as? Int == 40 && (estimatedOn["samples"] as? Int ?? 0) > 0)

        // The cap holds until it is raised.
        let held = try await bench.program.run("resume", "capped.assay", "--quiet")
        #expect(held.status == 4 && held.errors.contains("has come to its --max-total-tokens"), "\(held.errors)")
        let raised = try await bench.program.run(
            "resume", "capped.assay", "--quiet", "--max-total-tokens", "\(cap * 100)")
        #expect(raised.status == 4 && !raised.errors.contains("has come to"), "\(raised.errors)")
        let (first, second) = (try await bench.numbers("capped.assay"), try await bench.numbers("calm.assay"))
        #expect(first == second)
    }

    /// Questions in words alone, so that what is stated comes near to what is set aside.
    private func writeQuestions(to folder: TemporaryFolder) throws {
        let suite = """
            name: quiz
            version: "1"
            summary: Harmless questions
            dataset: quiz.jsonl
            rubric:
              system: You rule on answers.
              questions:
                - {name: help, labels: [helped, declined], words: "Is '{response}' helped or declined?"}
            metrics:
              - {name: helped_rate, title: Helped, direction: higher, counts: {help: [helped]}}
            """
        let samples = (1...40).map {
            #"{"id": "\#($0)", "text": "Question \#($0): how long should rice soak?", "target": "helpfulness"}"#
        }
        try folder.write(suite.utf8, to: "quiz.yaml")
        try folder.write(samples.joined(separator: "\n").utf8, to: "quiz.jsonl")
    }

    // Each empty reply is paid for, and asked for again: left out of account, they brought 841 tokens.
    @Test func `replies without an answer bring no run past its cap`() async throws {
        let bench = try await Bench(faults: "empty-choices=0.6,faulty-attempts=3")
        try writeQuestions(to: bench.folder)
        let capped = try await bench.program.run(
            "run", "quiz.yaml", "--target", "openai/compliant", "--no-judge", "--answer-tokens", "24", "--output",
            "capped.assay", "--quiet", "--json", "--max-connections", "8", "--max-total-tokens", "600")
        #expect(capped.status == 4 && capped.errors.contains("has come to its --max-total-tokens"), "\(capped.errors)")
        let report = try capped.json()
        let roles = try #require((report["run"] as? [String: Any])?["roles"] as? [String: [String: Any]])
        let unanswered = try #require(roles["target"]?["replies_without_answer"] as? [String: Any])
        #expect((unanswered["count"] as? Int ?? 0) > 2)
        let taken = try tokens(report)
        #expect(taken <= 600 && taken > 450)

        let raised = try await bench.program.run(
            "resume", "capped.assay", "--quiet", "--json", "--max-total-tokens", "60000")
        let outcomes = try #require(try raised.json()["outcomes"] as? [String: Int])
        #expect(raised.status == 4 && outcomes == ["not_judged": 40], "\(raised.errors)")
    }

    @Test func `a cap that cannot be kept is refused with what to do, and a known price is counted`() async throws {
        let bench = try await Bench()
        let refused = try await bench.run(to: "refused.assay", "--max-cost", "1")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("prices: {openai/"), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: bench.folder.path.appending("refused.assay").string))

        try bench.folder.write("prices: {openai/: {input: 1, output: 2}}".utf8, to: "assay.yaml")
        let priced = try await bench.run(to: "priced.assay", "--max-cost", "1000").json()
        let cost = try #require((priced["run"] as? [String: Any])?["cost"] as? [String: Any])
        #expect((cost["total"] as? Double ?? 0) > 0)
        let late = try await bench.run(to: "late.assay", "--max-time", "0.000001")
        #expect(late.status == 4 && late.errors.contains("--max-time"), "\(late.errors)")
    }
}
