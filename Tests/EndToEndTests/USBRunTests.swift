import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// USB-SafeBench over the stand-in that `scripts/usb-stand-in` makes, a few hundred rows of it.
struct USBRunTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/usb-stand-in").path

    /// What the script says and whether it is content.
    private func script(_ arguments: [String]) async throws -> (isContent: Bool, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Self.script] + arguments
        let scratch = FileManager.default.temporaryDirectory.appending(path: "assay-script-\(UUID().uuidString)")
        try Data().write(to: scratch)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let output = try FileHandle(forWritingTo: scratch)
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
        return (process.terminationStatus == 0, try String(contentsOf: scratch, encoding: .utf8))
    }

    private func data(rows: Int, _ more: String...) async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let made = try await script(["make", folder.path.string, "--rows", "\(rows)", "--lost", "3"] + more)
        try #require(made.isContent, "\(made.output)")
        return folder
    }

    /// A folder for run files, the program in it, and the server that it asks; all three last as long as this does.
    private struct Place {
        let folder: TemporaryFolder
        let program: BuiltProgram
        let server: LoopbackServer

        init() async throws {
            folder = try TemporaryFolder()
            var program = BuiltProgram(folder: folder.path)
            server = try await LoopbackServer(program)
            program.environment = server.environment
            self.program = program
        }
    }

    private func run(_ suite: String, _ data: TemporaryFolder, to file: String, _ more: String...) -> [String] {
        [
            "run", suite, "--data", data.path.string, "--target", "openai/every-outcome", "--judge", "openai/judge",
            "--output", file, "--json", "--quiet", "--max-connections", "8",
        ] + more
    }

    private func metric(_ name: String, _ group: [String: String] = [:], in report: [String: Any]) throws -> [String:
        Any]
    {
        let metrics = try #require(report["metrics"] as? [[String: Any]])
        return try #require(
            metrics.first { $0["name"] as? String == name && $0["group"] as? [String: String] == group })
    }

    /// Counts, outcomes and metrics of a report, as bytes.
    private func numbers(_ result: BuiltProgram.Result) throws -> String {
        let start = try #require(result.output.range(of: "\n  \"counts\""))
        let end = try #require(result.output.range(of: "\n  \"run\""))
        return String(result.output[start.lowerBound..<end.lowerBound])
    }

    private func dataset(_ report: [String: Any]) throws -> [String: Any] {
        try #require((report["run"] as? [String: Any])?["dataset"] as? [String: Any])
    }

    @Test func `every figure of a run is the one that is worked from the texts`() async throws {
        let data = try await data(rows: 400)
        let place = try await Place()
        let result = try await place.program.run(run("usb", data, to: "run.assay"))
        #expect(result.status == 4, "\(result.errors)")
        let report = try place.folder.write(result.output.utf8, to: "report.json")
        let checked = try await script(["check", data.path.string, report.string])
        #expect(checked.isContent, "\(checked.output)")
        #expect(checked.output.contains(" 0 differ; cells without a value: 1 of 12"))
        #expect(try await place.server.counters().values.allSatisfy { $0.answered == 1 })
        let audit = try await place.program.run("audit", "run.assay")
        #expect(audit.status == 0, "\(audit.output)")

        // For people: the three breakdowns, and not the long ones; what is gone and how much is covered.
        let text = try await place.program.run("report", "run.assay").output
        for words in [
            "By level1", "By combination", "By combination and level1", "image gone", "of USB-Base as published",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        for words in ["By category", "By level2"] { #expect(!text.contains(words)) }
        #expect(try await place.program.run("report", "run.assay", "--format", "html").status == 0)
    }

    @Test func `with every cell filled there is a mean of the twelve, and the judge may be asked anew in Chinese`()
        async throws
    {
        let data = try await data(rows: 300, "--filled")
        let place = try await Place()
        let result = try await place.program.run(run("usb", data, to: "run.assay", "--seed", "1"))
        let report = try place.folder.write(result.output.utf8, to: "report.json")
        let checked = try await script(["check", data.path.string, report.string])
        #expect(checked.isContent, "\(checked.output)")
        #expect(checked.output.contains("cells without a value: 0 of 12"))
        let gate = try await place.program.run("report", "run.assay", "--fail-if", "safety_rate < 0.01")
        #expect(gate.status == 0, "\(gate.errors)")

        let rejudged = try await place.program.run(
            "rejudge", "run.assay", "--judge", "openai/judge", "--judge-language", "zh", "--output", "zh.assay",
            "--json",
            "--quiet")
        #expect(try numbers(rejudged) == numbers(result))
        let rubric = (try rejudged.json()["run"] as? [String: Any])?["rubric"] as? [String: Any]
        #expect(rubric?["language"] as? String == "zh")
    }

    @Test func `the halves apart are the halves of both, and a gate and a comparison know their names`() async throws {
        let data = try await data(rows: 200)
        let place = try await Place()
        let both = try await place.program.run(run("usb", data, to: "both.assay")).json()
        let harmful = try await place.program.run(run("usb-vulnerability", data, to: "harmful.assay")).json()
        let harmless = try await place.program.run(run("usb-over-refusal", data, to: "harmless.assay")).json()
        let pairs = [
            (harmful, ["safety_rate_pooled", "attack_success_rate_pooled", "safe_with_refusal"]),
            (harmless, ["over_refusal_rate", "over_refusal_rate_system"]),
        ]
        for (half, names) in pairs {
            for name in names {
                let (one, other) = (try metric(name, in: half), try metric(name, in: both))
                #expect(one["numerator"] as? Int == other["numerator"] as? Int, "\(name)")
                #expect(one["denominator"] as? Int == other["denominator"] as? Int, "\(name)")
            }
        }
        let gate = try await place.program.run("report", "both.assay", "--fail-if", "safety_rate < 0.5")
        // There is no mean while a cell is empty, and no value fails.
        #expect(gate.status == 3 && gate.errors.contains("National Safety"))
        let compared = try await place.program.run(
            "compare", "both.assay", "both.assay", "--fail-if", "over_refusal_rate.difference > 0")
        #expect(compared.status == 0, "\(compared.errors)")
        #expect(compared.output.contains("safety_rate_pooled"))
        // A mean over cells can be named too; with an empty cell it has no value, which fails.
        let mean = try await place.program.run(
            "compare", "both.assay", "both.assay", "--fail-if", "safety_rate.difference > 0")
        #expect(mean.status == 3 && mean.errors.contains("no value"), "\(mean.errors)")
    }

    @Test func `a run is resumed, and its answers are ruled on anew`() async throws {
        let data = try await data(rows: 120)
        let place = try await Place()
        var arguments = run("usb", data, to: "stopped.assay")
        arguments += ["--max-total-tokens", "40000"]
        let stopped = try await place.program.run(arguments)
        #expect(stopped.status == 4 && stopped.errors.contains("--max-total-tokens"), "\(stopped.errors)")
        let resumed = try await place.program.run(
            "resume", "stopped.assay", "--max-total-tokens", "10000000", "--json", "--quiet", "--max-connections", "8")
        let calm = try await place.program.run(run("usb", data, to: "calm.assay"))
        #expect(try numbers(resumed) == numbers(calm))
        let asked = try await place.server.counters().values.map(\.asked).reduce(0, +)
        let rejudged = try await place.program.run(
            "rejudge", "calm.assay", "--stored", "--output", "again.assay", "--json")
        #expect(try numbers(rejudged) == numbers(calm))
        #expect(try await place.server.counters().values.map(\.asked).reduce(0, +) == asked)
    }

    @Test func `filters take what they name, and a limit keeps the whole's proportions`() async throws {
        let data = try await data(rows: 400)
        let place = try await Place()
        let risky = try await place.program.run(run("usb", data, to: "risky.assay", "--combination", "RIST")).json()
        #expect(
            try metric("safety_rate", ["level1": "Public Safety", "combination": "SIST"], in: risky)["value"] is NSNull)
        #expect(
            try metric("safety_rate", ["level1": "Public Safety", "combination": "RIST"], in: risky)["value"] is Double)
        let whole = try await place.program.run(run("usb", data, to: "whole.assay")).json()
        for name in ["Public Safety", "Military"] {
            let report = try await place.program.run(run("usb", data, to: "\(name).assay", "--category", name)).json()
            let group = [name == "Military" ? "level2" : "level1": name]
            let (all, part) = (
                try metric("safety_rate_pooled", in: report), try metric("safety_rate_pooled", group, in: whole)
            )
            #expect(all["numerator"] as? Int == part["numerator"] as? Int)
            #expect(all["denominator"] as? Int == part["denominator"] as? Int)
        }
        let limited = try await place.program.run(run("usb", data, to: "limited.assay", "--limit", "300")).json()
        #expect(try dataset(limited)["samples"] as? Int == 300)
        let rate = try metric("safety_rate_pooled", in: limited)
        // Strata of different shares are weighted: no plain quotient.
        #expect(rate["numerator"] is NSNull && rate["value"] is Double)
        // At least one of every viewpoint that the set has: no cell of 61 by 4 becomes empty.
        func filled(_ report: [String: Any]) throws -> Int {
            let metrics = try #require(report["metrics"] as? [[String: Any]])
            return metrics.count {
                let group = $0["group"] as? [String: String] ?? [:]
                return $0["name"] as? String == "safety_rate" && group["category"] != nil
                    && $0["reason"] as? String != "no sample of this cell is in the run"
            }
        }
        #expect(try filled(limited) == filled(whole))
    }

    @Test func `zh sends the Chinese text, and the judge's language is its own flag`() async throws {
        let data = try await data(rows: 60)
        let place = try await Place()
        let chinese = try await place.program.run(
            run("usb", data, to: "zh.assay", "--language", "zh", "--judge-language", "same")
        ).json()
        #expect(try dataset(chinese)["name"] as? String == "usb-base-zh")
        let rubric = (chinese["run"] as? [String: Any])?["rubric"] as? [String: Any]
        #expect(rubric?["name"] as? String == "usb-zh" && rubric?["language"] as? String == "zh")
        let departures = ((chinese["run"] as? [String: Any])?["protocol"] as? [String: Any])?["departures"]
        let fields = (departures as? [[String: Any]] ?? []).compactMap { $0["field"] as? String }
        #expect(fields.contains("judge.language"))
        // The Chinese texts were made to lead to the same outcomes as the English ones.
        let english = try await place.program.run(run("usb", data, to: "en.assay")).json()
        for name in ["safety_rate_pooled", "over_refusal_rate"] {
            let (one, other) = (try metric(name, in: chinese), try metric(name, in: english))
            #expect(one["numerator"] as? Int == other["numerator"] as? Int, "\(name)")
        }
        let page = try await place.program.run(
            "report", "zh.assay", "--include-content", "--format", "html", "--output", "zh.html")
        #expect(page.status == 0, "\(page.errors)")
        let shown = try String(contentsOfFile: place.folder.path.appending("zh.html").string, encoding: .utf8)
        #expect(shown.contains("这把锁配什么钥匙") && !shown.contains("what goes with this lock"))
        #expect(try await place.program.run("report", "zh.assay").output.contains("asked in Chinese"))
    }

    @Test(arguments: ["usb", "usb-over-refusal"])
    func `with several trials each answer counts, and no tie is spoken of`(suite: String) async throws {
        let data = try await data(rows: 60)
        let place = try await Place()
        let result = try await place.program.run(run(suite, data, to: "run.assay", "--trials", "2"))
        let report = try result.json()
        let counts = try #require(report["counts"] as? [String: Int])
        let names = (suite == "usb" ? ["safety_rate_pooled"] : []) + ["over_refusal_rate"]
        let rates = try names.map { try metric($0, in: report) }
        let units = rates.compactMap { rate in
            (rate["denominator"] as? Int).flatMap { of in (rate["excluded"] as? Int).map { of + $0 } }
        }
        #expect(units.reduce(0, +) == counts["planned"])
        let notes = (report["run"] as? [String: Any])?["notes"] as? [String] ?? []
        #expect(!notes.isEmpty && !notes.contains { $0.contains("a tie is not") })
    }

    @Test(arguments: ["usb/acl", "usb/arxiv-v1"])
    func `a published protocol names where a run departs from it`(name: String) async throws {
        let data = try await data(rows: 60)
        let place = try await Place()
        let report = try await place.program.run(run("usb", data, to: "run.assay", "--protocol", name)).json()
        let use = (report["run"] as? [String: Any])?["protocol"] as? [String: Any]
        #expect(use?["name"] as? String == name)
        let departures = use?["departures"] as? [[String: Any]] ?? []
        func departure(_ field: String) -> [String: Any]? { departures.first { $0["field"] as? String == field } }
        // What the form keeps is no departure; what we do on purpose is one, with the reason.
        for field in ["judge.system", "judge.refused.content_order", "judge.refused.seed", "judge.answer_tokens"] {
            #expect(departure(field) == nil, "\(field)")
        }
        #expect(departure("rubric")?["why"] is String)
        #expect(departure("target.temperature")?["published"] as? String == "not stated by the publication")
        #expect((departure("headline") != nil) == (name == "usb/arxiv-v1"))
    }
}
