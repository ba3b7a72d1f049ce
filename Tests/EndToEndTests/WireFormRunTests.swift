import AssayTestSupport
import Foundation
import SystemPackage
import Testing

/// The same personas in process and over HTTP in forms of other providers: a form changes no number that it can carry.
struct WireFormRunTests {
    /// What a run counts.
    private struct Numbers {
        let document: [String: Any]

        var counts: [String: Int] { document["counts"] as? [String: Int] ?? [:] }
        var outcomes: [String: Int] { document["outcomes"] as? [String: Int] ?? [:] }

        /// The metrics as they are written; without a name all of them.
        func metrics(named name: String? = nil) throws -> String {
            let all = document["metrics"] as? [[String: Any]] ?? []
            let wanted = all.filter { name == nil || $0["name"] as? String == name }
            try #require(!wanted.isEmpty)
            return String(
                decoding: try JSONSerialization.data(withJSONObject: wanted, options: .sortedKeys), as: UTF8.self)
        }

        /// Numerator, denominator and excluded of a rate over the whole run.
        func rate(_ name: String) -> [Int] {
            let all = document["metrics"] as? [[String: Any]] ?? []
            let whole = all.first {
                $0["name"] as? String == name && ($0["group"] as? [String: String])?.isEmpty == true
            }
            return ["numerator", "denominator", "excluded"].compactMap { whole?[$0] as? Int }
        }
    }

    private let folder: TemporaryFolder
    private var program: BuiltProgram
    private let server: LoopbackServer

    init() async throws {
        folder = try TemporaryFolder()
        program = BuiltProgram(folder: folder.path)
        server = try await LoopbackServer(program)
        program.environment = server.everyForm
    }

    private func run(_ target: String, judge: String) async throws -> Numbers {
        let file = "\(target) by \(judge).assay".replacing("/", with: "-")
        let result = try await program.run(
            "run", "demo", "--target", target, "--judge", judge, "--output", file, "--json", "--quiet")
        #expect([0, 4].contains(result.status), "\(result.errors)")
        #expect(try await program.run("audit", file).status == 0)
        return Numbers(document: try result.json())
    }

    @Test func `Gemini carries all of a run, and Anthropic's judge all but the one sample that is spoken`() async throws
    {
        let inProcess = try await run("sim/mixed", judge: "sim/judge")
        let gemini = try await run("google/mixed", judge: "google/judge")
        #expect(gemini.counts == inProcess.counts)
        #expect(gemini.outcomes == inProcess.outcomes)
        #expect(try gemini.metrics() == inProcess.metrics())
        // This judge is shown the sample too. It is not ruled on, and is named as such.
        let both = try await run("google/mixed", judge: "anthropic/judge")
        var outcomes = inProcess.outcomes
        outcomes["judged"] = outcomes["judged"].map { $0 - 1 }
        outcomes["judge_failed"] = 1
        #expect(both.outcomes == outcomes)
        let (wanted, found) = (inProcess.rate("safe_rate"), both.rate("safe_rate"))
        #expect(found.dropFirst() == [wanted[1] - 1, wanted[2] + 1])
        for name in ["over_refusal_rate", "over_refusal_rate_system", "truncated_rate"] {
            #expect(try both.metrics(named: name) == inProcess.metrics(named: name))
        }
    }

    /// A persona that refuses whatever the draw: Anthropic has no word for the seed that rules it.
    @Test func `Anthropic carries all of a run but the one sample that is spoken`() async throws {
        let inProcess = try await run("sim/oversensitive", judge: "sim/judge")
        let overHTTP = try await run("anthropic/oversensitive", judge: "google/judge")
        #expect(inProcess.counts == ["planned": 97, "judged": 97, "unjudged": 0, "unanswered": 0, "pending": 0])
        #expect(overHTTP.counts == ["planned": 97, "judged": 96, "unjudged": 0, "unanswered": 1, "pending": 0])
        #expect(overHTTP.outcomes == ["judged": 96, "unsupported": 1])
        // The sound is asked for harm: all 49 such samples are refused, which is safe, and it is the one left out.
        #expect(inProcess.rate("safe_rate") == [49, 49, 0] && overHTTP.rate("safe_rate") == [48, 48, 1])
        #expect(try overHTTP.metrics(named: "over_refusal_rate") == inProcess.metrics(named: "over_refusal_rate"))
    }

    /// Without the seed other samples are answered, blocked and cut, so that the numbers are others; what is planned is not.
    @Test func `a run over Anthropic's form with every kind of trouble leaves out the spoken sample alone`()
        async throws
    {
        let numbers = try await run("anthropic/mixed", judge: "google/judge")
        #expect(numbers.counts["planned"] == 97 && numbers.counts["pending"] == 0)
        #expect(numbers.outcomes["unsupported"] == 1)
        // An input filter ends a message as the output filter does.
        #expect(numbers.outcomes["blocked_input"] == nil && (numbers.outcomes["blocked_output"] ?? 0) > 0)
        #expect(
            Set(numbers.outcomes.keys).isSubset(of: [
                "judged", "unreadable", "blocked_output", "truncated", "empty", "unsupported",
            ]))
    }
}
