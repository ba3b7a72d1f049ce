import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct JudgeCommandTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `verdicts in every official form give exactly the planted rates`(seed: UInt64) async throws {
        let data = try StandInSIUO()
        let planted = PlantedVerdicts(on: try Self.entries(of: data), seed: seed)
        try data.folder.write(try JSONSerialization.data(withJSONObject: planted.json), to: "siuo_gen-planted.json")
        let program = BuiltProgram(folder: data.folder.path)
        let result = try await program.run(
            "judge", "siuo", "--judgements", "siuo_gen-planted.json", "--output", "planted.assay", "--json")
        #expect(result.status == 4, "\(result.errors)")
        try Self.expect(planted, in: result)
        let audit = try await program.run("audit", "planted.assay")
        #expect(audit.status == 0, "\(audit.output)")

        // The stored texts read again give the same, also where the folder and the file are gone.
        try FileManager.default.removeItem(atPath: data.path + "/siuo_gen-planted.json")
        let again = try await program.run(
            "rejudge", "planted.assay", "--stored", "--output", "again.assay", "--json")
        #expect(again.status == 4, "\(again.errors)")
        try Self.expect(planted, in: again)
        #expect(try await program.run("audit", "again.assay").status == 0)
        #expect(try await program.run("report", "again.assay").output.contains("planted"))
    }

    @Test func `answers from elsewhere are judged by a model, and give exactly what the answers carry`() async throws {
        let data = try StandInSIUO()
        let planted = PlantedVerdicts(on: try Self.entries(of: data), seed: 4)
        // The simulated judge says what the marks of an answer say; an answer without marks it cannot tell.
        let entries = zip(planted.json, planted.entries).map { entry, truth -> [String: Any] in
            var entry = entry
            entry["responses"] = (0..<3).map { Self.answer(safe: truth.safe[$0], effective: truth.effective[$0]) }
            entry["safety_evaluation"] = nil
            return entry
        }
        try data.folder.write(try JSONSerialization.data(withJSONObject: entries), to: "siuo_gen-planted.json")
        var program = BuiltProgram(folder: data.folder.path)
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let result = try await program.run(
            "judge", "siuo", "--responses", "siuo_gen-planted.json", "--judge", "openai/judge", "--output",
            "judged.assay",
            "--json", "--quiet")
        #expect(result.status == 4, "\(result.errors)")
        try Self.expect(planted, in: result)
        let run = try #require(try result.json()["run"] as? [String: Any])
        let origin = try #require(run["origin"] as? [String: Any])
        #expect(origin["kind"] as? String == "responses")
        #expect(origin["source"] as? String == "siuo_gen-planted.json")
        #expect((origin["digest"] as? String)?.count == 64)
        #expect(try await program.run("audit", "judged.assay").status == 0)

        // What was judged is not asked for again; the target never was.
        let calls = try await server.counters().values.map(\.asked).reduce(0, +)
        let resumed = try await program.run("resume", "judged.assay", "--quiet")
        #expect(resumed.status == 4)
        #expect(try await server.counters().values.map(\.asked).reduce(0, +) == calls)
    }

    @Test func `error messages, gaps and empty answers are what they are, and are named`() async throws {
        let data = try StandInSIUO(count: 6)
        var entries = try Self.entries(of: data)
        let answers: [Any?] = [
            ["Turn it. [marks: safe very_effective]", "Error: 429 Too Many Requests", ""],
            ["Turn it. [marks: safe very_effective]", "Turn it. [marks: safe very_effective]"], [String](), nil,
            [NSNull(), "Turn it. [marks: safe very_effective]", NSNull()], "Turn it. [marks: safe very_effective]",
        ]
        for (index, answer) in answers.enumerated() { entries[index]["responses"] = answer }
        try data.folder.write(try JSONSerialization.data(withJSONObject: entries), to: "answers.json")
        var program = BuiltProgram(folder: data.folder.path)
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let result = try await program.run(
            "judge", "siuo", "--responses", "answers.json", "--judge", "openai/judge", "--output", "judged.assay",
            "--json",
            "--target-name", "our-model", "--quiet")
        #expect(result.status == 4, "\(result.errors)")
        let id = try #require(entries[0]["question_id"] as? Int)
        #expect(result.errors.contains("1 answers are error messages and are not judged: \(id) (2)"))
        #expect(!result.errors.contains("Too Many Requests"))
        let report = try result.json()
        // One error; of 18 trials 6 have an answer, one of them empty.
        #expect(report["outcomes"] as? [String: Int] == ["judged": 6, "error_text": 1, "missing": 11])
        let run = try #require(report["run"] as? [String: Any])
        let models = try #require(run["models"] as? [String: [String: Any]])
        #expect(models["target"]?["name"] as? String == "our-model")
    }

    @Test func `the published pictures are shown where the folder is named, and strangers are refused`() async throws {
        let data = try StandInSIUO(count: 3)
        var entries = try Self.entries(of: data)
        for index in entries.indices { entries[index]["responses"] = ["Turn it. [marks: safe ineffective]"] }
        let other = try TemporaryFolder()
        try other.write(try JSONSerialization.data(withJSONObject: Array(entries.prefix(2))), to: "siuo_gen-x.json")
        var program = BuiltProgram(folder: other.path)
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let blind = try await program.run(
            "judge", "siuo", "--responses", "siuo_gen-x.json", "--judge", "openai/judge", "--output", "blind.assay")
        #expect(blind.status == 0, "\(blind.errors)")
        #expect(blind.errors.contains("2 of 2 samples have no picture"))
        let seeing = try await program.run(
            "judge", "siuo", "--responses", "siuo_gen-x.json", "--data", data.path, "--judge", "openai/judge",
            "--output", "seeing.assay", "--json")
        #expect(!seeing.errors.contains("no picture"))
        #expect(try seeing.json()["outcomes"] as? [String: Int] == ["judged": 2, "missing": 1])
        entries[2]["question_id"] = 77
        try other.write(try JSONSerialization.data(withJSONObject: entries), to: "siuo_gen-x.json")
        let strange = try await program.run(
            "judge", "siuo", "--responses", "siuo_gen-x.json", "--data", data.path, "--judge", "openai/judge",
            "--output", "strange.assay")
        #expect(strange.status == 2)
        #expect(strange.faults.count == 1 && strange.faults[0].contains("has no sample 77"))
        #expect(try !FileManager.default.contentsOfDirectory(atPath: other.path.string).contains("strange.assay"))
    }

    static let badUsage: [([String], String)] = [
        (["siuo"], "--responses, answers with verdicts"),
        (["siuo", "--responses", "a.json", "--judgements", "a.json"], "--responses, answers with verdicts"),
        (["siuo", "--responses", "answers.json"], "needs a judge"),
        (["siuo", "--judgements", "answers.json", "--judge", "sim/judge"], "asks no judge"),
        (["siuo", "--judgements", "answers.json"], "no entry has 'safety_evaluation'"),
        (["siuo", "--judgements", "absent.json"], "absent.json: no such file"),
        (["siuo", "--responses", ".", "--judge", "sim/judge"], "cannot be read"),
        (["demo", "--responses", "answers.json", "--judge", "sim/judge"], "takes no results from elsewhere"),
        (["siuo", "--responses", "number.json", "--judge", "sim/judge"], "number 2, is not a text"),
        (["siuo", "--judgements", "short.json"], "'safety_evaluation' has 1 texts for 2 responses"),
        (["siuo", "--judgements", "two-models.json"], "names another model"),
        (["siuo", "--judgements", "twice.json"], "stands in entry 1 already"),
        (["siuo", "--responses", "cut.json", "--judge", "sim/judge"], "is not a complete JSON list"),
        (["siuo", "--judgements", "thin.json"], "'image' is missing"),
        (["siuo", "--judgements", "sound.json", "--output", "answers.json"], "answers.json"),
    ]

    @Test(arguments: badUsage.indices)
    func `what cannot be scored is one line with status 2, and leaves nothing`(row: Int) async throws {
        let (arguments, words) = Self.badUsage[row]
        let data = try StandInSIUO(count: 2)
        let entries = try Self.entries(of: data)
        func write(_ name: String, _ change: (inout [[String: Any]]) -> Void) throws {
            var changed = entries
            for index in changed.indices { changed[index]["responses"] = ["a", "b"] }
            change(&changed)
            try data.folder.write(try JSONSerialization.data(withJSONObject: changed), to: name)
        }
        try write("answers.json") { _ in }
        try write("number.json") { $0[0]["responses"] = ["a", 7] }
        try write("short.json") { $0[1]["safety_evaluation"] = ["Judgement: True"] }
        try write("sound.json") { $0[1]["safety_evaluation"] = ["Judgement: True", "Judgement: True"] }
        try write("twice.json") { $0[1]["question_id"] = $0[0]["question_id"] }
        try write("two-models.json") {
            $0[0]["model"] = "m"
            $0[1]["model"] = "n"
        }
        try data.folder.write(Array(#"[{"question_id": 1, "responses": ["a"#.utf8), to: "cut.json")
        try data.folder.write(
            Array(#"[{"question_id": 1, "responses": ["a"], "safety_evaluation": ["b"]}]"#.utf8), to: "thin.json")
        let before = try FileManager.default.contentsOfDirectory(atPath: data.path).sorted()
        let program = BuiltProgram(folder: data.folder.path)
        let result = try await program.run(["judge"] + arguments)
        #expect(result.status == 2, "\(result.output)\(result.errors)")
        #expect(result.faults.count == 1 && result.errors.contains(words), "\(result.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: data.path).sorted() == before)
    }

    static func entries(of data: StandInSIUO) throws -> [[String: Any]] {
        let bytes = try Data(contentsOf: URL(filePath: data.path + "/siuo_gen.json"))
        return try #require(try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]])
    }

    private static func answer(safe: Bool?, effective: Bool?) -> String {
        let marks = [safe.map { $0 ? "safe" : "unsafe" }, effective.map { $0 ? "partially_effective" : "ineffective" }]
        return "Turn the key. [marks: \(marks.compactMap(\.self).joined(separator: " "))]"
    }

    static func expect(_ planted: PlantedVerdicts, in result: BuiltProgram.Result) throws {
        let metrics = try #require(try result.json()["metrics"] as? [[String: Any]])
        var checked = 0
        for metric in metrics {
            let name = try #require(metric["name"] as? String)
            let group = try #require(metric["group"] as? [String: String])
            guard let rate = planted.rates(category: group["category"])[name] else { continue }
            #expect(metric["numerator"] as? Double == Double(rate.numerator), "\(name) \(group)")
            #expect(metric["denominator"] as? Double == Double(rate.denominator), "\(name) \(group)")
            #expect(metric["excluded"] as? Int == rate.excluded, "\(name) \(group)")
            checked += 1
        }
        // Three rates, over all and in nine categories.
        #expect(checked == 30)
    }
}
