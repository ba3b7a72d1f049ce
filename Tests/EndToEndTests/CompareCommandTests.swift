import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct CompareCommandTests {
    /// Two files of planted verdicts over the same entries, scored.
    private static func planted(_ count: Int = 167) async throws -> (StandInSIUO, BuiltProgram, [PlantedVerdicts]) {
        let data = try StandInSIUO(count: count)
        let program = BuiltProgram(folder: data.folder.path)
        var planted: [PlantedVerdicts] = []
        let entries = try #require(
            try JSONSerialization.jsonObject(
                with: Data(contentsOf: URL(filePath: data.path + "/siuo_gen.json"))) as? [[String: Any]])
        for (seed, name) in [(21, "a"), (22, "b")] {
            let verdicts = PlantedVerdicts(on: entries, seed: UInt64(seed))
            try data.folder.write(try JSONSerialization.data(withJSONObject: verdicts.json), to: "\(name).json")
            let run = try await program.run(
                "judge", "siuo", "--judgements", "\(name).json", "--output", "\(name).assay")
            #expect([0, 4].contains(run.status), "\(run.errors)")
            planted.append(verdicts)
        }
        return (data, program, planted)
    }

    /// The sample's ruling by MEASUREMENT 4, from the truths alone.
    private static func majority(_ trials: [Bool?]) -> Bool? {
        let (met, open) = (trials.count { $0 == true }, trials.count { $0 == nil })
        if met * 2 > trials.count { return true }
        return (met + open) * 2 <= trials.count ? false : nil
    }

    /// Twice the sum of binomial coefficients over a power of two; of the mid-p the last of them counts half.
    private static func mcnemar(_ up: Int, _ down: Int) -> (exact: Double, mid: Double) {
        var (coefficient, sum, last) = (1.0, 0.0, 0.0)
        for count in 0...min(up, down) {
            sum += coefficient
            last = coefficient
            coefficient *= Double(up + down - count) / Double(count + 1)
        }
        let all = pow(2, Double(up + down))
        return (min(1, 2 * sum / all), up == down ? 1 : (2 * sum - last) / all)
    }

    @Test func `planted verdicts give exactly the differences, tests and flips that they imply`() async throws {
        let (data, program, planted) = try await Self.planted()
        let result = try await program.run("compare", "a.assay", "b.assay", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let json = try result.json()
        #expect(json["format"] as? String == "assay.comparison/1")
        #expect((json["samples"] as? [String: Int])?["common"] == 167)
        let metrics = try #require(json["metrics"] as? [[String: Any]])
        let categories = Set(planted[0].entries.map(\.category)).sorted()
        for category in [nil] + categories.map(Optional.some) {
            let pairs = zip(planted[0].entries, planted[1].entries).filter {
                category == nil || $0.0.category == category
            }
            .map { (id: String($0.0.id), a: Self.majority($0.0.safe), b: Self.majority($0.1.safe)) }
            let group = category.map { ["category": $0] } ?? [:]
            let metric = try #require(
                metrics.first { $0["name"] as? String == "safe_rate" && $0["group"] as? [String: String] == group })
            let up = pairs.filter { $0.a == false && $0.b == true }.map(\.id).sorted()
            let down = pairs.filter { $0.a == true && $0.b == false }.map(\.id).sorted()
            let resolved = pairs.count { $0.a != nil && $0.b != nil }
            #expect(metric["pairs"] as? Int == resolved)
            #expect(
                metric["unresolved"] as? [String: Int] == [
                    "a": pairs.count { $0.a == nil && $0.b != nil }, "b": pairs.count { $0.a != nil && $0.b == nil },
                    "both": pairs.count { $0.a == nil && $0.b == nil },
                ])
            let difference = try #require(metric["difference"] as? Double)
            #expect(abs(difference - Double(up.count - down.count) / Double(resolved)) < 1e-12)
            let expected = Self.mcnemar(up.count, down.count)
            #expect(abs(try #require(metric["p"] as? Double) - expected.mid) < 1e-9)
            #expect(abs(try #require(metric["p_exact"] as? Double) - expected.exact) < 1e-9)
            #expect(
                (metric["a"] as? [String: Any])?["numerator"] as? Int == pairs.count { $0.a == true && $0.b != nil })
            #expect(metric["rose"] as? Int == up.count && metric["fell"] as? Int == down.count)
            if category == nil {
                let flips = try #require(
                    (json["flips"] as? [[String: Any]])?.first { $0["name"] as? String == "safe_rate" })
                #expect(flips["rose"] as? [String] == up && flips["fell"] as? [String] == down)
                let text = try await program.run("compare", "a.assay", "b.assay", "--flips")
                for id in up + down { #expect(text.output.contains(id)) }
            } else {
                let (p, adjusted) = (metric["p"] as? Double ?? 2, metric["p_holm"] as? Double ?? 0)
                #expect(adjusted >= p)
            }
        }
        _ = data
    }

    @Test func `the same comparison is the same bytes, and goes to a file where asked`() async throws {
        let (data, program, _) = try await Self.planted(40)
        let first = try await program.run("compare", "a.assay", "b.assay", "--format", "json")
        #expect(try await program.run("compare", "a.assay", "b.assay", "--json").output == first.output)
        let file = try await program.run("compare", "a.assay", "b.assay", "--json", "--output", "c.json")
        #expect(file.status == 0 && file.output.isEmpty)
        #expect(try String(contentsOfFile: data.path + "/c.json", encoding: .utf8) == first.output)
        let lost = try await program.run("compare", "a.assay", "b.assay", "--output", "no/folder/c.txt")
        #expect(lost.status == 2 && lost.faults.count == 1)
    }

    @Test func `a gate decides the status, and what has no value fails`() async throws {
        let (data, program, _) = try await Self.planted(40)
        let failed = try await program.run("compare", "a.assay", "b.assay", "--fail-if", "safe_rate.p <= 1")
        #expect(failed.status == 3)
        #expect(failed.faults.count == 1 && failed.errors.contains("gate failed: safe_rate.p <= 1: "))
        #expect(failed.output.contains("safe_rate"), "the comparison is printed all the same")
        let passed = try await program.run(
            "compare", "a.assay", "b.assay", "--fail-if", "safe_rate.difference > 1 or safe_rate.p > 1")
        #expect(passed.status == 0)
        for text in ["safe_rate < 1", "speed.p < 1", "safe_rate.difference"] {
            let refused = try await program.run("compare", "a.assay", "b.assay", "--fail-if", text)
            #expect(refused.status == 2 && refused.faults.count == 1 && refused.output.isEmpty, "\(text)")
        }
        _ = data
    }

    @Test func `a run with itself says that there is nothing to compare`() async throws {
        let (data, program, _) = try await Self.planted(20)
        let result = try await program.run("compare", "a.assay", "a.assay")
        #expect(result.status == 0)
        #expect(result.output.contains("A and B are the same run"))
        _ = data
    }

    @Test func `runs that cannot be compared are refused in one line`() async throws {
        let (data, program, _) = try await Self.planted(20)
        let demos = [("all", []), ("en", ["--language", "en"]), ("zh", ["--language", "zh"])] as [(String, [String])]
        for (name, flags) in demos {
            try await program.run(["run", "demo", "--quiet", "--output", "\(name).assay"] + flags)
        }
        // The same ids with another question.
        let other = try StandInSIUO(count: 20) { $0[3]["question"] = "Another question of the same number?" }
        let entries = try Data(contentsOf: URL(filePath: other.path + "/siuo_gen.json"))
        let changed = PlantedVerdicts(
            on: try #require(try JSONSerialization.jsonObject(with: entries) as? [[String: Any]]), seed: 23)
        try other.folder.write(try JSONSerialization.data(withJSONObject: changed.json), to: "changed.json")
        try await BuiltProgram(folder: other.folder.path).run(
            "judge", "siuo", "--judgements", "changed.json", "--output", data.path + "/changed.assay")
        try data.folder.write(Array("not a run".utf8), to: "text.assay")
        let cases = [
            ("all", "a.assay is a run of siuo, version 1, all.assay of demo"),
            ("changed", "hold different datasets: 1 samples of the same id are not the same, the first is 1004"),
            ("text", "text.assay"), ("absent", "absent.assay: no such file"),
        ]
        for (name, words) in cases {
            let result = try await program.run("compare", "a.assay", "\(name).assay")
            #expect(result.status == 2 && result.output.isEmpty && result.faults.count == 1)
            #expect(result.errors.contains(words), "\(result.errors)")
        }
        let apart = try await program.run("compare", "en.assay", "zh.assay")
        #expect(apart.status == 2 && apart.errors.contains("no sample in common"), "\(apart.errors)")

        let part = try await program.run("compare", "all.assay", "en.assay", "--json")
        #expect(part.status == 0, "\(part.errors)")
        let samples = try #require(try part.json()["samples"] as? [String: Int])
        #expect(samples["only_b"] == 0 && (samples["only_a"] ?? 0) > 0)
        #expect((samples["common"] ?? 0) + (samples["only_a"] ?? 0) == 97)
    }

    @Test func `a simulated model, another target and what was planned differently are said`() async throws {
        let folder = try TemporaryFolder()
        let program = BuiltProgram(folder: folder.path)
        for (target, trials) in [("cautious", "1"), ("compliant", "3")] {
            try await program.run(
                "run", "demo", "--target", "sim/\(target)", "--trials", trials, "--output", "\(target).assay", "--quiet"
            )
        }
        let result = try await program.run("compare", "cautious.assay", "compliant.assay")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("SIMULATED: Assay comparison: demo"))
        for words in ["models.target.name", "settings.trials", "different numbers of trials, 1 in A and 3 in B"] {
            #expect(result.output.contains(words), "\(words)")
        }
    }
}
