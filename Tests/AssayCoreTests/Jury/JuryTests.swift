import AssayCore
import AssayTestSupport
import Foundation
import Testing

struct JuryTests {
    private static let plan = JuryPlan(
        seats: [
            .init(persona: .init(name: "gardener", words: "You tend a garden.")),
            .init(persona: .init(name: "locksmith", words: "You make locks."), weight: 2),
        ], rounds: 2, isSequential: true, reduction: .juror(2))

    @Test func `jurors are numbered from 1 in the order of their seats`() {
        #expect(Self.plan.jurors == [.juror(1), .juror(2)])
        let model = ScriptedModel { _ in Response(text: "") }
        #expect(Jury(plan: Self.plan, jurors: [model, model]).name == "jury of 2")
    }

    @Test func `a plan comes back from a manifest as it was`() throws {
        let json = try JSONEncoder().encode(Self.plan)
        #expect(try JSONDecoder().decode(JuryPlan.self, from: json) == Self.plan)
    }

    @Test func `a manifest says who rules, each model of a jury once`() {
        var manifest = Manifest(
            program: "assay test", created: .distantPast, suite: .init(name: "locks", version: "1"),
            dataset: .init(name: "locks", digest: Digest(of: ""), samples: 1, available: 1, skipped: 0), rubric: nil,
            protocolUse: .init(name: "assay", departures: []),
            settings: Settings(trials: 1, target: Parameters(), judge: Parameters(), sendsSeed: false), models: [:],
            options: [:])
        #expect(manifest.judgeName == nil && !manifest.isJudged)
        manifest.models[.judge] = .init(name: "lab/one", endpoint: nil, isSimulated: false)
        #expect(manifest.judgeName == "lab/one" && manifest.isJudged)
        manifest.models[.judge] = nil
        manifest.jury = JuryPlan(seats: (1...3).map { .init(persona: .init(name: "\($0)", words: "")) })
        for (seat, name) in ["lab/one", "lab/two", "lab/one"].enumerated() {
            manifest.models[.juror(seat + 1)] = .init(name: name, endpoint: nil, isSimulated: false)
        }
        #expect(manifest.judgeName == "jury of 3: lab/one, lab/two" && manifest.isJudged)
    }
}
