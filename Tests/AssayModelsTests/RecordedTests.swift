import AssayCore
import AssayModels
import AssayTestSupport
import Testing

struct RecordedTests {
    private let call = textCall()
    private let never = ScriptedModel { _ throws(ModelError) in
        Issue.record("a stored reply is never asked again")
        throw .timedOut
    }

    @Test func `a stored answer is given without asking`() async {
        let journal = MemoryJournal(.success(Response(text: "Stored.")), to: call)
        let outcome = await result(of: call, from: Recorded(never, journal: journal))
        #expect(outcome == .success(Response(text: "Stored.")))
    }

    @Test(arguments: [
        ModelError.blockedInput(categories: ["x"]), .rejected(status: 400, code: nil), .tooLong,
        .unsupported(what: "x"),
    ])
    func `a stored final failure is given without asking`(failure: ModelError) async {
        let journal = MemoryJournal(.failure(failure), to: call)
        #expect(await result(of: call, from: Recorded(never, journal: journal)) == .failure(failure))
    }

    @Test func `a stored failure that may pass is asked again`() async {
        let journal = MemoryJournal(.failure(.timedOut), to: call)
        let model = ScriptedModel { _ in Response(text: "Now.") }
        #expect(await result(of: call, from: Recorded(model, journal: journal)) == .success(Response(text: "Now.")))
        #expect(journal.reply(to: call) == .success(Response(text: "Now.")))
    }

    @Test func `another trial of the same prompt is another call`() async {
        let journal = MemoryJournal(.success(Response(text: "First.")), to: call)
        let second = Call(Call.Place(sample: "1", trial: 2, role: .target), prompt: call.prompt)
        let model = ScriptedModel { _ in Response(text: "Second.") }
        #expect(
            await result(of: second, from: Recorded(model, journal: journal)) == .success(Response(text: "Second.")))
    }

    @Test func `a reply is kept before anybody sees it`() async {
        let journal = MemoryJournal()
        let model = ScriptedModel { _ in Response(text: "Yes.", stopReason: .filtered) }
        _ = await result(of: call, from: Recorded(model, journal: journal))
        #expect(journal.reply(to: call) == .success(Response(text: "Yes.", stopReason: .filtered)))
    }

    @Test(arguments: [
        ModelError.rateLimited, .unavailable(status: 503), .timedOut, .malformed(what: "x"),
        .blockedInput(categories: []), .rejected(status: 400, code: nil), .tooLong, .unsupported(what: "x"),
    ])
    func `a failure that is a result is kept`(failure: ModelError) async {
        let journal = MemoryJournal()
        let model = ScriptedModel { _ throws(ModelError) in throw failure }
        #expect(await result(of: call, from: Recorded(model, journal: journal)) == .failure(failure))
        #expect(journal.reply(to: call) == .failure(failure))
    }

    @Test(arguments: [
        ModelError.cancelled, .unauthorized(status: 401), .quotaExhausted, .notFound(code: nil),
        .mediaChanged(path: "x"), .notSaved,
    ])
    func `what is no result leaves the call open`(failure: ModelError) async {
        let journal = MemoryJournal()
        let model = ScriptedModel { _ throws(ModelError) in throw failure }
        #expect(await result(of: call, from: Recorded(model, journal: journal)) == .failure(failure))
        #expect(journal.reply(to: call) == nil && journal.events.isEmpty)
    }

    @Test func `nothing new is asked once the run is ending, but what is stored is still given`() async {
        let journal = MemoryJournal(.success(Response(text: "Stored.")), to: call)
        journal.stop()
        let model = Recorded(never, journal: journal)
        #expect(await result(of: textCall("Another?"), from: model) == .failure(.cancelled))
        #expect(await result(of: call, from: model) == .success(Response(text: "Stored.")))
    }

    @Test func `an answer that comes while the run is ending is kept`() async {
        let journal = MemoryJournal()
        let model = ScriptedModel { _ in
            journal.stop()
            return Response(text: "Late.")
        }
        _ = await result(of: call, from: Recorded(model, journal: journal))
        #expect(journal.reply(to: call) == .success(Response(text: "Late.")))
    }

    @Test func `an answer that cannot be stored is not given`() async {
        let journal = MemoryJournal()
        let model = ScriptedModel { _ in
            journal.breakDown()
            return Response(text: "Lost.")
        }
        #expect(await result(of: call, from: Recorded(model, journal: journal)) == .failure(.notSaved))
    }
}
