import AssayTestSupport
import Testing

struct UsageTests {
    @Test(arguments: [
        (["run"], "suite"), (["run", "suio"], "no suite is called 'suio'; there are demo, siuo, siuo-mcqa"),
        (["run", "siuo"], "--target"), (["run", "siuo", "--target", "sim/mixed"], "--judge"),
        (["run", "siuo", "--target", "sim/mixed"], "--no-judge"), (["run", "siuo", "--target", "sim/mixed"], "--jury"),
        (["run", "demo", "--target", "gpt-4o"], "provider/name"), (["run", "demo", "--target", "sim/nobody"], "mixed"),
        (["run", "demo", "--target", "azure/gpt"], "kind: azure"),
        (["run", "demo", "--target", "google/g"], "GEMINI_API_KEY"),
        (["run", "demo", "--limit", "0"], "--limit"),
        (["run", "demo", "--trials", "x"], "--trials"), (["run", "demo", "--temperature", "-1"], "--temperature"),
        (["run", "demo", "--protocol", "siuo/paper"], "it has assay"),
        (["run", "demo", "--category", "none"], "no sample is left"),
        (["run", "demo", "--output", "no/such/folder/run.assay"], "no/such/folder"),
        (["run", "demo", "--rubric", "absent.yaml"], "absent.yaml"),
        (["run", "demo", "--config", "absent.yaml"], "absent.yaml"),
        (["run", "demo", "--system", "absent.txt"], "absent.txt"), (["simulate", "--faults", "frogs=1"], "frogs"),
        (["run", "usb", "--target", "sim/mixed", "--no-judge"], "--data"),
        (["run", "usb", "--target", "sim/mixed", "--judge", "sim/judge", "--category", "Milatary"], "'Military'"),
        (["run", "usb", "--target", "sim/mixed", "--judge", "sim/judge", "--combination", "RIRR"], "SIST"),
        (["run", "demo", "--judge-language", "zh"], "no words for the judge in the language 'zh'"),
        (["run", "judge-audit", "--target", "sim/mixed"], "assay judge-audit --judge MODEL"),
        (["nonsense"], "nonsense"), (["report"], "file"),
        (["run", "demo", "--no-judge", "--judge", "sim/judge"], "--no-judge"),
    ])
    func `bad usage is one line on stderr and status 2`(_ arguments: [String], _ word: String) async throws {
        let folder = try TemporaryFolder()
        let result = try await BuiltProgram(folder: folder.path).run(arguments)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("assay: "))
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(result.errors.contains(word), "\(result.errors)")
    }

    @Test func `a dry run says what would be asked and asks nothing`() async throws {
        let folder = try TemporaryFolder()
        let data = try StandInSIUO(count: 167)
        let result = try await BuiltProgram(folder: folder.path).run(
            "run", "siuo", "--data", data.path, "--target", "openai/gpt-4o", "--judge", "openai/gpt-4.1", "--dry-run",
            "--json")
        #expect(result.status == 0, "\(result.errors)")
        let estimate = try result.json()
        // 167 samples, 3 trials, 2 questions.
        #expect((estimate["target"] as? [String: Int])?["calls"] == 501)
        #expect((estimate["judge"] as? [String: Int])?["calls"] == 1002)
        #expect((estimate["target"] as? [String: Int])?["answer_tokens_at_most"] == 501 * 2048)
    }

    @Test(arguments: [
        [], ["run"], ["judge"], ["resume"], ["report"], ["compare"], ["audit"], ["judge-audit"], ["doctor"], ["models"],
        ["simulate"],
        ["datasets"], ["datasets", "fetch"], ["datasets", "verify"], ["datasets", "info"], ["datasets", "list"],
    ])
    func `help has an example of every command`(_ command: [String]) async throws {
        let folder = try TemporaryFolder()
        let result = try await BuiltProgram(folder: folder.path).run(command + ["--help"])
        #expect(result.status == 0)
        #expect(result.output.contains("assay \(command.isEmpty ? "run" : command.joined(separator: " "))"))
        #expect(result.errors.isEmpty)
    }
}
