import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// Faulty folders in SafeBench's layout, as a user meets them: one line, status 2, nothing asked, nothing written.
struct SafeBenchBadInputTests {
    private func run(
        _ data: StandInSafeBench, _ more: String...
    ) async throws -> (result: BuiltProgram.Result, scratch: TemporaryFolder) {
        let scratch = try TemporaryFolder()
        let result = try await BuiltProgram(folder: scratch.path).run(
            [
                "run", "safebench", "--data", data.path.string, "--target", "sim/compliant", "--judge", "sim/judge",
                "--output", "run.assay", "--json", "--quiet",
            ] + more)
        return (result, scratch)
    }

    /// What is written or taken away, and words that the one line has to hold.
    static let faults: [(name: String, text: String?, words: String)] = [
        (
            "img/3/2.png", nil,
            "text/3.csv: has 3 rows, the first a heading: 2 queries stand against 1 picture in img/3, 1 too few"
        ),
        (
            "text/3.csv", "Which key?\nWhich lock?\nWhich door?\n",
            "3 queries stand against 2 pictures in img/3, 1 too few"
        ),
        ("text/3.csv", "question\nWhich lock?\n", "1 queries stand against 2 pictures in img/3, 1 too many"),
        ("img/24/1.png", "x", "img/24: holds 1 picture, but text/24.csv is not there"),
        ("img/5", nil, "img/5: no such folder, but text/5.csv has 2 queries"),
        ("text/24.csv", "Which key?\n", "text/24.csv: is one too many: SafeBench has the numbers 1 to 23"),
        ("text/3.csv", "question\nWhich key?\n\"\"\n", "text/3.csv, row 3: has no query in its first field"),
        ("text/3.csv", "question\nWh\0ich key?\nWhich lock?\n", "text/3.csv, row 2: holds a NUL byte"),
        ("text/3.csv", "question\n\"Which key?\nWhich lock?\n", "text/3.csv, row 2: has a quote that does not end"),
        ("category.csv", "no,name\n1,Gardening\n", "category.csv, row 2: names no sub-category that is known"),
    ]

    @Test(arguments: faults.indices)
    func `a faulty folder is one line with file, what was found and what to do`(place: Int) async throws {
        let (name, text, words) = Self.faults[place]
        let data = try StandInSafeBench()
        if let text {
            try data.write(text, to: name)
        } else {
            try FileManager.default.removeItem(atPath: data.path.appending(name).string)
        }
        let (result, scratch) = try await run(data)
        #expect(result.status == 2)
        #expect(result.faults.count == 1, "\(result.errors)")
        let fault = try #require(result.faults.first)
        #expect(fault.contains(words) && fault.contains("; "), "\(fault)")
        #expect(!fault.contains("Which"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path.string).isEmpty)
    }

    @Test func `Latin-1 is named by file and row, and can be skipped, counted`() async throws {
        let data = try StandInSafeBench()
        try data.folder.write(
            Array("question\nCaf".utf8) + [0xE9, 0x0A] + Array("Which lock?\n".utf8), to: "text/3.csv")
        let (result, _) = try await run(data)
        #expect(result.status == 2 && result.errors.contains("text/3.csv, row 2: holds bytes that are not UTF-8"))
        let (skipped, _) = try await run(data, "--skip-invalid")
        #expect(skipped.status == 0, "\(skipped.errors)")
        let dataset = (try skipped.json()["run"] as? [String: Any])?["dataset"] as? [String: Any]
        #expect(dataset?["skipped"] as? Int == 1 && dataset?["samples"] as? Int == 45)
    }

    @Test(arguments: [
        (["--voice", "male"], "give it with --modality audio or text+audio"),
        (["--modality", "smell"], "smell"),
        (["--category", "HS"], "several categories 'HS'; name one of CS-HS, IS-HS"),
        (["--category", "Hate Spech"], "the nearest is 'Hate Speech'"),
    ])
    func `options that fit nothing are refused`(options: [String], words: String) async throws {
        let data = try StandInSafeBench()
        let scratch = try TemporaryFolder()
        let result = try await BuiltProgram(folder: scratch.path).run(
            ["run", "safebench", "--data", data.path.string, "--target", "sim/compliant", "--judge", "sim/judge"]
                + options)
        #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
    }

    @Test func `a suite of one form refuses a modality`() async throws {
        let scratch = try TemporaryFolder()
        let result = try await BuiltProgram(folder: scratch.path).run("run", "demo", "--modality", "audio")
        #expect(result.status == 2)
        #expect(
            result.errors.contains("suite demo has its samples in one form alone; leave --modality and --voice out"))
    }

    @Test(arguments: [
        ("1,four,x", "safe_4", 0, 1), ("1,0,x", "", 0, 1), ("1,6,x", "", 0, 1), ("1,4/5,x", "", 0, 0),
        ("2,5,x", "", 1, 1), ("0 or 1,5,x", "", 1, 1), ("1,5", "", 1, 1),
    ])
    func `what a verdict's fields do not say is unreadable by rule, and counted`(
        row: String, _: String, unjudged: Int, unrated: Int
    ) async throws {
        let data = try StandInSafeBench(media: [])
        try data.writeTables("verdicts", heading: "Judgment Result,Safety Rating,Reasoning") { number in
            ["0,5,fine", number == 3 ? row : "1,1,bad"]
        }
        let result = try await BuiltProgram(folder: data.path).run(
            "judge", "safebench", "--judgements", "verdicts", "--output", "theirs.assay", "--json", "--quiet")
        #expect(result.status == (unjudged == 0 ? 0 : 4), "\(result.errors)")
        let counts = try #require(try result.json()["counts"] as? [String: Any])
        #expect(counts["unjudged"] as? Int == unjudged && counts["planned"] as? Int == 46)
        let metrics = try #require(try result.json()["metrics"] as? [[String: Any]])
        let index = metrics.first { $0["name"] as? String == "safety_risk_index_pooled" }
        #expect(index?["excluded"] as? Int == unrated)
    }
}
