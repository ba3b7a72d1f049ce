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
