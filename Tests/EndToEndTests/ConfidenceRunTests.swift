import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct ConfidenceRunTests {
    private static func run(_ target: String, _ data: StandInChoices, to file: String) -> [String] {
        [
            "run", "siuo-mcqa", "--target", target, "--data", data.path, "--confidence", "logprobs", "--output", file,
            "--json", "--quiet",
        ]
    }

    /// The simulated server gives every word of an answer the logarithm -0.1, and tokens that are no letters beside it.
    @Test func `confidence is read from tokens, and read again it is the same to the last byte`() async throws {
        let data = try StandInChoices(count: 30)
        var program = BuiltProgram(folder: data.folder.path)
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let ran = try await program.run(Self.run("openai/mixed", data, to: "run.assay"))
        #expect(ran.status == 4 || ran.status == 0, "\(ran.errors)")
        let report = try ran.json()
        let metrics = try #require(report["metrics"] as? [[String: Any]])
        func value(_ name: String, _ group: [String: String]) -> Double? {
            metrics.first { $0["name"] as? String == name && $0["group"] as? [String: String] == group }?["value"]
                as? Double
        }
        let mean = try #require(value("mean_confidence", ["confidence": "raw"]))
        #expect(abs(mean - exp(-0.1)) < 1e-12)
        #expect(value("mean_confidence", [:]) == mean && value("mean_confidence", ["confidence": "normalised"]) == 1)
        // All answers with a confidence are in the bin from 0.9 to 1.
        let kinds = ((report["run"] as? [String: Any])?["calibration"] as? [String: Any])?["confidences"]
        let raw = try #require((kinds as? [String: [String: Any]])?["raw"])
        let bin = try #require((raw["bins"] as? [[String: Any]])?.last)
        #expect(bin["answers"] as? Int == raw["answers"] as? Int && bin["answers"] as? Int ?? 0 > 0)
        let accuracy = try #require(bin["accuracy"] as? Double)
        #expect(
            value("expected_calibration_error", ["confidence": "raw"]).map { abs($0 - abs(mean - accuracy)) < 1e-12 }
                == true)
        let settings = try #require((report["run"] as? [String: Any])?["settings"] as? [String: Any])
        #expect(settings["confidence"] as? String == "logprobs")
        #expect((settings["target"] as? [String: Any])?["logprobs"] as? Int == 5)

        let again = try await program.run("rejudge", "run.assay", "--stored", "--output", "again.assay", "--json")
        let calm = try await program.run("resume", "run.assay", "--json", "--quiet")
        for other in [again, calm] {
            #expect(try Self.numbers(other.output) == Self.numbers(ran.output), "\(other.errors)")
        }
        #expect(try await program.run("audit", "again.assay").status == 0)
        let gate = try await program.run(
            "report", "run.assay", "--fail-if", "mean_confidence > 0.9 or brier_score.missing > 1")
        #expect(gate.status == 3 && gate.errors.contains("mean_confidence > 0.9: 0.9048"), "\(gate.errors)")
        let page = try await program.run("report", "run.assay", "--format", "html")
        #expect(page.output.contains("class=\"chart reliability\""))
    }

    /// The parts of a report that do not depend on time.
    private static func numbers(_ report: String) throws -> String {
        let start = try #require(report.range(of: "\n  \"counts\""))
        let end = try #require(report.range(of: "\n  \"run\""))
        return String(report[start.lowerBound..<end.lowerBound])
    }

    @Test func `an endpoint without log-probabilities is refused before the run, whichever way it has none`()
        async throws
    {
        let data = try StandInChoices(count: 3)
        var program = BuiltProgram(folder: data.folder.path)
        let server = try await LoopbackServer(program)
        program.environment = server.everyForm
        let cases = [
            ("anthropic/mixed", "the form anthropic has no place for them"),
            ("openai/quirk-logprobs-refused", "refuses logprobs"),
            ("google/quirk-logprobs-refused", "refuses responseLogprobs"),
            ("sim/mixed", "none came with the answer"),
        ]
        for (target, words) in cases {
            let before = try await server.counters().count
            let result = try await program.run(Self.run(target, data, to: "none.assay"))
            #expect(result.status == 2 && result.faults.count == 1, "\(target): \(result.errors)")
            #expect(result.errors.contains(words) && result.errors.contains("--confidence stated"), "\(result.errors)")
            let asked = try await server.counters().count - before
            #expect(asked <= 2, "\(target): no sample was asked")
            #expect(!FileManager.default.fileExists(atPath: "\(data.path)/none.assay"))
        }
        let dry = try await program.run(Self.run("anthropic/mixed", data, to: "none.assay") + ["--dry-run"])
        #expect(dry.status == 2 && dry.errors.contains("the form anthropic"))
    }

    @Test(arguments: [
        (["run", "demo", "--confidence", "logprobs"], "suite demo asks for no letters"),
        (["run", "demo", "--confidence", "stated"], "suite demo has no prompt that asks how sure"),
        (["run", "siuo-mcqa", "--target", "sim/mixed", "--confidence", "stated"], "with --confidence logprobs"),
        (["run", "siuo-mcqa", "--target", "sim/mixed", "--confidence", "guessed"], "--confidence"),
        (
            ["run", "siuo-mcqa", "--target", "sim/mixed", "--data", ".", "--fail-if", "brier_score > 1"],
            "no metric is called 'brier_score'"
        ),
    ])
    func `what cannot be asked is one line with status 2`(_ arguments: [String], _ words: String) async throws {
        let data = try StandInChoices(count: 2)
        let result = try await BuiltProgram(folder: data.folder.path).run(arguments)
        #expect(result.status == 2 && result.faults.count == 1 && result.errors.contains(words), "\(result.errors)")
    }
}
