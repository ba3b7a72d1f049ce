import AssayCore
import AssayModels
import AssayTestSupport
import Foundation
import Testing

struct WireTransportTests {
    private static let answer = #"{"choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}]}"#

    private static func refusal(of parameter: String) -> RawServer.Reply {
        .http(400, #"{"error":{"message":"no","param":"\#(parameter)","code":"unsupported_parameter"}}"#)
    }

    @Test func `refused parameters are left out, remembered, and stated in every attempt`() async throws {
        let server = RawServer([Self.refusal(of: "max_tokens"), Self.refusal(of: "seed"), .http(200, Self.answer)])
        let journal = MemoryJournal()
        var parameters = Parameters()
        parameters.answerTokens = 300
        parameters.seed = 7
        try await withServer(server.run) { [parameters] port in
            try await withEndpoint(port: port) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: journal)
                for sample in ["1", "2"] {
                    let call = textCall(sample: sample, parameters: parameters)
                    #expect(await result(of: call, from: model) == .success(Response(text: "Yes.")))
                }
                #expect(endpoint.gauge.retries == 0)
            }
        }
        #expect(
            journal.attempts.map(\.sentParameters) == [
                #"{"max_tokens":300,"seed":7}"#, #"{"max_completion_tokens":300,"seed":7}"#,
                #"{"max_completion_tokens":300}"#, #"{"max_completion_tokens":300}"#,
            ])
        #expect(
            journal.attempts.map(\.dropped) == [[], ["max_tokens"], ["max_tokens", "seed"], ["max_tokens", "seed"]])
        #expect(journal.attempts.map(\.number) == [1, 2, 3, 1])
        #expect(server.bodies.last?.contains("seed") == false)
    }

    @Test func `an attempt holds what came back, and never the key`() async throws {
        let headers = ["X-Request-Id: r-1", "Set-Cookie: a=b", "Retry-After: 0"]
        let server = RawServer([.http(429, "slow down", headers: headers), .http(200, Self.answer)])
        let journal = MemoryJournal()
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, key: Secret("the-key"), clock: ImpatientClock()) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: journal)
                #expect(await result(of: textCall(), from: model) == .success(Response(text: "Yes.")))
                #expect(endpoint.gauge.retries == 1 && endpoint.gauge.rateLimitWaits == 1)
                #expect(endpoint.gauge.finished == 2 && endpoint.gauge.inFlight == 0)
            }
        }
        let first = try #require(journal.attempts.first)
        #expect(first.status == 429 && first.failure == .rateLimited)
        #expect(first.headers == ["x-request-id": "r-1", "retry-after": "0"])
        #expect(first.body == Array("slow down".utf8))
        #expect(!"\(journal.attempts)".contains("the-key"))
    }

    @Test func `a medium that changed stops the run before anything is sent`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("other bytes".utf8), to: "a.png")
        let media = Media(
            type: .png, size: 3, digest: Digest(of: "abc"),
            location: .file(path, modified: .init(timeIntervalSince1970: 0)))
        let prompt = Prompt(turns: [Turn(.user, [.image(media)])])
        let call = Call(Call.Place(sample: "1", trial: 1, role: .target), prompt: prompt)
        let server = RawServer([.http(200, Self.answer)])
        let journal = MemoryJournal()
        try await withServer(server.run) { port in
            try await withEndpoint(port: port) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: journal)
                let expected = ModelError.mediaChanged(path: "\(path)")
                #expect(await result(of: call, from: model) == .failure(expected))
            }
        }
        #expect(server.requests.isEmpty && journal.events.isEmpty)
    }

    @Test func `each reply is kept after its attempt is noted`() async throws {
        let server = RawServer([.http(500, "{}"), .http(200, Self.answer)])
        let journal = MemoryJournal()
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, clock: ImpatientClock()) { endpoint in
                _ = await result(of: textCall(), from: endpoint.model("m", name: "lab/m", journal: journal))
            }
        }
        #expect(journal.events == ["attempt 1", "attempt 2", "keep"])
    }

    @Test(arguments: [
        RawServer.Reply.http(400, #"{"error":{"code":"content_fil"#), .http(403, #"{"error":{"metadata":{"reas"#),
        .http(422, ""), .http(400, " \n"),
    ])
    func `an error whose words broke off may have been a block, and is asked again`(reply: RawServer.Reply) async throws
    {
        let block = #"{"error":{"code":"content_filter"}}"#
        let server = RawServer([reply, .http(400, block, headers: ["x-should-retry: true"])])
        let journal = MemoryJournal()
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, clock: ImpatientClock()) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: journal)
                #expect(await result(of: textCall(), from: model) == .failure(.blockedInput(categories: [])))
            }
        }
        #expect(server.requests.count == 2)
        #expect(journal.attempts[0].failure?.isResumable == true)
    }

    @Test(arguments: [
        (RawServer.Reply.http(400, "<html>"), ModelError.rejected(status: 400, code: nil)),
        (.http(401, "{"), .unauthorized(status: 401)), (.http(404, ""), .notFound(code: nil)),
        (.http(413, "{"), .tooLong),
    ])
    func `what a status or a page says by itself stays said`(reply: RawServer.Reply, failure: ModelError) async throws {
        let server = RawServer([reply])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, clock: ImpatientClock()) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .failure(failure))
            }
        }
        #expect(server.requests.count == 1)
    }
}
