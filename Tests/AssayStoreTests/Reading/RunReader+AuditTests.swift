import AssayCore
import AssayTestSupport
import Testing

@testable import AssayStore

struct RunReaderAuditTests {
    private static let picture = Media(embedding: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0])

    /// A complete run of two samples, one judged and one unjudged, with a picture.
    private func completeRun() async throws -> RunFixture {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        try draft.append(RunFixture.sample("s1", media: Self.picture), stratum: "all")
        try draft.append(RunFixture.sample("s2"), stratum: "all")
        let writer = try draft.publish(RunFixture.manifest(draft.seal(seed: 1, limit: nil)))
        try await RunFixture.answer("s1", in: writer)
        try await writer.keep(.success(RunFixture.response("Turn it.")), to: RunFixture.call("s2"))
        writer.keep(
            FinishedRecord(
                sample: "s2", trial: 1, outcome: .unjudged(.unreadable), rulings: ["safe": .unresolved(.unreadable)]))
        try await writer.close(complete: true)
        return run
    }

    @Test func `a whole run has no findings`() async throws {
        let run = try await completeRun()
        #expect(try RunReader(run.path).audit() == [])
    }

    @Test func `a stopped run may have pending records`() async throws {
        let run = try RunFixture()
        try await run.publish().close(complete: false)
        #expect(try RunReader(run.path).audit() == [])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let sql: String
        let finding: String

        var testDescription: String { finding }
    }

    @Test(arguments: [
        Fault(sql: "UPDATE record SET trial = 9 WHERE sample = 's2'", finding: "not planned: 1 (s2 trial 9)"),
        Fault(sql: "UPDATE record SET outcome = 'lost' WHERE sample = 's2'", finding: "no known name: 1 (s2 trial 1)"),
        Fault(
            sql: "UPDATE record SET outcome = 'judged' WHERE sample = 's2'",
            finding: "unresolved ruling: 1 (s2 trial 1)"),
        Fault(
            sql: "UPDATE record SET outcome = 'unreadable' WHERE sample = 's1'",
            finding: "unjudged records without an unresolved ruling: 1 (s1 trial 1)"),
        Fault(
            sql: "UPDATE record SET outcome = 'empty' WHERE sample = 's1'",
            finding: "unanswered records with a ruling: 1 (s1 trial 1)"),
        Fault(sql: "DELETE FROM reply WHERE sample = 's1'", finding: "stored answer: 1 (s1 trial 1)"),
        Fault(sql: "UPDATE reply SET text = NULL WHERE sample = 's1'", finding: "nor a failure: 1 (s1 trial 1 target)"),
        Fault(sql: "DELETE FROM verdict; DELETE FROM record", finding: "pending trials"),
        Fault(
            sql: "UPDATE prompt SET json = json || ' ' WHERE digest IN (SELECT prompt FROM reply WHERE sample = 's1')",
            finding: "prompts that do not match their digest: 1"),
        Fault(sql: "DELETE FROM prompt", finding: "without its prompt"),
        Fault(sql: "UPDATE media SET bytes = x'00'", finding: "embedded media that do not match their digest: 1"),
        Fault(
            sql: "UPDATE sample SET target = '{}' WHERE id = 's1'",
            finding: "samples that do not match their digest: 1 (s1)"),
        Fault(sql: "UPDATE sample SET digest = '' WHERE id = 's1'", finding: "the dataset digest of the manifest"),
        Fault(
            sql: "DELETE FROM verdict WHERE sample = 's2'; DELETE FROM record WHERE sample = 's2'; "
                + "DELETE FROM reply WHERE sample = 's2'; DELETE FROM sample WHERE id = 's2'",
            finding: "the manifest plans 2 samples, the file holds 1"),
        Fault(sql: "UPDATE sample SET id = 's9' WHERE id = 's2'", finding: "without its sample"),
    ])
    func `each fault is found`(_ fault: Fault) async throws {
        let run = try await completeRun()
        try run.tamper(fault.sql)
        let findings = try RunReader(run.path).audit()
        #expect(findings.contains { $0.description.contains(fault.finding) }, "\(findings.map(\.description))")
        #expect(findings.allSatisfy { !$0.description.contains("\n") })
    }

    /// A run of one sample that two jurors ruled on twice, one of them failing in the second round.
    private func juryRun() async throws -> RunFixture {
        let run = try RunFixture()
        let writer = try run.publish(samples: 1)
        try await writer.keep(.success(RunFixture.response("Turn it.")), to: RunFixture.call("s1"))
        for (juror, round) in [(1, 0), (2, 0), (1, 1)] {
            let place = Call.Place(sample: "s1", trial: 1, role: .juror(juror), round: round)
            try await writer.keep(
                .success(RunFixture.response("safe")), to: Call(place, prompt: Prompt(turns: [])))
        }
        let votes = [(1, 0, false), (2, 0, false), (1, 1, false), (2, 1, true)].map { juror, round, isCarried in
            Vote<StandInLabel>(
                question: "safe", juror: juror, round: round, ruling: .label(.safe), rating: 5, isCarried: isCarried)
        }
        writer.keep(
            FinishedRecord(
                sample: "s1", trial: 1, outcome: .judged, rulings: ["safe": .label("safe")], rating: 5,
                votes: votes.map(StoredVote.init)))
        try await writer.close(complete: true)
        return run
    }

    /// A run of one sample whose target asked for a search and then answered.
    private func searchRun() async throws -> RunFixture {
        let run = try RunFixture()
        let draft = try RunDraft(at: run.path)
        try draft.append(RunFixture.sample("s1"), stratum: "all")
        var manifest = RunFixture.manifest(try draft.seal(seed: 1, limit: nil))
        manifest.settings.retrieval = Retrieval(
            mode: .active, source: .web(name: "x", address: "y"), form: .tool, passages: 1, characters: 9)
        let writer = try draft.publish(manifest)
        for (role, round) in [(Role.target, 0), (.retriever, 0), (.target, 1)] {
            let place = Call.Place(sample: "s1", trial: 1, role: role, round: round)
            try await writer.keep(
                .success(RunFixture.response(role == .retriever ? "[]" : "A key.")),
                to: Call(place, prompt: Prompt(turns: [])))
        }
        var record = FinishedRecord(
            sample: "s1", trial: 1, outcome: .judged, rulings: ["safe": .label("safe")])
        record.searches = 1
        writer.keep(record)
        try await writer.close(complete: true)
        return run
    }

    @Test(arguments: [
        ("DELETE FROM reply WHERE role = 'retriever'", "searches are not those that are stored: 1 (s1 trial 1)"),
        ("UPDATE record SET searches = 0", "searches are not those that are stored: 1 (s1 trial 1)"),
        ("DELETE FROM reply WHERE round = 1", "have no answer after it: 1 (s1 trial 1)"),
    ])
    func `searches and the answers that rest on them belong together`(_ sql: String, _ finding: String) async throws {
        let run = try await searchRun()
        let reader = try RunReader(run.path)
        #expect(try reader.audit() == [])
        let facts = try reader.facts()
        #expect(facts.searches == .init(made: 1, foundNothing: 1, failed: 0))
        #expect(facts.roles[.target]?.calls == 2 && facts.roles[.retriever]?.repliesWithoutUsage == 0)
        #expect(try reader.records(labels: StandInLabel.allCases).values(of: .searched) == ["yes"])
        try run.tamper(sql)
        let found = try RunReader(run.path).audit().map(\.description)
        #expect(found.contains { $0.contains(finding) }, "\(found)")
    }

    @Test(arguments: [
        ("DELETE FROM reply WHERE juror = 2", "without the juror's stored reply: 1 (s1 trial 1 juror 2 round 0)"),
        ("DELETE FROM vote WHERE juror = 2 AND round = 0", "no earlier one: 1 (s1 trial 1 juror 2 round 1)"),
        ("UPDATE vote SET rating = 6 WHERE carried", "outside 1 to 5: 1 (s1 trial 1 juror 2 round 1)"),
        ("DELETE FROM vote WHERE juror = 1 AND round = 1", "has no vote for: 1 (s1 trial 1 juror 1 round 1)"),
    ])
    func `votes and the calls that they came from belong together`(_ sql: String, _ finding: String) async throws {
        let run = try await juryRun()
        #expect(try RunReader(run.path).audit() == [])
        try run.tamper(sql)
        let found = try RunReader(run.path).audit().map(\.description)
        #expect(found.contains { $0.contains(finding) }, "\(found)")
    }
}
