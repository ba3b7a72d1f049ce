import AssayCore
import AssayModels
import AssayTestSupport
import Foundation
import SystemPackage
import Testing

struct HTTPLineTests {
    private static let answer = #"{"choices":[{"message":{"content":"Yes."},"finish_reason":"stop"}]}"#
    private static let gzipped =
        "H4sIAAAAAAACAw3IQQqAMAwEwL/sWXxAfyIiUkq0PTQRN7eQv+scJ9C6jSZE2QNTyHoLSqCZuqijYBOuyAXX0MF+vlJp+j/dHuSRHyClDLVDAAAA"

    /// Replies that are none, and what each of them is.
    private static let broken: [(String, RawServer.Reply, ModelError)] = [
        (
            "cut in the middle of the body",
            .init(bytes: Array("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choi".utf8), ending: .closes),
            .unavailable(status: nil)
        ),
        ("closed without a word", .init(bytes: [], ending: .closes), .unavailable(status: nil)),
        (
            "not HTTP", .init(bytes: Array("SSH-2.0-OpenSSH_9.2\r\n\r\n".utf8), ending: .closes),
            .malformed(what: "the reply is not HTTP")
        ),
        ("cut JSON", .http(200, #"{"choices":[{"mess"#), .malformed(what: "the reply is not a JSON object")),
        ("no bytes at all", .http(200, ""), .malformed(what: "the reply is not a JSON object")),
        (
            "bytes that are not UTF-8", .http(200, Array(#"{"choices":[{"message":{"content":""#.utf8) + [0xFF, 0x22]),
            .malformed(what: "the reply is not a JSON object")
        ),
        (
            "a page of a proxy", .http(200, "<html>Sign in</html>", headers: ["Content-Type: text/html"]),
            .malformed(what: "the reply is not a JSON object")
        ),
        ("a redirect", .http(302, "", headers: ["Location: http://127.0.0.1:1/"]), .rejected(status: 302, code: nil)),
        (
            "more than 64 MB", .init(bytes: Array("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n".utf8)),
            .malformed(what: "the reply is larger than 64 MB")
        ),
        (
            "gzip that is none", .http(200, "plain", headers: ["Content-Encoding: gzip"]),
            .malformed(what: "the reply's compression cannot be undone")
        ),
    ]

    @Test(arguments: broken.indices)
    func `a reply that is none is a failure, and the next attempt is taken`(index: Int) async throws {
        let (name, reply, failure) = Self.broken[index]
        let server = RawServer([reply, .http(200, Self.answer)])
        let journal = MemoryJournal()
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, clock: ImpatientClock()) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: journal)
                let outcome = await result(of: textCall(), from: model)
                let expected: Result<Response, ModelError> =
                    failure.isResumable ? .success(Response(text: "Yes.")) : .failure(failure)
                #expect(outcome == expected, "\(name)")
            }
        }
        #expect(journal.attempts.first?.failure == failure, "\(name)")
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"choices\":["])
    func `a reply that never ends is timed out, also in the middle of its body`(start: String) async throws {
        let server = RawServer([.init(bytes: Array(start.utf8), ending: .hangs), .http(200, Self.answer)])
        let journal = MemoryJournal()
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, timeout: .milliseconds(200), clock: ImpatientClock()) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: journal)
                #expect(await result(of: textCall(), from: model) == .success(Response(text: "Yes.")))
            }
        }
        // On a busy machine the good reply, too, may come too late once or twice; then it is asked for again.
        let failures = journal.attempts.map(\.failure)
        #expect(failures.first == .timedOut)
        #expect(failures.dropLast().allSatisfy { $0 == .timedOut })
        #expect(failures.last == .some(nil))
    }

    @Test func `a compressed reply is read`() async throws {
        // gzip of the answer above, made with Python's gzip.compress(answer, mtime=0).
        let zipped = try #require(Data(base64Encoded: Self.gzipped))
        let server = RawServer([.http(200, Array(zipped), headers: ["Content-Encoding: gzip"])])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .success(Response(text: "Yes.")))
            }
        }
    }

    @Test func `a request carries the key, the program's name and its true type`() async throws {
        let server = RawServer([.http(200, Self.answer)])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, key: Secret("the-key")) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .success(Response(text: "Yes.")))
            }
        }
        let request = try #require(server.requests.first)
        let lines = request.lowercased().split(separator: "\r\n")
        #expect(lines.first == "post /v1/chat/completions http/1.1")
        #expect(lines.contains("authorization: bearer the-key"))
        #expect(lines.contains("user-agent: assay"))
        #expect(lines.contains("content-type: application/json"))
    }

    @Test func `a call that is cancelled on its way ends at once, and is no result`() async throws {
        let server = RawServer([.init(bytes: [], ending: .hangs)])
        let journal = MemoryJournal()
        try await withServer(server.run) { port in
            try await withEndpoint(port: port) { endpoint in
                let model = endpoint.model("m", name: "lab/m", journal: journal)
                await withTaskGroup(of: Result<Response, ModelError>.self) { group in
                    group.addTask { await result(of: textCall(), from: model) }
                    while server.requests.isEmpty { await Task.yield() }
                    group.cancelAll()
                    #expect(await group.next() == .failure(.cancelled))
                }
            }
        }
        #expect(journal.events == ["attempt 1"])
    }

    @Test func `a file of certificates that holds none is refused by name`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Array("no certificate".utf8), to: "roots.pem")
        var settings = EndpointSettings(baseURL: "https://models.example")
        settings.certificateFile = file
        #expect(throws: EndpointError.unreadableCertificates(path: file.string)) { try Endpoint(settings) }
    }
}
