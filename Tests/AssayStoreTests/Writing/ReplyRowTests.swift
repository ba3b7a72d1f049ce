import AssayCore
import AssayTestSupport
import Foundation
import GRDB
import Testing

@testable import AssayStore

struct ReplyRowTests {
    private func roundTrip(_ reply: Result<AssayCore.Response, ModelError>) async throws
        -> Result<AssayCore.Response, ModelError>?
    {
        let run = try RunFixture()
        let writer = try run.publish()
        let call = RunFixture.call("s1", role: .judge)
        try await writer.keep(reply, to: call)
        try await writer.close(complete: false)
        return try await RunWriter.open(run.path).storedReply(to: call)
    }

    private static let token = TokenLogprob(
        token: "A", logprob: -0.1, top: [.init(token: "A", logprob: -0.1), .init(token: "B", logprob: -.infinity)])

    @Test(arguments: [
        AssayCore.Response(text: "plain"),
        AssayCore.Response(text: ""),
        AssayCore.Response(text: "with\u{0}nothing\u{0}", reasoning: "\u{0}"),
        AssayCore.Response(
            text: "锁\n\"", reasoning: "because", stopReason: .filtered,
            usage: Usage(promptTokens: 3, answerTokens: 0, reasoningTokens: 2), servedBy: "model-1",
            categories: ["violence"], logprobs: [token]),
        AssayCore.Response(text: "x", usage: Usage(promptTokens: 3, answerTokens: 1), logprobs: []),
        AssayCore.Response(
            text: "", stopReason: .toolCall,
            toolCalls: [
                ToolCall(id: "t1", name: "look_up", arguments: "{\"word\":\"\u{0}锁\"}"),
                ToolCall(name: "n", arguments: ""),
            ]
        ),
    ])
    func `a response comes back as it was`(_ response: AssayCore.Response) async throws {
        #expect(try await roundTrip(.success(response)) == .success(response))
    }

    @Test(arguments: [
        ModelError.blockedInput(categories: ["self-harm"]), .rejected(status: 400, code: nil),
        .unsupported(what: "images"), .tooLong,
    ])
    func `a final failure is replayed, never asked again`(_ failure: ModelError) async throws {
        #expect(try await roundTrip(.failure(failure)) == .failure(failure))
    }

    @Test(arguments: [
        ModelError.rateLimited, .unavailable(status: 503), .timedOut, .malformed(what: "cut"), .cancelled,
    ])
    func `a resumable failure is asked again`(_ failure: ModelError) async throws {
        #expect(try await roundTrip(.failure(failure)) == nil)
    }

    @Test func `a resumable failure gives way to a reply, a reply to nothing`() async throws {
        let run = try RunFixture()
        let writer = try run.publish()
        let call = RunFixture.call("s1")
        try await writer.keep(.failure(.timedOut), to: call)
        try await writer.keep(.success(RunFixture.response("first")), to: call)
        try await writer.keep(.success(RunFixture.response("second")), to: call)
        try await writer.close(complete: false)
        let resumed = try RunWriter.open(run.path)
        #expect(try await resumed.storedReply(to: call) == .success(RunFixture.response("first")))
    }

    @Test func `another place or another prompt is another call`() async throws {
        let run = try RunFixture()
        let writer = try run.publish(trials: 2)
        try await writer.keep(.success(RunFixture.response("first")), to: RunFixture.call("s1"))
        try await writer.close(complete: false)
        let resumed = try RunWriter.open(run.path)
        for call in [
            RunFixture.call("s2"), RunFixture.call("s1", trial: 2), RunFixture.call("s1", role: .judge),
            RunFixture.call("s1", words: "Key?"),
        ] {
            #expect(try await resumed.storedReply(to: call) == nil)
        }
    }
}
