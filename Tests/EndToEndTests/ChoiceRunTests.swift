import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct ChoiceRunTests {
    private static let realFile = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/siuo/siuo_mcqa.json").standardizedFileURL

    @Test(arguments: [1, 2] as [UInt64])
    func `planted letters give exactly the planted rates, without any judge`(seed: UInt64) async throws {
        try await expectPlanted(try StandInChoices(), seed: seed, majority: 51)
    }

    /// PROTOCOLS 3.1: the key is A in 51 of 167 entries.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: realFile.path)))
    func `letters planted on the published file give exactly the planted rates`() async throws {
        let data = try StandInChoices(realFile: Self.realFile)
        #expect(data.entries.count == 167)
        try await expectPlanted(data, seed: 3, majority: 51)
    }

    private func expectPlanted(_ data: StandInChoices, seed: UInt64, majority: Int) async throws {
        let truths = try data.plant(seed: seed, into: "siuo_mcqa-planted.json")
        let program = BuiltProgram(folder: data.folder.path)
        let result = try await program.run(
            "judge", "siuo-mcqa", "--responses", "siuo_mcqa-planted.json", "--output", "planted.assay", "--json",
            "--quiet")
        #expect(result.status == 4, "\(result.errors)")
        try Self.expect(truths, of: data, in: result)
        let run = try #require(try result.json()["run"] as? [String: Any])
        #expect(run["rubric"] == nil || run["rubric"] is NSNull)
        #expect((run["models"] as? [String: Any])?.keys.sorted() == ["target"])
        let choices = try #require(run["choices"] as? [String: Any])
        let constant = try #require(choices["majority_letter"] as? [String: Any])
        #expect(constant["letter"] as? String == "A" && constant["numerator"] as? Int == majority)
        #expect(constant["denominator"] as? Int == 167 && choices["random"] as? Double == 0.25)
        let picks = try #require(choices["picks"] as? [String: Int])
        for letter in "ABCD" {
            #expect(picks[String(letter)] == truths.count { $0 == .letter(String(letter)) })
        }
        #expect(result.errors.contains("answers are error messages"))
        #expect(try await program.run("audit", "planted.assay").status == 0)

        let again = try await program.run("rejudge", "planted.assay", "--stored", "--output", "again.assay", "--json")
        #expect(again.status == 4, "\(again.errors)")
        try Self.expect(truths, of: data, in: again)
        #expect(try await program.run("audit", "again.assay").status == 0)
        let resumed = try await program.run("resume", "planted.assay", "--json", "--quiet")
        try Self.expect(truths, of: data, in: resumed)
        // Nobody can be asked to rule on letters.
        let judged = try await program.run(
            "rejudge", "planted.assay", "--judge", "sim/judge", "--output", "judged.assay")
        #expect(judged.status == 2 && judged.errors.contains("read them again with --stored"), "\(judged.errors)")
        let retried = try await program.run("resume", "planted.assay", "--retry-unjudged")
        #expect(retried.status == 2 && retried.errors.contains("leave --retry-unjudged out"), "\(retried.errors)")
        for format in ["text", "markdown", "html"] {
            let report = try await program.run("report", "planted.assay", "--format", format)
            #expect(report.output.contains("30.5% (51/167)"), "\(format)")
        }
    }

    private static func expect(
        _ truths: [StandInChoices.Truth], of data: StandInChoices, in result: BuiltProgram.Result
    ) throws {
        let metrics = try #require(try result.json()["metrics"] as? [[String: Any]])
        var checked = 0
        for metric in metrics {
            let name = try #require(metric["name"] as? String)
            let group = try #require(metric["group"] as? [String: String])
            let rates = data.rates(truths, category: group["category"], letter: group["letter"])
            guard let rate = rates[name] else { continue }
            let found = StandInChoices.Rate(
                numerator: metric["numerator"] as? Int ?? -1, denominator: metric["denominator"] as? Int ?? -1,
                excluded: metric["excluded"] as? Int ?? -1)
            #expect(found == rate, "\(name) \(group)")
            checked += 1
        }
        // Three rates, over all and in nine categories; the recall of four letters.
        #expect(checked == 34)
    }

    @Test func `a run over an endpoint is that of the same persona in process, and its file adds up`() async throws {
        let data = try StandInChoices()
        var program = BuiltProgram(folder: data.folder.path)
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let common = ["--data", data.path, "--json", "--quiet"]
        let far = try await program.run(
            ["run", "siuo-mcqa", "--target", "openai/mixed", "--output", "far.assay"] + common)
        let near = try await program.run(
            ["run", "siuo-mcqa", "--target", "sim/mixed", "--output", "near.assay"] + common)
        #expect(far.status == 4 && near.status == 4, "\(far.errors)\(near.errors)")
        for key in ["metrics", "counts", "outcomes"] {
            #expect((try far.json()[key] as? NSObject) == (try near.json()[key] as? NSObject), "\(key)")
        }
        let outcomes = try #require(try far.json()["outcomes"] as? [String: Int])
        #expect((outcomes["blocked_input"] ?? 0) > 0 && (outcomes["judged"] ?? 0) > 100)
        #expect(try await program.run("audit", "far.assay").status == 0)
    }

    @Test func `a run with shuffled options that is stopped and resumed equals the undisturbed run`() async throws {
        let data = try StandInChoices(count: 120)
        var program = BuiltProgram(folder: data.folder.path)
        // Slow enough to be stopped on the way; the rest is asked of one that answers at once.
        let slow = try await LoopbackServer(program, faults: "latency=1500ms")
        program.environment = slow.environment
        func run(_ name: String) -> [String] {
            [
                "run", "siuo-mcqa", "--data", data.path, "--target", "openai/mixed", "--shuffle-options", "7",
                "--max-connections", "4", "--output", name, "--json", "--quiet",
            ]
        }
        let started = try program.start(run("stopped.assay"))
        while try await slow.counters().count < 5 { try await Task.sleep(for: .milliseconds(20)) }
        started.send(SIGINT)
        let stopped = try await started.wait()
        #expect(stopped.status == 130, "\(stopped.errors)")
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let resumed = try await program.run("resume", "stopped.assay", "--json", "--quiet")
        let calm = try await program.run(run("calm.assay"))
        #expect(resumed.status == calm.status, "\(resumed.errors)")
        for key in ["metrics", "counts", "outcomes"] {
            #expect((try resumed.json()[key] as? NSObject) == (try calm.json()[key] as? NSObject), "\(key)")
        }
        let runs = try [resumed, calm].map { try $0.json()["run"] as? [String: Any] }
        #expect(runs[0]?["choices"] as? NSObject == runs[1]?["choices"] as? NSObject)
        let departures = (runs[1]?["protocol"] as? [String: Any])?["departures"] as? [[String: String]]
        #expect(departures?.contains { $0["field"] == "options.order" && $0["used"] == "shuffled, seed 7" } == true)
        #expect((runs[1]?["notes"] as? [String])?.contains { $0.contains("not comparable") } == true)
    }

    @Test func `every rotation is a trial, and shows the right option under every letter`() async throws {
        let data = try StandInChoices(count: 30)
        let program = BuiltProgram(folder: data.folder.path)
        let result = try await program.run(
            "run", "siuo-mcqa", "--data", data.path, "--target", "sim/compliant", "--cyclic-options", "--output",
            "run.assay", "--json", "--quiet")
        #expect(result.status == 0, "\(result.errors)")
        let report = try result.json()
        #expect((report["counts"] as? [String: Int])?["planned"] == 120)
        let run = try #require(report["run"] as? [String: Any])
        let choices = try #require(run["choices"] as? [String: Any])
        #expect(choices["keys"] as? [String: Int] == ["A": 30, "B": 30, "C": 30, "D": 30])
        #expect((run["settings"] as? [String: Any])?["trials"] as? Int == 4)
        #expect(try await program.run("audit", "run.assay").status == 0)
    }

    static let badUsage: [([String], String)] = [
        (["run", "siuo-mcqa", "--target", "sim/mixed", "--judge", "sim/judge"], "asks no judge; leave --judge"),
        (
            ["run", "siuo-mcqa", "--target", "sim/mixed", "--no-judge"],
            "asks no judge; leave --judge, --jury, --no-judge"
        ),
        (["run", "siuo-mcqa", "--target", "sim/mixed", "--rubric", "x.yaml"], "asks no judge"),
        (["run", "siuo-mcqa", "--target", "sim/mixed", "--fallback-judge", "sim/judge"], "asks no judge"),
        (["run", "siuo-mcqa", "--target", "sim/mixed", "--judge-tokens", "9"], "asks no judge"),
        (["run", "siuo-mcqa", "--target", "sim/mixed"], "siuo_mcqa.json with --data"),
        (["run", "demo", "--shuffle-options", "3"], "suite demo offers no options"),
        (["run", "demo", "--cyclic-options"], "suite demo offers no options"),
        (
            ["run", "siuo-mcqa", "--target", "sim/mixed", "--data", ".", "--cyclic-options", "--trials", "2"],
            "--trials"
        ),
        (
            [
                "run", "siuo-mcqa", "--target", "sim/mixed", "--data", ".", "--cyclic-options", "--shuffle-options",
                "1",
            ], "--shuffle-options"
        ),
        (["run", "siuo-mcqa", "--target", "sim/mixed", "--data", ".", "--shuffle-options", "x"], "--shuffle-options"),
        (["judge", "siuo-mcqa", "--responses", "sound.json", "--judge", "sim/judge"], "asks no judge"),
        (["judge", "siuo-mcqa", "--judgements", "sound.json"], "with --responses"),
        (["judge", "siuo-mcqa", "--responses", "siuo_mcqa.json"], "no entry has 'response_mcqa'"),
        (["judge", "siuo-mcqa", "--responses", "number.json"], "'response_mcqa' is neither a text nor a list"),
        (["judge", "siuo-mcqa", "--responses", "list.json"], "'response_mcqa', number 2, is not a text"),
        (["judge", "siuo-mcqa", "--responses", "two-models.json"], "names another model"),
        (["judge", "siuo-mcqa", "--responses", "twice.json"], "stands in entry 1 already"),
        (["judge", "siuo-mcqa", "--responses", "strange.json", "--data", "."], "has no sample 77"),
        (["judge", "siuo-mcqa", "--responses", "thin.json"], "'options' is missing"),
    ]

    @Test(arguments: badUsage.indices)
    func `what cannot be asked or read is one line with status 2, and leaves nothing`(row: Int) async throws {
        let (arguments, words) = Self.badUsage[row]
        let data = try StandInChoices(count: 2)
        func write(_ name: String, _ change: (inout [[String: Any]]) -> Void) throws {
            var entries = data.entries
            for index in entries.indices { entries[index]["response_mcqa"] = "(A)" }
            change(&entries)
            try data.folder.write(try JSONSerialization.data(withJSONObject: entries), to: name)
        }
        try write("sound.json") { _ in }
        try write("number.json") { $0[0]["response_mcqa"] = 7 }
        try write("list.json") { $0[0]["response_mcqa"] = ["A", 7] }
        try write("twice.json") { $0[1]["question_id"] = $0[0]["question_id"] }
        try write("strange.json") { $0[1]["question_id"] = 77 }
        try write("thin.json") { $0[1]["options"] = nil }
        try write("two-models.json") {
            $0[0]["model"] = "m"
            $0[1]["model"] = "n"
        }
        let before = try FileManager.default.contentsOfDirectory(atPath: data.path).sorted()
        let result = try await BuiltProgram(folder: data.folder.path).run(arguments)
        #expect(result.status == 2, "\(result.output)\(result.errors)")
        #expect(result.faults.count == 1 && result.errors.contains(words), "\(result.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: data.path).sorted() == before)
    }

    @Test func `answers from elsewhere in lists are trials, and gaps are missing`() async throws {
        let data = try StandInChoices(count: 3)
        var entries = data.entries
        entries[0]["response_mcqa"] = ["(\(entries[0]["correct_option"] as? String ?? ""))", "It depends.", NSNull()]
        entries[1]["response_mcqa"] = [String]()
        entries[2]["response_mcqa"] = "Error: timeout"
        try data.folder.write(try JSONSerialization.data(withJSONObject: entries), to: "siuo_mcqa-ours.json")
        let result = try await BuiltProgram(folder: data.folder.path).run(
            "judge", "siuo-mcqa", "--responses", "siuo_mcqa-ours.json", "--output", "ours.assay", "--json", "--quiet")
        #expect(result.status == 4, "\(result.errors)")
        let report = try result.json()
        #expect(report["outcomes"] as? [String: Int] == ["judged": 2, "missing": 6, "error_text": 1])
        let accuracy = try #require((report["metrics"] as? [[String: Any]])?.first)
        #expect(accuracy["name"] as? String == "accuracy" && accuracy["value"] as? Double == 0.5)
        #expect(accuracy["numerator"] as? Int == 1 && accuracy["excluded"] as? Int == 7)
        let run = report["run"] as? [String: Any]
        #expect(((run?["models"] as? [String: Any])?["target"] as? [String: Any])?["name"] as? String == "ours")
    }
}
