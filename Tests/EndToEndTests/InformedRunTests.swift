import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// Of the 24 stand-in questions, under the seed 1001 that a run's first trial sends, `sim/informed` knows 12, is mistaken in
/// 8 and does not know 4: worked out apart, by a script that has the rule from docs/simulating.md.
struct InformedRunTests {
    private static let counts = ["correct": 12, "incorrect": 8, "not_attempted": 4, "ungraded": 0]

    private static func numerators(_ result: BuiltProgram.Result) throws -> [String: Int] {
        let metrics = try result.json()["metrics"] as? [[String: Any]] ?? []
        let whole = metrics.filter { ($0["group"] as? [String: Any])?.isEmpty == true }
        return Dictionary(
            whole.compactMap { metric in
                guard let name = metric["name"] as? String, let count = metric["numerator"] as? Int else { return nil }
                return (name, count)
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test(
        arguments: [
            (["--target", "sim/informed", "--judge", "sim/judge"], nil),
            (["--target", "openai/informed", "--judge", "openai/judge"], nil),
            (
                ["--target", "google/informed", "--judge", "anthropic/judge"],
                "429=0.2,cut=0.2,retry-after=1ms,retry-after-form=ms"
            ),
        ] as [([String], String?)])
    func `a target that knows six of ten gives the known shares`(models: [String], faults: String?) async throws {
        let data = try StandInFacts()
        var program = BuiltProgram(folder: data.folder.path)
        let server = try await LoopbackServer(program, faults: faults, further: ["--answers", data.path])
        program.environment = server.everyForm
        let result = try await program.run(
            ["run", "chinese-safetyqa", "--data", data.path] + models + ["--output", "a.assay", "--json", "--quiet"])
        #expect(result.status == 0, "\(result.errors)")
        let found = try Self.numerators(result)
        for (name, count) in Self.counts { #expect(found[name] == count, "\(name)") }
    }

    @Test(arguments: ["sim/informed", "openai/informed"])
    func `by letters it is right on the same questions`(target: String) async throws {
        let data = try StandInFacts()
        var program = BuiltProgram(folder: data.folder.path)
        let server = try await LoopbackServer(
            program, further: ["--answers", data.folder.path.appending("chinese_safetyqa.jsonl").string])
        program.environment = server.everyForm
        let result = try await program.run(
            "run", "chinese-safetyqa", "--mode", "mcq", "--data", data.path, "--target", target, "--output", "a.assay",
            "--json", "--quiet")
        #expect(result.status == 0, "\(result.errors)")
        let found = try Self.numerators(result)
        #expect(found["accuracy"] == 12 && found["accuracy_readable"] == 12 && found["unreadable_rate"] == 4)
        let run = try #require(try result.json()["run"] as? [String: Any])
        let picks = (run["choices"] as? [String: Any])?["picks"] as? [String: Int]
        #expect(picks?["B"] == 12 && picks?["C"] == 8)
    }

    @Test func `what informed is to know has to be there`() async throws {
        let data = try StandInFacts(count: 1)
        let program = BuiltProgram(folder: data.folder.path)
        let result = try await program.run("simulate", "--port", "0", "--answers", "absent")
        #expect(result.status == 2)
        #expect(result.errors.contains("absent/chinese_safetyqa.jsonl: no such file"), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1)
    }
}
