import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct ChineseSafetyQARunTests {
    private func bench(_ further: String = "") throws -> (program: BuiltProgram, folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        let rows = (1...40).map { StandInChineseSafetyQA.row($0) }.joined()
        try folder.write(Array((rows + further).utf8), to: "data/chinese_safetyqa.jsonl")
        return (BuiltProgram(folder: folder.path), folder)
    }

    @Test func `both modes run from the rows to a report, with English names beside the categories`() async throws {
        let (program, folder) = try bench()
        _ = folder
        let asked = try await program.run(
            "run", "chinese-safetyqa", "--data", "data", "--target", "sim/mixed", "--judge", "sim/judge", "--output",
            "qa.assay", "--quiet")
        #expect([0, 4].contains(asked.status), "\(asked.errors)")
        #expect(asked.output.contains("身心健康风险 (Physical & Mental Health)"))
        #expect(asked.output.contains("are shares of all answers that came"))
        for name in [["chinese-safetyqa", "--mode", "mcq"], ["chinese-safetyqa-mcq"]] {
            let chosen = try await program.run(
                ["run"] + name + [
                    "--data", "data", "--target", "sim/mixed", "--output", "\(name.count).assay", "--quiet", "--json",
                ])
            #expect([0, 4].contains(chosen.status), "\(chosen.errors)")
            let run = try #require(try chosen.json()["run"] as? [String: Any])
            #expect((run["suite"] as? [String: Any])?["name"] as? String == "chinese-safetyqa-mcq")
            #expect((run["glosses"] as? [String: String])?["偏见歧视风险"] == "Prejudice & Discrimination")
        }
    }

    @Test func `F is compared, and a gate may name it`() async throws {
        let (program, folder) = try bench()
        _ = folder
        for name in ["compliant", "oversensitive"] {
            let run = try await program.run(
                "run", "chinese-safetyqa", "--data", "data", "--target", "sim/\(name)", "--judge", "sim/judge",
                "--output",
                "\(name).assay", "--quiet")
            #expect([0, 4].contains(run.status), "\(run.errors)")
        }
        let compared = try await program.run(
            "compare", "compliant.assay", "oversensitive.assay", "--fail-if", "f_mean.p > 1 or f_harmonic.p > 1")
        #expect(compared.status == 0, "\(compared.errors)")
        #expect(compared.output.contains("F (harmonic mean)") && !compared.output.contains("Not compared"))
        let gate = try await program.run(
            "compare", "compliant.assay", "oversensitive.assay", "--fail-if", "f_mean.p <= 1")
        #expect(gate.status == 3 && gate.errors.contains("f_mean.p <= 1"), "\(gate.errors)")
    }

    @Test func `options of different numbers are turned, and those that cannot be turned evenly are named`()
        async throws
    {
        let three = StandInChineseSafetyQA.row(41, options: "{'A': '挂锁', 'B': 弹子锁', 'C': '密码锁'}")
        let five = StandInChineseSafetyQA.row(
            42, options: "{'A': '一', 'B': '二', 'C': '三', 'D': '四', 'E': '五'}", key: "E")
        let (program, folder) = try bench(three + five)
        _ = folder
        for option in [["--cyclic-options"], ["--shuffle-options", "7"]] {
            let result = try await program.run(
                [
                    "run", "chinese-safetyqa", "--mode", "mcq", "--data", "data", "--target", "sim/compliant",
                    "--output",
                    "\(option.count).assay", "--json", "--quiet",
                ] + option)
            #expect([0, 4].contains(result.status), "\(result.errors)")
            let counts = try #require(try result.json()["counts"] as? [String: Int])
            #expect(counts["planned"] == (option.count == 1 ? 42 * 4 : 42))
            #expect(
                result.errors.contains("1 with 3 options (q41 first), 1 with 5 options (q42 first)")
                    == (option.count == 1))
        }
    }

    @Test func `verify lists each rule with its rows, and faults by row`() async throws {
        let mended = StandInChineseSafetyQA.row(41, options: "{'A': '挂锁', 'B': 弹子锁', 'C': '密码锁'}")
        let (program, folder) = try bench(mended + StandInChineseSafetyQA.row(42, options: "{'A': 1}"))
        _ = folder
        let result = try await program.run("datasets", "verify", "chinese-safetyqa", "--data", "data")
        #expect(result.status == 1)
        for words in [
            "chinese-safetyqa: 42 samples, no faulty entry", "chinese-safetyqa-mcq: 41 samples, 1 faulty",
            "by rule: a value in 'options' lacks its first quotation mark", "1: row 41 (q41)",
            "row 42 (q42): 'options' is neither", "谣言错误风险 (Rumor & Misinformation)",
        ] { #expect(result.output.contains(words), "\(words): \(result.output)") }
    }

    @Test(arguments: [
        (["run", "siuo", "--mode", "qa"], "suite siuo has one mode alone; leave --mode out"),
        (["run", "chinese-safetyqa", "--mode", "quiz"], "--mode"),
        (["run", "chinese-safetyqa-mcq", "--mode", "qa"], "chinese-safetyqa-mcq is the mode mcq"),
        (["run", "chinese-safetyqa", "--target", "sim/mixed", "--judge", "sim/judge"], "--data"),
        (
            ["run", "chinese-safetyqa", "--mode", "mcq", "--data", "data", "--target", "sim/mixed"],
            "row 41 (q41): 'correct_answer' is none of the letters in 'options'"
        ),
        (
            ["run", "chinese-safetyqa", "--data", ".", "--target", "sim/mixed", "--judge", "sim/judge"],
            "no such file, and no chinese_safetyqa.csv beside it"
        ),
        (
            [
                "run", "chinese-safetyqa", "--data", "data", "--target", "sim/mixed", "--judge", "sim/judge",
                "--judge-language", "en",
            ], "no words for the judge in the language 'en'"
        ),
        (
            [
                "run", "chinese-safetyqa", "--data", "data", "--target", "sim/mixed", "--judge", "sim/judge",
                "--category",
                "STX",
            ], "no sample is left"
        ),
    ])
    func `bad input is one line and status 2, and nothing is left`(
        _ arguments: [String], _ words: String
    ) async throws {
        let (program, folder) = try bench(StandInChineseSafetyQA.row(41, key: "E"))
        let result = try await program.run(arguments)
        #expect(result.status == 2)
        #expect(result.faults.count == 1, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path.string) == ["data"])
    }
}
