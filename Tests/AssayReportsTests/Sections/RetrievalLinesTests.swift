import AssayCore
import Foundation
import Testing

@testable import AssayReports

struct RetrievalLinesTests {
    private static let documents = Retrieval(
        mode: .passive, source: .documents(count: 7000, digest: Digest(hex: String(repeating: "ab", count: 32))),
        passages: 5, characters: 5000)
    private static let web = Retrieval(
        mode: .active, source: .web(name: "library", address: "https://host/search"), form: .text, passages: 1,
        characters: 900)

    private func report(
        _ retrieval: Retrieval?, searched: Int = 0, facts change: (inout RunFacts) -> Void = { _ in }
    ) -> Report {
        var builder = Records<SmallLabel>.Builder(trials: 1, labels: SmallLabel.allCases)
        for sample in 0..<4 {
            var entry = Records<SmallLabel>.Entry(
                outcome: sample == 3 ? .unanswered(.retrieval) : .judged, labels: sample == 3 ? [:] : ["safe": .safe])
            entry.searches = sample < searched ? 1 : 0
            builder.append([entry], cluster: sample)
        }
        var (manifest, facts) = (SmallReport.manifest, SmallReport.facts)
        manifest.settings.retrieval = retrieval
        change(&facts)
        return Report(manifest: manifest, facts: facts, records: builder.finish(), estimates: [], warnings: [])
    }

    private func lines(_ report: Report) -> [String: String] {
        Dictionary(uniqueKeysWithValues: RetrievalLines(report)?.all.map { ($0.label, $0.value) } ?? [])
    }

    @Test func `a run without a search says nothing of one`() {
        #expect(RetrievalLines(report(nil)) == nil && JSONRetrieval(report(nil)) == nil)
        #expect(RetrievalLines.words(of: nil) == "no search")
    }

    @Test func `what was searched and what came of it stand in two lines`() {
        let report = report(Self.documents, searched: 3) { facts in
            facts.searches = .init(made: 3, foundNothing: 2, failed: 1)
        }
        let lines = lines(report)
        #expect(
            lines["Search"]
                == "passive, 7000 documents (SHA-256 abababababab); at most 5 passages, 5000 characters together")
        #expect(lines["Searched"] == "3 of 3 answers rest on a search; 4 searches, 2 found nothing, 1 failed")
        #expect(ReportLines(report: report).identity.contains { $0.label == "Search" })
    }

    @Test func `an endpoint is named with its address and the form of the wish, attempts are counted`() {
        let lines = lines(
            report(Self.web, searched: 1) { facts in
                facts.searches = .init(made: 1, foundNothing: 0, failed: 0)
                facts.roles[.retriever] = .init(
                    calls: 1, attempts: 2, promptTokens: 0, answerTokens: 0, repliesWithoutUsage: 0, servedBy: [:],
                    dropped: [])
            })
        #expect(
            lines["Search"]
                == "active, asked for in words, the endpoint library at https://host/search; at most 1 passage, 900 "
                + "characters together")
        #expect(lines["Searched"] == "1 of 3 answers rest on a search; 1 search, 2 attempts")
        #expect(self.lines(report(Self.web))["Searched"] == "0 of 3 answers rest on a search; nothing was searched for")
    }

    @Test func `the JSON has the same`() throws {
        let report = report(Self.documents, searched: 2) { facts in
            facts.searches = .init(made: 2, foundNothing: 1, failed: 1)
        }
        let json = try JSONValue(JSONReport(report).render().utf8)
        let retrieval = try #require(json["run"]?["retrieval"])
        #expect(retrieval["mode"]?.string == "passive" && retrieval["passages"]?.integer == 5)
        #expect(
            retrieval["source"]?["kind"]?.string == "documents" && retrieval["source"]?["documents"]?.integer == 7000)
        #expect(retrieval["answers"]?.integer == 3 && retrieval["answers_with_search"]?.integer == 2)
        #expect(retrieval["searches"]?["found_nothing"]?.integer == 1 && retrieval["searches"]?["failed"]?.integer == 1)
    }
}
