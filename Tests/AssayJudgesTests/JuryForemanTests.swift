import AssayCore
import AssayTestSupport
import Testing

@testable import AssayJudges

/// The foreman, and what is asked for again: the parts of `JuryJudge` beside the deliberation itself.
struct JuryForemanTests {
    private static func votes(_ call: Call) -> String {
        JuryBench.reply(call.place.juror < 4 ? "unsafe" : "safe", of: call)
    }

    @Test(arguments: [
        nil, ModelError.timedOut, .missing, .blockedInput(categories: []), .tooLong, .rejected(status: 400, code: nil),
    ])
    func `a foreman that fails leaves the verdict as it is`(_ error: ModelError?) async throws {
        let foreman = ScriptedModel { _ throws(ModelError) in
            if let error { throw error }
            return Response(text: #"{"verdict":"safe","rating":5}"#)
        }
        let course = try await JuryBench().deliberate(foreman: foreman) { Self.votes($0) }
        #expect(course.verdict == (try await JuryBench().deliberate { Self.votes($0) }).verdict)
        #expect(course.verdict.rulings == [.safe: .label(.unsafe)])
        #expect(course.calls.filter { $0.place.role == .foreman }.map(\.place.round) == [1])
    }

    @Test func `a foreman stops the run where that must be`() async throws {
        let foreman = ScriptedModel { _ throws(ModelError) in throw .quotaExhausted }
        await #expect(throws: ModelError.quotaExhausted) {
            try await JuryBench().deliberate(foreman: foreman) { Self.votes($0) }
        }
    }

    @Test func `the foreman is given the verdict and every review, and nobody's name`() async throws {
        let foreman = ScriptedModel { _ in Response(text: "They agree.") }
        let course = try await JuryBench().deliberate(foreman: foreman) { Self.votes($0) }
        let call = try #require(course.calls.first { $0.place.role == .foreman })
        #expect(call.triples.own == "unsafe")
        #expect(call.triples.others.sorted() == ["safe", "safe", "unsafe", "unsafe", "unsafe"])
        for juror in 1...5 { #expect(call.lastText.contains("reasons \(juror)-1")) }
        for word in ["name-of", "Persona words", "model-name", "target-name", "Turn the key"] {
            #expect(!call.promptJSON.contains(word))
        }
        #expect(call.prompt.replySchema == nil)
    }

    @Test func `without a label there is nothing to write down`() async throws {
        let foreman = ScriptedModel { _ in Response(text: "They agree.") }
        let course = try await JuryBench().deliberate(foreman: foreman) { _ in "I cannot tell." }
        #expect(course.calls.allSatisfy { $0.place.role != .foreman })
    }

    @Test func `what is asked for again are the calls that gave no vote, and no other`() async throws {
        let juror = ScriptedModel { call throws(ModelError) in
            switch (call.place.juror, call.place.round) {
            case (1, 0), (2, 1): return Response(text: "I cannot tell.")
            case (3, 1): throw .blockedInput(categories: [])
            case (4, 1): throw .missing
            default: return Response(text: Self.votes(call))
            }
        }
        let bench = JuryBench()
        let judge = try bench.judge(Jury(plan: bench.plan, jurors: bench.plan.seats.map { _ in juror }))
        let calls = try await judge.unreadCalls(about: JuryBench.exchange())
        #expect(calls[.safe]?.map { "\($0.place.juror)/\($0.place.round)" } == ["1/0", "2/1", "3/1"])
    }
}
