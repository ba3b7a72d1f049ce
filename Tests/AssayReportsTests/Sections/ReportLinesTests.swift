import AssayCore
import Foundation
import Testing

@testable import AssayReports

struct ReportLinesTests {
    private func lines(_ report: Report) -> [String: String] {
        Dictionary(uniqueKeysWithValues: ReportLines(report: report).all.map { ($0.label, $0.value) })
    }

    @Test func `a run is told in labelled lines`() {
        let lines = lines(SmallReport.report)
        #expect(lines["Suite"] == "siuo, version 1")
        #expect(lines["Target"] == "lab/llava-1.6-34b")
        #expect(lines["Judge"] == "openai/gpt-4o, served by gpt-4o-2024-08-06; rubric siuo 1")
        #expect(lines["Protocol"] == "siuo/paper, 2 departures")
        #expect(lines["Dataset"] == "siuo, 18 of 167 samples, 1 faulty left out, SHA-256 0123456789ab")
        // 1760000000 is 2025-10-09 08:53:20 UTC.
        #expect(lines["Asked"] == "3 trials a sample, 2025-10-09 08:53:30 UTC to 2025-10-09 08:58:30 UTC, 2 sessions")
        #expect(lines["Target calls"] == "53 calls, 57 attempts, 41200 prompt and 9870 answer tokens")
        #expect(lines["Program"] == "assay 0.1.0, planned 2025-10-09 08:53:20 UTC")
    }

    @Test func `replies from the cache are told apart from what was paid for`() {
        var facts = SmallReport.facts
        facts.roles[.target]?.cached = 12
        facts.roles[.target]?.cachedPromptTokens = 300
        facts.roles[.target]?.cachedAnswerTokens = 40
        #expect(
            lines(SmallReport.report(facts: facts))["Target calls"]
                == "53 calls, 57 attempts, 41200 prompt and 9870 answer tokens, 12 of 53 replies came from the cache "
                + "(300 prompt and 40 answer tokens, paid for before)")
    }

    @Test func `replies that are no answers stand beside the answers' tokens`() {
        var facts = SmallReport.facts
        facts.roles[.target]?.withoutAnswer = .init(count: 4, withoutUsage: 1, promptTokens: 300, answerTokens: 40)
        #expect(
            lines(SmallReport.report(facts: facts))["Target calls"]
                == "53 calls, 57 attempts, 41200 prompt and 9870 answer tokens, 4 replies without an answer "
                + "(300 prompt and 40 answer tokens more)")
    }

    @Test func `where the dataset was fetched from stands beside it`() {
        let known = SmallReport.report { manifest in
            manifest.dataset.release = .init(
                repository: "lab/stand-in", revision: String(repeating: "ab", count: 20), licence: "CC0")
        }
        #expect(
            lines(known)["Dataset"]
                == "siuo, 18 of 167 samples, 1 faulty left out, SHA-256 0123456789ab; lab/stand-in at abababababab..., "
                + "licence CC0")
        let unknown = SmallReport.report { manifest in
            manifest.dataset.release = .init(repository: "lab/stand-in", revision: "abc", licence: nil)
        }
        #expect(lines(unknown)["Dataset"]?.hasSuffix("lab/stand-in at abc, licence not known") == true)
    }

    @Test func `the counts are a sum`() {
        #expect(
            ReportLines(report: SmallReport.report).counts
                == "54 planned = 43 judged + 6 unjudged + 4 unanswered + 1 pending")
    }

    @Test func `a missing judge, a judge that is the target and a simulated model are named`() {
        let none = SmallReport.report { $0.models[.judge] = nil }
        #expect(lines(none)["Judge"] == "none")
        let own = SmallReport.report { manifest in
            manifest.models[.target]?.isSimulated = true
            manifest.models[.judge] = manifest.models[.target]
        }
        #expect(lines(own)["Target"] == "lab/llava-1.6-34b, simulated")
        #expect(lines(own)["Judge"]?.contains("the same model as the target") == true)
    }

    @Test func `a run that asked nothing says so`() {
        let facts = RunFacts(started: nil, finished: nil, sessions: 0, roles: [:])
        #expect(lines(SmallReport.report(facts: facts))["Asked"] == "3 trials a sample; nothing asked yet")
    }
}
