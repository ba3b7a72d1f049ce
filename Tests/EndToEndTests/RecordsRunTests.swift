import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct RecordsRunTests {
    private static let head = "question,cate,mode,rag,model,value_type,value\n"

    /// Every form of a value: 3 correct, 2 incorrect, 1 not attempted; 7 ungraded (six verdicts that are none, an answer without
    /// one); 2 without an answer (no verdict either, an error message for an answer).
    private static let planted: [[String?]] = [
        ["A", nil], ["A", "锁体"], [" A ", nil], ["B", nil], ["B", "×"], ["C", "不知道"],
        ["API error", nil], ["BadRequest", nil], ["A B", nil], ["Answer: A", nil], ["ABC", nil], ["D", "锁"], ["", "锁"],
        ["NaN", nil], ["A", "Error code: 500"],
    ]

    private static func records(of data: StandInFacts, mode: String = "QA", rag: String = "no_rag", model: String = "m")
        -> String
    {
        planted.enumerated().map { place, values in
            let start =
                "\(StandInFacts.question(place + 1)),\(StandInFacts.category(place + 1)),\(mode),\(rag),\(model)"
            let answer = values[1].map { "\(start),answer,\($0)\n" } ?? ""
            return "\(answer)\(start),answer_check,\(values[0] ?? "")\n"
        }.joined()
    }

    private func program(_ text: String, count: Int = 15) throws -> (BuiltProgram, StandInFacts) {
        let data = try StandInFacts(count: count)
        try data.folder.write(Array(text.utf8), to: "records.csv")
        return (BuiltProgram(folder: data.folder.path), data)
    }

    /// Numerator and denominator of the metrics of the whole.
    private static func shares(_ result: BuiltProgram.Result) throws -> [String: [Int]] {
        let metrics = try result.json()["metrics"] as? [[String: Any]] ?? []
        let whole = metrics.filter { ($0["group"] as? [String: Any])?.isEmpty == true }
        return Dictionary(
            whole.compactMap { metric in
                guard let name = metric["name"] as? String, let numerator = metric["numerator"] as? Int,
                    let denominator = metric["denominator"] as? Int
                else { return nil }
                return (name, [numerator, denominator])
            }, uniquingKeysWith: { first, _ in first })
    }

    private static let expected = [
        "correct": [3, 13], "incorrect": [2, 13], "not_attempted": [1, 13], "ungraded": [7, 13],
        "correct_given_attempted": [3, 12],
    ]

    @Test(arguments: [[], ["--data", "."]] as [[String]])
    func `every form of a value is counted as it is`(data: [String]) async throws {
        let stand = try StandInFacts(count: 15)
        try stand.folder.write(Array((Self.head + Self.records(of: stand)).utf8), to: "records.csv")
        let program = BuiltProgram(folder: stand.folder.path)
        let result = try await program.run(
            ["judge", "chinese-safetyqa", "--records", "records.csv"] + data
                + ["--output", "theirs.assay", "--json", "--quiet"])
        #expect(result.status == 4, "\(result.errors)")
        let found = try Self.shares(result)
        for (name, share) in Self.expected { #expect(found[name] == share, "\(name): \(found[name] ?? [])") }
        let counts = try #require(try result.json()["counts"] as? [String: Int])
        #expect(counts == ["planned": 15, "judged": 6, "unjudged": 7, "unanswered": 2, "pending": 0])
        #expect(result.errors.contains("2 verdicts hold nothing"), "\(result.errors)")
        let run = try #require(try result.json()["run"] as? [String: Any])
        #expect((run["models"] as? [String: [String: Any]])?["target"]?["name"] as? String == "m")
        #expect((run["origin"] as? [String: Any])?["kind"] as? String == "judgements")
        #expect(try await program.run("audit", "theirs.assay").status == 0)
    }

    @Test func `what is exported reads back to the same numbers`() async throws {
        let (program, data) = try program(
            "trial," + Self.head)
        let asked = try await program.run(
            "run", "chinese-safetyqa", "--data", ".", "--target", "sim/informed", "--judge", "sim/judge", "--trials",
            "2",
            "--output", "asked.assay", "--json", "--quiet")
        #expect(asked.status == 0, "\(asked.errors)")
        let written = try await program.run("export", "asked.assay", "--output", "out.csv")
        #expect(written.status == 0 && written.output.isEmpty, "\(written.errors)")
        #expect(
            try await program.run("export", "asked.assay").output
                == String(contentsOfFile: data.path + "/out.csv", encoding: .utf8))
        for further in [[], ["--data", "."]] as [[String]] {
            let read = try await program.run(
                ["judge", "chinese-safetyqa", "--records", "out.csv"] + further
                    + ["--output", "read-\(further.count).assay", "--json", "--quiet"])
            #expect(read.status == 0, "\(read.errors)")
            #expect(try Self.shares(read) == Self.shares(asked))
            // Without the set the samples stand in another order, and the draws of F's intervals with them.
            if !further.isEmpty { #expect(try Self.metrics(read) == Self.metrics(asked)) }
        }
    }

    /// All metrics, as text.
    private static func metrics(_ result: BuiltProgram.Result) throws -> String {
        let metrics = try result.json()["metrics"] as? [Any] ?? []
        return String(
            decoding: try JSONSerialization.data(withJSONObject: metrics, options: .sortedKeys), as: UTF8.self)
    }

    @Test func `letters of records are read by rule where the set is there`() async throws {
        let (program, data) = try program("")
        _ = data
        let asked = try await program.run(
            "run", "chinese-safetyqa", "--mode", "mcq", "--data", ".", "--target", "sim/informed", "--output",
            "asked.assay",
            "--json", "--quiet")
        #expect(asked.status == 0, "\(asked.errors)")
        try await program.run("export", "asked.assay", "--output", "out.csv")
        let letters = try await program.run(
            "judge", "chinese-safetyqa", "--records", "out.csv", "--data", ".", "--output", "letters.assay", "--json",
            "--quiet")
        #expect(letters.status == 0, "\(letters.errors)")
        #expect(try Self.metrics(letters) == Self.metrics(asked))
        // Without the set the verdicts are counted.
        let verdicts = try await program.run(
            "judge", "chinese-safetyqa", "--records", "out.csv", "--output", "verdicts.assay", "--json", "--quiet")
        #expect(verdicts.status == 0 && verdicts.errors.contains("multiple choice is counted by its verdicts"))
        #expect(try Self.shares(verdicts)["correct"] == Self.shares(asked)["accuracy"])
    }

    @Test func `the answers of records can be judged anew`() async throws {
        let (program, data) = try program(Self.head)
        _ = data
        try await program.run(
            "run", "chinese-safetyqa", "--data", ".", "--target", "sim/informed", "--no-judge", "--output",
            "asked.assay",
            "--quiet")
        try await program.run("export", "asked.assay", "--output", "out.csv")
        let judged = try await program.run(
            "judge", "chinese-safetyqa", "--records", "out.csv", "--data", ".", "--judge", "sim/judge", "--output",
            "judged.assay", "--json", "--quiet")
        #expect(judged.status == 0, "\(judged.errors)")
        // Of the first 15 questions it knows 6, 7, 8, 11, 12 and 15, and does not know 2, 9 and 13.
        #expect(try Self.shares(judged)["correct"] == [6, 15])
        #expect(try Self.shares(judged)["not_attempted"] == [3, 15])
    }

    @Test func `a run of several is chosen, and one without right answers is judged by nobody`() async throws {
        let stand = try StandInFacts(count: 15)
        let text = Self.head + Self.records(of: stand) + Self.records(of: stand, model: "GPT-4o mini")
        try stand.folder.write(Array(text.utf8), to: "records.csv")
        let program = BuiltProgram(folder: stand.folder.path)
        let judge = ["judge", "chinese-safetyqa", "--records", "records.csv", "--output", "a.assay", "--quiet"]
        let several = try await program.run(judge)
        #expect(several.status == 2)
        #expect(
            several.errors
                == "assay: records.csv: holds 2 runs: --mode qa --rag none --target-name 'GPT-4o mini' (21 rows); --mode qa --rag "
                + "none --target-name 'm' (21 rows); choose one with --mode, --rag and --target-name\n",
            "\(several.errors)")
        #expect(!FileManager.default.fileExists(atPath: stand.path + "/a.assay"))
        #expect(try await program.run(judge + ["--target-name", "GPT-4o mini"]).status == 4)
        let again = try await program.run("rejudge", "a.assay", "--judge", "sim/judge", "--output", "b.assay")
        #expect(
            again.status == 2 && again.errors.contains("its records came without the right answers"), "\(again.errors)")
        #expect(try await program.run("rejudge", "a.assay", "--stored", "--output", "c.assay", "--quiet").status == 4)
    }

    @Test(
        arguments: [
            (["judge", "siuo", "--records", "records.csv"], "suite siuo has no long-format records"),
            (
                ["judge", "chinese-safetyqa", "--mode", "qa", "--judgements", "records.csv"],
                "give these with --records"
            ),
            (
                ["judge", "chinese-safetyqa", "--records", "records.csv", "--judge", "sim/judge"],
                "name the set that was asked with --data"
            ),
            (["judge", "chinese-safetyqa", "--records", "absent.csv"], "absent.csv: no such file"),
            (
                ["judge", "chinese-safetyqa", "--records", "records.csv", "--rag", "active"],
                "holds no record of the run that is named"
            ),
            (["judge", "chinese-safetyqa", "--records", "short.csv"], "short.csv, row 1: lacks the column 'cate'"),
            (
                ["judge", "chinese-safetyqa", "--records", "records.csv", "--data", "other"],
                "records.csv, row 2: 'question' is none of the 1 in"
            ),
            (["export", "demo.assay"], "demo.assay: runs of demo have no long format"),
            (
                ["export", "demo.assay", "--format", "inspect"],
                "--format 'inspect' is none of the forms of an export: csv, xlsx"
            ),
            (["export", "asked.assay", "asked.assay"], "holds the same model, mode and retrieval as asked.assay"),
            (["export", "asked.assay", "--output", "absent/out.csv"], "absent/out.csv: cannot be written"),
        ] as [([String], String)])
    func `what cannot be done is one line and status 2`(arguments: [String], words: String) async throws {
        let stand = try StandInFacts(count: 15)
        try stand.folder.write(Array((Self.head + Self.records(of: stand)).utf8), to: "records.csv")
        try stand.folder.write(Array("question,mode,rag,model,value_type,value\n".utf8), to: "short.csv")
        let row = """
            {"cate": "谣言错误风险-锁-门", "question": "门？", "standard_answer": "木", "standard_source_url": "", "options": "", \
            "correct_answer": "A"}
            """
        try stand.folder.write(Array(row.utf8), to: "other/chinese_safetyqa.jsonl")
        let program = BuiltProgram(folder: stand.folder.path)
        try await program.run("run", "demo", "--limit", "2", "--output", "demo.assay", "--quiet")
        try await program.run(
            "run", "chinese-safetyqa", "--data", ".", "--target", "sim/informed", "--no-judge", "--output",
            "asked.assay", "--quiet")
        let before = try Set(FileManager.default.contentsOfDirectory(atPath: stand.path))
        let result = try await program.run(arguments)
        #expect(result.status == 2)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.faults.count <= 1 && result.output.isEmpty)
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: stand.path)) == before)
    }

    #if XLSX
        @Test func `a sheet is written`() async throws {
            let (program, data) = try program("")
            try await program.run(
                "run", "chinese-safetyqa", "--data", ".", "--target", "sim/informed", "--judge", "sim/judge",
                "--output",
                "asked.assay", "--quiet")
            let result = try await program.run("export", "asked.assay", "--format", "xlsx", "--output", "out.xlsx")
            #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
            #expect(FileManager.default.fileExists(atPath: data.path + "/out.xlsx"))
            let lost = try await program.run(
                "export", "asked.assay", "--format", "xlsx", "--output", "absent/out.xlsx")
            #expect(lost.status == 2 && lost.errors.hasPrefix("assay: absent/out.xlsx: cannot be written"))
            #expect(lost.errors.split(separator: "\n").count == 1, "\(lost.errors)")
        }
    #else
        @Test func `a build without sheets says which one has them`() async throws {
            let (program, data) = try program("")
            try await program.run(
                "run", "chinese-safetyqa", "--data", ".", "--target", "sim/informed", "--no-judge", "--output",
                "asked.assay",
                "--quiet")
            let result = try await program.run("export", "asked.assay", "--format", "xlsx", "--output", "out.xlsx")
            #expect(result.status == 2)
            #expect(result.errors.contains("build it with 'swift build --traits XLSX'"), "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: data.path + "/out.xlsx"))
        }
    #endif
}
