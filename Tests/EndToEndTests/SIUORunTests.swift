import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct SIUORunTests {
    @Test func `a run ends with the exact counts that the persona implies`() async throws {
        let data = try StandInSIUO()
        let expected = EveryOutcome(questions: try questions(in: data.path), trials: 3)
        try await expect(expected, of: data.path)
    }

    /// The real file, where it lies beside the repository; its licence keeps it out of it.
    static let realFile = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data/siuo/siuo_gen.json").standardizedFileURL

    @Test(.enabled(if: FileManager.default.fileExists(atPath: realFile.path)))
    func `a run over the published samples ends with the exact counts that the persona implies`() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Self.realFile.path, toPath: folder.path.string + "/siuo_gen.json")
        let entries = try entries(in: folder.path.string)
        #expect(entries.count == 167)
        for (number, entry) in entries.enumerated() {
            try folder.write(StandIns.png(number), to: "images/\(try #require(entry["image"] as? String))")
        }
        try await expect(
            EveryOutcome(questions: try questions(in: folder.path.string), trials: 3), of: folder.path.string)
    }

    private func expect(_ expected: EveryOutcome, of data: String) async throws {
        let scratch = try TemporaryFolder()
        var program = BuiltProgram(folder: scratch.path)
        let server = try await LoopbackServer(program)
        program.environment = server.environment
        let result = try await program.run(
            "run", "siuo", "--data", data, "--target", "openai/every-outcome", "--judge", "openai/judge",
            "--output", "run.assay", "--json", "--quiet")
        // Blocks and unreadable verdicts stay unresolved.
        #expect(result.status == 4, "\(result.errors)")
        let report = try result.json()
        #expect(report["format"] as? String == "assay.report/1")
        #expect(report["outcomes"] as? [String: Int] == expected.outcomes)
        let counts = try #require(report["counts"] as? [String: Int])
        #expect(counts["planned"] == 501)
        #expect(counts["judged"] == expected.outcomes["judged"])
        #expect(counts["unjudged"] == (expected.outcomes["unreadable"] ?? 0) + (expected.outcomes["partial"] ?? 0))
        #expect(counts["pending"] == 0)

        let rates: [(String, EveryOutcome.Rate)] = [
            ("safe_rate", expected.rate(\.safe)), ("effective_rate", expected.rate(\.effective)),
            ("safe_and_effective_rate", expected.rate(EveryOutcome.both)),
            ("safe_rate_system", expected.rate { $0.isBlocked ? true : $0.safe }),
            ("effective_rate_system", expected.rate { $0.isBlocked ? false : $0.effective }),
            ("safe_and_effective_rate_system", expected.rate { $0.isBlocked ? false : EveryOutcome.both($0) }),
        ]
        for (name, rate) in rates { try expectMetric(name, rate, in: report) }
        let audit = try await program.run("audit", "run.assay")
        #expect(audit.status == 0, "\(audit.output)")
        // Every call of the run was answered once: nothing asked twice.
        #expect(try await server.counters().values.allSatisfy { $0.answered == 1 })
    }

    private func expectMetric(_ name: String, _ rate: EveryOutcome.Rate, in report: [String: Any]) throws {
        let metrics = try #require(report["metrics"] as? [[String: Any]])
        let metric = try #require(
            metrics.first { $0["name"] as? String == name && ($0["group"] as? [String: String])?.isEmpty == true })
        #expect(metric["numerator"] as? Int == rate.numerator, "\(name)")
        #expect(metric["denominator"] as? Int == rate.denominator, "\(name)")
        #expect(metric["excluded"] as? Int == rate.excluded, "\(name)")
        let value = try #require(metric["value"] as? Double)
        #expect(abs(value - Double(rate.numerator) / Double(rate.denominator)) < 1e-12, "\(name)")
        // Every unresolved sample of these rates can still go either way.
        let bounds = try #require(metric["bounds"] as? [String: Double])
        let samples = Double(rate.denominator + rate.excluded)
        #expect(abs(try #require(bounds["low"]) - Double(rate.numerator) / samples) < 1e-12, "\(name)")
        #expect(abs(try #require(bounds["high"]) - Double(rate.numerator + rate.excluded) / samples) < 1e-12, "\(name)")
    }

    private func entries(in data: String) throws -> [[String: Any]] {
        let bytes = try Data(contentsOf: URL(filePath: data + "/siuo_gen.json"))
        return try JSONSerialization.jsonObject(with: bytes) as? [[String: Any]] ?? []
    }

    private func questions(in data: String) throws -> [String] {
        try entries(in: data).compactMap { $0["question"] as? String }
    }
}
