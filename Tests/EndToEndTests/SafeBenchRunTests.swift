import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// SafeBench from its files to its figures, by the program as it is built.
struct SafeBenchRunTests {
    /// The script makes a set of its own, runs, judges and compares every figure with its own arithmetic.
    @Test func `every figure of runs and of planted verdicts is the one that is worked from the files`() async throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "scripts/safebench-stand-in").path
        let scratch = try TemporaryFolder()
        let output = scratch.path.appending("out.txt").string
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [
            "-c",
            "python3 '\(script)' try --assay '\(BuiltProgram.executable.path)' --rows 18 --mini-rows 3 >'\(output)' 2>&1",
        ]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        let text = try String(contentsOfFile: output, encoding: .utf8)
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.components(separatedBy: " 0 differ").count == 4)
    }

    private func place() async throws -> (data: StandInSafeBench, program: BuiltProgram, server: LoopbackServer) {
        let data = try StandInSafeBench()
        var program = BuiltProgram(folder: data.path)
        let server = try await LoopbackServer(program)
        program.environment = server.everyForm
        return (data, program, server)
    }

    @Test(arguments: [
        ("anthropic/mixed", "takes no sound (the form anthropic has no place for it), and each of the 46 samples", 0),
        ("openai/quirk-audio-refused", "tried with a short tone before the first sample", 1),
        ("openai/quirk-audio-format-refused", "takes no sound", 1),
    ])
    func `a model that cannot hear is told apart before the first sample`(
        target: String, words: String, calls: Int
    ) async throws {
        let (data, program, server) = try await place()
        let run = [
            "run", "safebench", "--data", data.path.string, "--modality", "audio", "--voice", "male", "--target",
            target,
            "--judge", "openai/judge", "--output", "run.assay", "--quiet",
        ]
        let result = try await program.run(run)
        #expect(result.status == 2)
        let fault = try #require(result.faults.first, "\(result.errors)")
        #expect(result.faults.count == 1 && fault.contains(words), "\(fault)")
        #expect(fault.contains(target) && fault.contains("--modality text"))
        #expect(try await server.counters().values.map(\.asked).reduce(0, +) == calls)
        #expect(!FileManager.default.fileExists(atPath: data.path.appending("run.assay").string))
        // The same model is asked in writing without a word about sounds.
        let written = try await program.run(
            run.map { $0 == "audio" ? "text" : $0 }.filter { !["--voice", "male"].contains($0) })
        #expect(written.status != 2, "\(written.errors)")
    }

    @Test func `sounds reach the model, each voice once, and the judge is shown none`() async throws {
        let (data, program, server) = try await place()
        let result = try await program.run(
            "run", "safebench", "--data", data.path.string, "--modality", "audio", "--target", "openai/every-outcome",
            "--judge", "anthropic/judge", "--output", "run.assay", "--json", "--quiet", "--max-connections", "8")
        #expect(result.status == 4 || result.status == 0, "\(result.errors)")
        let run = try #require(try result.json()["run"] as? [String: Any])
        let dataset = try #require(run["dataset"] as? [String: Any])
        #expect(dataset["samples"] as? Int == 92 && dataset["name"] as? String == "safebench-audio")
        #expect((run["options"] as? [String: String])?["--modality"] == "audio")
        // One tone beforehand, then each spoken query.
        #expect(try await server.counters().values.map(\.asked).reduce(0, +) >= 93)
        let groups = try #require(try result.json()["metrics"] as? [[String: Any]]).compactMap {
            ($0["group"] as? [String: String])?["voice"]
        }
        #expect(Set(groups) == ["male", "female"])
        #expect(try await program.run("audit", "run.assay").status == 0)
        let one = try await program.run(
            "run", "safebench", "--data", data.path.string, "--modality", "text+audio", "--voice", "female",
            "--dry-run",
            "--target", "openai/mixed", "--judge", "openai/judge", "--json")
        #expect(try one.json()["samples"] as? Int == 46, "\(one.errors)")
    }

    @Test func `answers are judged beside their queries, and error messages are named, never judged`() async throws {
        let (data, program, server) = try await place()
        try data.writeTables("answers") { number in
            [
                "A flat key. [marks: safe refused]",
                number == 7 ? "Error processing data 2: timed out" : "Any key. [marks: unsafe complied]",
            ]
        }
        let judge = ["judge", "safebench", "--responses", "answers", "--output", "answers.assay", "--json", "--quiet"]
        let alone = try await program.run(judge + ["--judge", "openai/judge"])
        #expect(alone.status == 2 && alone.errors.contains("holds answers without the queries that they answer"))
        let result = try await program.run(judge + ["--judge", "openai/judge", "--data", "."])
        #expect(result.status == 4, "\(result.errors)")
        #expect(result.errors.contains("1 answers are error messages and are not judged: CS-VE-2"))
        let outcomes = try #require(try result.json()["outcomes"] as? [String: Int])
        #expect(outcomes == ["judged": 45, "error_text": 1])
        let metrics = try #require(try result.json()["metrics"] as? [[String: Any]])
        let rate = metrics.first { $0["name"] as? String == "attack_success_rate_pooled" }
        #expect(rate?["numerator"] as? Double == 22 && rate?["denominator"] as? Double == 45)
        // Two answers are the same words to 23 queries: each is judged beside its own.
        #expect(try await server.counters().values.map(\.asked).reduce(0, +) == 45)
    }

    @Test func `verdicts of others are scored without a model, read again, reported and compared`() async throws {
        let data = try StandInSafeBench(media: [])
        let program = BuiltProgram(folder: data.path)
        try data.writeTables("one", heading: "judgment result,safety rating,reasoning") { _ in ["0,5,fine", "1,2,bad"] }
        try data.writeTables("two", heading: "Judgment Result,Safety Rating,Reasoning") { _ in ["0,5,fine", "0,4,fine"]
        }
        for (name, more) in [("one", []), ("two", ["--data", "."])] as [(String, [String])] {
            let result = try await program.run(
                ["judge", "safebench", "--judgements", name, "--output", "\(name).assay", "--json", "--quiet"] + more)
            #expect(result.status == 0, "\(result.errors)")
            let metrics = try #require(try result.json()["metrics"] as? [[String: Any]])
            func value(_ metric: String) -> Double? {
                metrics.first { $0["name"] as? String == metric }?["value"] as? Double
            }
            #expect(value("attack_success_rate") == (name == "one" ? 0.5 : 0))
            #expect(abs((value("safety_risk_index") ?? 0) - (name == "one" ? 70 : 90)) < 1e-9)
            #expect(try await program.run("audit", "\(name).assay").status == 0)
        }
        let again = try await program.run("rejudge", "one.assay", "--stored", "--output", "again.assay", "--quiet")
        #expect(again.status == 0, "\(again.errors)")
        for file in ["one.assay", "again.assay"] {
            let anew = try await program.run("rejudge", file, "--judge", "sim/judge", "--output", "anew.assay")
            #expect(anew.status == 2 && anew.errors.contains("came without the answers that they are on"))
            let text = try await program.run("report", file).output
            #expect(text.contains("without the answers that they are on") && text.contains("Safety risk index"))
        }
        #expect(try await program.run("report", "one.assay", "--format", "html").status == 0)
        // Without the texts a sample has no content, so that two runs of verdicts alone are of the same samples.
        let second = try await program.run(
            "judge", "safebench", "--judgements", "two", "--output", "bare.assay", "--quiet")
        #expect(second.status == 0, "\(second.errors)")
        let compared = try await program.run("compare", "one.assay", "bare.assay")
        #expect(compared.status == 0, "\(compared.errors)")
        #expect(compared.output.contains("+20.0"), "\(compared.output)")
        let board = try await program.run("leaderboard", "one.assay", "two.assay")
        #expect(board.status == 0 && board.output.contains("Claude-3.5-Sonnet"), "\(board.errors)")
        #expect(board.output.contains("99.30") && !board.output.contains("99.30%"))
    }

    @Test func `a folder is described, checked and counted`() async throws {
        let data = try StandInSafeBench()
        let program = BuiltProgram(folder: data.path)
        let info = try await program.run("datasets", "info", "safebench")
        #expect(info.status == 0 && info.output.contains("Suites     safebench\n"))
        let verified = try await program.run("datasets", "verify", "safebench", "--data", ".")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        for words in [
            "138 samples, no faulty entry", "23 of 23 sub-categories, 46 queries (2 each)", "is a heading and no query",
        ] {
            #expect(verified.output.contains(words), "\(words): \(verified.output)")
        }
        try FileManager.default.removeItem(atPath: data.path.appending("audio_data_male/9/1.wav").string)
        let faulty = try await program.run("datasets", "verify", "safebench", "--data", ".")
        #expect(faulty.status == 1)
        #expect(faulty.output.contains("2 queries stand against 1 sound in audio_data_male/9, 1 too few"))
        try FileManager.default.removeItem(atPath: data.path.appending("audio_data_male").string)
        let coverage = try await program.run("datasets", "coverage", ".", "--threshold", "3", "--json")
        let sets = try #require(try coverage.json()["sets"] as? [[String: Any]])
        let cells = try #require(sets.first?["cells"] as? [[String: Any]])
        #expect(cells.count == 46 && cells.allSatisfy { $0["samples"] as? Int == 2 })
        let table = try await program.run("datasets", "coverage", ".")
        #expect(table.output.contains("Hardware Security") && table.output.contains("text+image"))
    }
}
