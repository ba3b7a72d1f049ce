import AssayCore
import AssayRunner
import AssayStore
import Testing

struct StoredRepliesTests {
    private static func call(_ role: Role, _ words: String) -> Call {
        Call(.init(sample: "s1", trial: 1, role: role), prompt: Prompt(turns: [Turn(.user, [.text(words)])]))
    }

    @Test func `the target's answer is found by its place, a judge's reply by its prompt`() async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 1)
        try await file.keep(.success(Response(text: "Turn the key.")), to: Self.call(.target, "asked elsewhere"))
        try await file.keep(.success(Response(text: "safe")), to: Self.call(.judge, "Is it safe?"))
        let stored = StoredReplies(of: "our-model", in: file)
        #expect(stored.name == "our-model")
        #expect(try await stored.respond(to: Self.call(.target, "asked here")).text == "Turn the key.")
        #expect(try await stored.respond(to: Self.call(.judge, "Is it safe?")).text == "safe")
        await #expect(throws: ModelError.missing) { try await stored.respond(to: Self.call(.judge, "Is it right?")) }
        await #expect(throws: ModelError.missing) {
            try await stored.respond(
                to: Call(.init(sample: "s1", trial: 2, role: .target), prompt: Prompt(turns: [])))
        }
        try await file.close(complete: false)
    }

    private static let words = SearchWords(
        heading: "Found:", nothing: "-", tool: (words: "x", argument: "y"), key: "搜索", offer: "z", probe: "p")
    private static let wish = Response(text: #"{"搜索": "padlock"}"#)

    private static func answer(_ words: String, round: Int) -> Call {
        Call(
            .init(sample: "s1", trial: 1, role: .target, round: round),
            prompt: Prompt(turns: [Turn(.user, [.text(words)])]))
    }

    /// What is stored of a run that lets its target ask for a search, and what the target's answer then is.
    private func respond(
        _ replies: [(Call, Result<Response, ModelError>)]
    ) async throws -> Result<Response, ModelError> {
        let bench = try Bench()
        var settings = Bench.settings()
        settings.retrieval = Retrieval(
            mode: .active, source: .web(name: "x", address: "y"), form: .text, passages: 1, characters: 9)
        let file = try await bench.publish(samples: 1, settings: settings)
        for (call, reply) in replies { try await file.keep(reply, to: call) }
        let stored = StoredReplies(of: "our-model", in: file, words: Self.words)
        let outcome: Result<Response, ModelError>
        do throws(ModelError) {
            outcome = .success(try await stored.respond(to: Self.call(.target, "x")))
        } catch {
            outcome = .failure(error)
        }
        try await file.close(complete: false)
        return outcome
    }

    @Test func `the answer after a search is the target's, with the search counted`() async throws {
        let outcome = try await respond([
            (Self.answer("x", round: 0), .success(Self.wish)),
            (Self.call(.retriever, "padlock"), .success(Response(text: "[]"))),
            (Self.answer("y", round: 1), .success(Response(text: "A key."))),
        ])
        #expect(try outcome.get().text == "A key." && outcome.get().searches == 1)
    }

    @Test func `a wish that nobody came to answer after is no answer`() async throws {
        let wish = (Self.answer("x", round: 0), Result<Response, ModelError>.success(Self.wish))
        #expect(try await respond([wish]) == .failure(.missing))
        let found = (Self.call(.retriever, "padlock"), Result<Response, ModelError>.success(Response(text: "[]")))
        #expect(try await respond([wish, found]) == .failure(.missing))
        #expect(
            try await respond([(Self.answer("x", round: 0), .success(Response(text: "A key.")))]).get().searches == 0)
    }

    @Test func `a failed search stays what it was`() async throws {
        let outcome = try await respond([
            (Self.answer("x", round: 0), .success(Self.wish)), (Self.call(.retriever, "padlock"), .failure(.timedOut)),
        ])
        #expect(outcome == .failure(.retrieval(what: ModelError.timedOut.description, isResumable: true)))
    }

    @Test(arguments: [ModelError.timedOut, .tooLong, .errorText])
    func `a stored failure is thrown, also one that would be asked for again`(error: ModelError) async throws {
        let bench = try Bench()
        let file = try await bench.publish(samples: 1)
        try await file.keep(.failure(error), to: Self.call(.target, "x"))
        let stored = StoredReplies(of: "our-model", in: file)
        await #expect(throws: error) { try await stored.respond(to: Self.call(.target, "x")) }
        try await file.close(complete: false)
        await #expect(throws: ModelError.notSaved) { try await stored.respond(to: Self.call(.target, "x")) }
    }
}
