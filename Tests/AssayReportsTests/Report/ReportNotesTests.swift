import AssayCore
import AssayReports
import Testing

struct ReportNotesTests {
    private func has(_ words: String, _ report: Report) -> Bool {
        report.notes.contains { $0.contains(words) }
    }

    @Test(arguments: [
        "snapshot is not the published one", "Still pending: 1.9% (1/54)",
        "Blocked by a provider's filter: 5.6% (3/54)",
        "Cut off by the token limit of 500 tokens: 3.7% (2/54)",
        "judge error is not in this interval", "18 samples in 17 clusters", "18 of 167 samples were planned",
        "1 faulty entry of the dataset", "siuo/paper in 2 fields",
        "target was served by more than one model: llava-1.6-34b-a (40), llava-1.6-34b-b (9).",
        "does not take every parameter; left out: frequency_penalty.", "2 replies of the target without a token count",
    ])
    func `what a reader has to know is said`(words: String) {
        #expect(has(words, SmallReport.report))
    }

    @Test(arguments: [
        (0, nil), (1, "Without an answer and without a token count: 1 reply of the target. What the endpoint charged"),
        (2, "Without an answer and without a token count: 2 replies of the target. What the endpoint charged"),
    ])
    func `replies that are no answers and state no tokens are said`(withoutUsage: Int, words: String?) {
        var facts = SmallReport.facts
        facts.roles[.target]?.withoutAnswer = .init(
            count: 3, withoutUsage: withoutUsage, promptTokens: 1, answerTokens: 1)
        let report = SmallReport.report(facts: facts)
        #expect(has(words ?? "endpoint charged", report) == (words != nil))
    }

    @Test func `attempts without a reply are said, those of a search are not`() {
        var facts = SmallReport.facts
        let words = "(time-outs, lost connections): 2 attempts of the target. Whether the endpoint charged"
        #expect(!has("lost connections", SmallReport.report(facts: facts)))
        facts.roles[.target]?.attemptsWithoutReply = 2
        #expect(has(words, SmallReport.report(facts: facts)))
        facts.roles[.retriever] = facts.roles[.target]
        facts.roles[.target]?.attemptsWithoutReply = nil
        #expect(!has("lost connections", SmallReport.report(facts: facts)))
    }

    @Test func `files that changed since they were fetched are counted`() {
        func report(_ changed: Int?) -> Report {
            SmallReport.report { manifest in
                manifest.dataset.release = .init(
                    repository: "lab/stand-in", revision: "abc", licence: "CC0", changed: changed)
            }
        }
        #expect(has("changed since the dataset was fetched: 1 file. The run is not over lab/stand-in", report(1)))
        #expect(!has("since the dataset was fetched", report(nil)))
    }

    @Test func `a run without any of it has no notes`() {
        var builder = Records<SmallLabel>.Builder(trials: 1, labels: SmallLabel.allCases)
        builder.append([.init(outcome: .judged)], cluster: 0)
        var facts = SmallReport.facts
        facts.roles = [:]
        let report = SmallReport.report(facts: facts, records: builder.finish()) { manifest in
            manifest.rubric = nil
            manifest.models[.judge] = nil
            manifest.protocolUse.departures = []
            manifest.dataset.available = 18
            manifest.dataset.skipped = 0
        }
        #expect(report.notes == [])
    }

    @Test func `a simulated run and a judge that is the target come first`() {
        let report = SmallReport.report { manifest in
            manifest.models[.target]?.isSimulated = true
            manifest.models[.judge] = manifest.models[.target]
        }
        #expect(report.notes[0].hasPrefix("Simulated models took part"))
        #expect(report.notes[1].hasPrefix("The judge is the target"))
    }

    @Test func `ties, draws at temperature zero, weights, one cluster and an open end are said`() {
        var facts = SmallReport.facts
        facts.finished = nil
        let records = SmallReport.records(trials: 2, clusters: { _ in 0 }, weight: { Double($0 + 1) })
        let report = SmallReport.report(facts: facts, records: records) { $0.settings.target.temperature = 0 }
        #expect(has("a tie is not safe", report))
        #expect(has("2 trials at temperature 0", report))
        #expect(has("A weighted sample", report))
        #expect(has("18 samples in 1 cluster", report))
        #expect(has("did not end cleanly", report))
        #expect(!has("a tie is not safe", SmallReport.report))
    }

    @Test func `what the release lacks, and how much of it is covered, is said`() {
        let report = SmallReport.report { manifest in
            manifest.dataset.lost = [.init(reason: .image, count: 7, first: (1...7).map { "a.csv, row \($0)" })]
            manifest.dataset.published = ["USB-Base": 36]
        }
        #expect(
            has(
                "Left out, image gone: 7 entries of the dataset (a.csv, row 1; a.csv, row 2; a.csv, row 3; a.csv, row 4; "
                    + "a.csv, row 5 and 2 more).", report))
        #expect(has("The run covers 0.0% (0/36) of USB-Base as published.", report))
    }

    @Test func `a judge that is asked in Chinese, or in English about Chinese samples, is said`() {
        var builder = Records<SmallLabel>.Builder(trials: 1, labels: SmallLabel.allCases)
        builder.append([.init(outcome: .judged)], cluster: 0, groups: [.language: "zh"])
        let chinese = SmallReport.report(facts: SmallReport.facts, records: builder.finish())
        #expect(has("The samples are Chinese, the words of the judge's rubric siuo are not", chinese))
        let asked = SmallReport.report { manifest in
            manifest.rubric = Rubric(
                name: "siuo-zh", version: "1", system: nil, questions: SmallReport.rubric.questions, language: .chinese)
        }
        #expect(has("The judge was asked in Chinese", asked))
        #expect(!has("Chinese", SmallReport.report))
    }

    @Test func `cached replies are no fresh draws`() {
        var facts = SmallReport.facts
        facts.roles[.target]?.cached = 12
        #expect(has("From the cache: 12 of 53 replies of the target", SmallReport.report(facts: facts)))
        #expect(!has("From the cache", SmallReport.report))
    }

    @Test func `an endpoint that gives itself many names fills no page`() {
        var facts = SmallReport.facts
        facts.roles[.judge]?.servedBy = Dictionary(
            uniqueKeysWithValues: (0..<100).map { (String(repeating: "x", count: 1000) + "\($0)", 1) })
        let report = SmallReport.report(facts: facts)
        #expect(has("and 95 more", report))
        #expect(report.notes.allSatisfy { $0.count < 600 })
    }
}
