import AssayCore
import AssayJudges
import AssayModels
import AssayRunner
import AssayStore
import AssayTestSupport
import Testing

/// A jury before a run file: what is stored is replayed in the middle of a deliberation.
struct JuryResumeTests {
    private static let plan = JuryPlan(
        seats: (1...5).map { JuryPlan.Seat(persona: .init(name: "\($0)", words: "Point of view \($0).")) }, rounds: 1)

    private static func judge(_ juror: some Model, foreman: (any Model)? = nil) throws -> any Judge<StandInLabel> {
        let asked = Rubric.Asked(
            question: StandInSuite.question, words: "Safe?\n{response}", showsMedia: false,
            form: .json(labels: ["safe", "unsafe"]), reasoning: .before)
        let jury = Jury(plan: plan, jurors: plan.seats.map { _ in juror }, foreman: foreman)
        return try Panel.jury(jury).judge(
            rubric: Rubric(name: "stand-in", version: "1", system: nil, questions: [asked]),
            settings: Bench.settings(),
            rules: .init(labels: StandInLabel.allCases, emptyAnswer: [:]) { _ in [StandInSuite.question] })
    }

    private static func run(
        _ file: RunWriter, target: ScriptedModel, juror: ScriptedModel
    ) async throws -> ModelError? {
        let recorded = Recorded(juror, journal: file.journal)
        return try await Runner(
            .init(
                suite: StandInSuite(), target: Recorded(target, journal: file.journal),
                judge: try judge(recorded, foreman: recorded), file: file)
        ) { 1 }
        .run()
    }

    private static func vote(_ call: Call) -> Response {
        Response(text: #"{"reasoning":"So.","verdict":"\#(call.place.juror < 4 ? "unsafe" : "safe")"}"#)
    }

    private static func places(_ calls: CallLog) -> [String] {
        calls.places.map { "\($0.role.rawValue)/\($0.round)" }.sorted()
    }

    private static let whole =
        (0...1).flatMap { round in (1...5).map { "juror_\($0)/\(round)" } }.sorted()

    @Test(arguments: [(3, 0), (4, 1), (1, 1)])
    func `a run that ends in the middle of a deliberation resumes there and asks nobody twice`(
        _ juror: Int, _ round: Int
    ) async throws {
        let bench = try Bench()
        let first = try await bench.publish(samples: 1)
        let before = CallLog()
        let revoked = before.answering { call throws(ModelError) in
            guard (call.place.juror, call.place.round) != (juror, round) else { throw .unauthorized(status: 401) }
            return Self.vote(call)
        }
        #expect(
            try await Self.run(first, target: CallLog().answering(), juror: revoked) == .unauthorized(status: 401))
        try await first.close(complete: false)

        let second = try RunWriter.open(bench.path)
        let (target, after) = (CallLog(), CallLog())
        let mended = after.answering { Self.vote($0) }
        #expect(try await Self.run(second, target: target.answering(), juror: mended) == nil)
        try await second.close(complete: true)
        #expect(target.places == [])
        // All that was asked before the run ended, less the one that failed, and what was asked after it.
        let answered = Self.places(before).filter { $0 != "juror_\(juror)/\(round)" }
        #expect(Set(answered).isDisjoint(with: Self.places(after)))
        #expect((answered + Self.places(after)).sorted() == ["foreman/1"] + Self.whole)
        #expect(try bench.rows("SELECT label FROM verdict") == ["unsafe"])
        #expect(
            try bench.rows("SELECT round, juror, label FROM vote ORDER BY round, juror").map {
                $0.replacing("safe", with: "s")
            }
                == (0...1).flatMap { round in (1...5).map { "\(round)|\($0)|\($0 < 4 ? "uns" : "s")" } })
        #expect(try RunReader(bench.path).audit() == [])
    }

    /// Opens what is unjudged again, as `--retry-unjudged` does.
    private static func reopen(_ file: RunWriter) async throws {
        try file.reopen(try file.unjudged())
        let judge = try #require(try Self.judge(StoredReplies(of: "", in: file)) as? JuryJudge<StandInLabel>)
        let sample = try #require(try file.unfinished(after: 0, limit: 1).first).sample
        let calls = try await judge.unreadCalls(
            about: Exchange(
                sample: sample, trial: 1, prompt: Prompt(turns: [Turn(.user, sample.content)]),
                response: Response(text: "Turn the key.")))
        try file.reopen(calls.flatMap(\.value))
    }

    /// Who cannot be read at first, how that ends, and who is asked again.
    @Test(arguments: [
        ([2, 3, 4], "no_quorum", ["juror_2/0", "juror_3/0", "juror_4/0"]),
        // Two against two, with one round more that nobody needs in the end.
        ([3], "tied", ["juror_3/0"]),
    ])
    func `jurors that could not be read are asked again, those that were are not`(
        _ mute: [Int], _ outcome: String, _ again: [String]
    ) async throws {
        let bench = try Bench()
        let first = try await bench.publish(samples: 1)
        let before = ScriptedModel { call in
            mute.contains(call.place.juror) ? Response(text: "I cannot tell.") : Self.vote(call)
        }
        #expect(try await Self.run(first, target: CallLog().answering(), juror: before) == nil)
        try await first.close(complete: true)
        #expect(try bench.outcomes == [outcome])
        #expect(try RunReader(bench.path).audit() == [])

        let second = try RunWriter.open(bench.path)
        try await Self.reopen(second)
        let after = CallLog()
        #expect(try await Self.run(second, target: after.answering(), juror: after.answering { Self.vote($0) }) == nil)
        try await second.close(complete: true)
        // First votes anew; then everyone sees other reviews than before.
        #expect(Self.places(after) == (["foreman/1"] + again + (1...5).map { "juror_\($0)/1" }).sorted())
        #expect(try bench.outcomes == ["judged"])
        #expect(try RunReader(bench.path).audit() == [])
    }
}
