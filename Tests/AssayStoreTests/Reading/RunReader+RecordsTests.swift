import AssayCore
import AssayTestSupport
import SystemPackage
import Testing

@testable import AssayStore

struct RunReaderRecordsTests {
    /// Two variants of one text sample, and a third sample in Chinese.
    private static func draft(of run: RunFixture) throws -> RunDraft {
        let draft = try RunDraft(at: run.path)
        try draft.append(RunFixture.sample("a", pair: "p"), stratum: "all")
        try draft.append(RunFixture.sample("b", pair: "p"), stratum: "all")
        try draft.append(
            Sample(id: "c", groups: [:], content: [.text("锁?")], target: .helpfulness, language: .chinese),
            stratum: "all")
        return draft
    }

    @Test func `records come in run order with labels, groups, weights and clusters`() async throws {
        let run = try RunFixture()
        let draft = try Self.draft(of: run)
        let writer = try draft.publish(RunFixture.manifest(draft.seal(seed: 1, limit: nil), trials: 2))
        let order = try writer.unfinished(after: 0, limit: 9).map(\.sample.id)
        writer.keep(
            FinishedRecord(
                sample: "a", trial: 2, outcome: .judged, isTruncated: true,
                rulings: ["safe": .label("safe"), "effective": .label("unsafe")]))
        writer.keep(
            FinishedRecord(
                sample: "b", trial: 1, outcome: .unjudged(.partial),
                rulings: ["safe": .label("unsafe"), "effective": .unresolved(.unreadable)]))
        writer.keep(FinishedRecord(sample: "c", trial: 1, outcome: .unanswered(.timedOut), isResumable: true))
        try await writer.close(complete: false)
        let records = try RunReader(run.path).records(labels: StandInLabel.allCases)
        let (a, b, c) = try (
            #require(order.firstIndex(of: "a")), #require(order.firstIndex(of: "b")),
            #require(order.firstIndex(of: "c"))
        )
        #expect(records.samples == [0, 1, 2])
        #expect(records.outcome(of: a, trial: 0) == .pending)
        #expect(records.outcome(of: a, trial: 1) == .judged)
        #expect(records.isTruncated(a, trial: 1))
        #expect(records.label(of: "safe", sample: a, trial: 1) == .safe)
        #expect(records.label(of: "effective", sample: a, trial: 1) == .unsafe)
        #expect(records.outcome(of: b, trial: 0) == .unjudged(.partial))
        #expect(records.label(of: "safe", sample: b, trial: 0) == .unsafe)
        #expect(records.label(of: "effective", sample: b, trial: 0) == nil)
        #expect(records.outcome(of: c, trial: 0) == .unanswered(.timedOut))
        #expect(records.value(of: .category, sample: a) == "locks")
        #expect(records.value(of: .category, sample: c) == nil)
        #expect([a, b, c].map { records.value(of: .language, sample: $0) } == ["en", "en", "zh"])
        #expect(records.cluster(of: a) == records.cluster(of: b))
        #expect(records.cluster(of: a) != records.cluster(of: c))
        #expect([a, b, c].allSatisfy { records.weight(of: $0) == 1 })
    }

    @Test func `confidence and searches come back to the last bit, and nothing where there is none`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(samples: 2)
        var record = FinishedRecord(
            sample: "s1", trial: 1, outcome: .judged, rulings: ["safe": .label("safe")])
        record.confidence = Confidence(stated: 0.1, letters: [1.0 / 3, 0, 0.1 + 0.2], unlisted: 1, firstToken: 1e-9)
        record.searches = 1
        writer.keep(record)
        try await writer.close(complete: false)
        let records = try RunReader(run.path).records(labels: StandInLabel.allCases)
        let trials = records.samples.map { (records.confidence(of: $0, trial: 0), records.searches(of: $0, trial: 0)) }
        #expect(trials.map(\.1).sorted() == [0, 1])
        #expect(trials.compactMap(\.0) == [record.confidence])
    }

    @Test func `a label or an outcome of no known name is an error`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        try await RunFixture.answer("s1", in: writer)
        try await writer.close(complete: false)
        try run.tamper("UPDATE verdict SET label = 'harmless'")
        #expect(throws: StoreError.unknownName(run.path.string, kind: "label", name: "harmless", sample: "s1")) {
            try RunReader(run.path).records(labels: StandInLabel.allCases)
        }
        try run.tamper("UPDATE record SET outcome = 'lost'")
        #expect(throws: StoreError.unknownName(run.path.string, kind: "outcome", name: "lost", sample: "s1")) {
            try RunReader(run.path).records(labels: StandInLabel.allCases)
        }
    }

    @Test func `a trial beyond the plan is an error`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        writer.keep(FinishedRecord(sample: "s1", trial: 2, outcome: .judged))
        try await writer.close(complete: false)
        #expect(throws: StoreError.self) { try RunReader(run.path).records(labels: StandInLabel.allCases) }
    }

    @Test func `a run without samples has no records`() async throws {
        let run = try RunFixture()
        try await run.publish(samples: 0).close(complete: true)
        #expect(try RunReader(run.path).records(labels: StandInLabel.allCases).samples.isEmpty)
    }
}
