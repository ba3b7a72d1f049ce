import AssayCore
import AssayModels
import AssayTestSupport
import Foundation
import Testing

struct WebFilesTests {
    /// A reply read to its end, or why there is none.
    private static func fetched(
        _ reply: RawServer.Reply, key: String? = nil, patience: Duration = .seconds(30)
    ) async throws -> (result: Result<(WebReply, [UInt8]), WebFailure>, requests: [String]) {
        let server = RawServer([reply])
        let result = try await withServer(server.run) { port -> Result<(WebReply, [UInt8]), WebFailure> in
            var settings = WebSettings(baseURL: "http://127.0.0.1:\(port)", key: key.map(Secret.init))
            settings.patience = patience
            let line = try WebFiles(settings)
            var result: Result<(WebReply, [UInt8]), WebFailure>
            do {
                let reply = try await line.get(
                    WebRequest(url: "http://127.0.0.1:\(port)/a?b=1", headers: ["range": "bytes=5-"]))
                var bytes: [UInt8] = []
                for try await piece in reply.body { bytes += piece }
                result = .success((reply, bytes))
            } catch let failure as WebFailure {
                result = .failure(failure)
            }
            try await line.shutdown()
            return result
        }
        return (result, server.requests)
    }

    @Test func `a reply is its status, headers and body, and the request says who asks`() async throws {
        let (result, requests) = try await Self.fetched(
            .http(206, "padlock", headers: ["Content-Range: bytes 5-11/12"]), key: "hf_secret")
        let (reply, bytes) = try result.get()
        #expect(reply.status == 206 && reply.headers["content-range"] == "bytes 5-11/12")
        #expect(bytes == Array("padlock".utf8))
        let lines = try #require(requests.first).lowercased().split(separator: "\r\n")
        #expect(lines.first == "get /a?b=1 http/1.1")
        #expect(lines.contains("range: bytes=5-") && lines.contains("accept-encoding: identity"))
        #expect(lines.contains("authorization: bearer hf_secret") && lines.contains("user-agent: assay"))
    }

    @Test func `the key stays away from every other origin`() async throws {
        let server = RawServer([.http(200, "")])
        try await withServer(server.run) { port in
            // The base is another port of the same machine.
            let line = try WebFiles(WebSettings(baseURL: "http://127.0.0.1:1", key: Secret("hf_secret")))
            let reply = try await line.get(WebRequest(url: "http://127.0.0.1:\(port)/a"))
            for try await _ in reply.body {}
            // A host that only looks like loopback's other name is another host, too.
            _ = try? await line.get(WebRequest(url: "http://localhost:\(port)/a"))
            try await line.shutdown()
        }
        #expect(!server.requests.isEmpty)
        #expect(server.requests.allSatisfy { !$0.contains("hf_secret") && !$0.lowercased().contains("authorization") })
    }

    @Test(arguments: [408, 429, 500, 502, 503, 504])
    func `a server that is busy says for how long`(status: Int) async throws {
        let (result, _) = try await Self.fetched(.http(status, "", headers: ["Retry-After: 7"]))
        #expect(throws: WebFailure.busy(status: status, wait: .seconds(7))) { try result.get() }
    }

    @Test(arguments: [301, 302, 307, 401, 403, 404, 416, 501])
    func `any other status is a reply`(status: Int) async throws {
        #expect(try await Self.fetched(.http(status, "", headers: ["Location: /x"])).result.get().0.status == status)
    }

    @Test func `a body that breaks off, hangs or is no HTTP fails as what it is`() async throws {
        let cut = Array("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nabc".utf8)
        let broken = try await Self.fetched(.init(bytes: cut, ending: .closes)).result
        #expect(throws: WebFailure.broken) { try broken.get() }
        let hanging = try await Self.fetched(.init(bytes: cut, ending: .hangs), patience: .milliseconds(200)).result
        #expect(throws: WebFailure.timedOut) { try hanging.get() }
        let other = try await Self.fetched(.init(bytes: Array("SSH-2.0-OpenSSH\r\n\r\n".utf8), ending: .closes)).result
        #expect(throws: WebFailure.malformed(what: "the reply is not HTTP")) { try other.get() }
    }

    @Test func `nobody there is a broken connection`() async throws {
        let line = try WebFiles(WebSettings(baseURL: "http://127.0.0.1:9"))
        await #expect(throws: WebFailure.broken) { try await line.get(WebRequest(url: "http://127.0.0.1:9/")) }
        await #expect(throws: WebFailure.self) { try await line.get(WebRequest(url: "file:///etc/hostname")) }
        try await line.shutdown()
    }

    @Test(
        arguments: [
            ("http://hub.example", EndpointError.keyOverPlainHTTP(host: "hub.example")),
            ("ftp://hub.example", .invalidURL(reason: "is neither https nor http")),
            ("https://user:password@hub.example", .invalidURL(reason: "holds a user name or a key")),
        ])
    func `an address that would give a key away is refused`(address: String, error: EndpointError) {
        #expect(throws: error) { try WebFiles(WebSettings(baseURL: address, key: Secret("hf_secret"))) }
    }

    @Test func `a key that no header can carry is refused, a proxy that is none by its variable`() throws {
        #expect(throws: EndpointError.invalidKey) {
            try WebFiles(WebSettings(baseURL: "https://hub.example", key: Secret("a\nb")))
        }
        var settings = WebSettings(baseURL: "https://hub.example")
        settings.proxies = ProxySettings(environment: ["HTTPS_PROXY": "ftp://x"])
        #expect(throws: EndpointError.invalidProxy(variable: "HTTPS_PROXY")) { try WebFiles(settings) }
        settings.proxies = ProxySettings(environment: [:])
        let folder = try TemporaryFolder()
        settings.certificateFile = try folder.write(Array("none".utf8), to: "roots.pem")
        #expect(throws: EndpointError.self) { try WebFiles(settings) }
    }

    @Test func `a request goes through the proxy that the environment names`() async throws {
        let proxy = RawServer([.http(200, "through")])
        try await withServer(proxy.run) { port in
            var settings = WebSettings(baseURL: "http://127.0.0.1:1")
            settings.proxies = ProxySettings(environment: ["HTTP_PROXY": "http://127.0.0.1:\(port)"])
            let line = try WebFiles(settings)
            let reply = try await line.get(WebRequest(url: "http://127.0.0.1:1/a"))
            for try await _ in reply.body {}
            try await line.shutdown()
        }
        #expect(proxy.requests.first?.hasPrefix("CONNECT 127.0.0.1:1 HTTP/1.1") == true)
    }

    @Test func `waits are those of the one retry policy`() throws {
        let line = try WebFiles(WebSettings(baseURL: "https://hub.example"))
        func wait(_ failure: WebFailure, _ number: Int) -> Duration? {
            line.wait(after: failure, number: number, asking: "https://hub.example/a")
        }
        #expect(wait(.busy(status: 429, wait: .seconds(3)), 1) == .seconds(3))
        #expect(wait(.busy(status: 503, wait: .seconds(3)), 1) == .seconds(3))
        #expect(wait(.busy(status: 503, wait: .seconds(3600)), 1) == .seconds(60))
        let first = try #require(wait(.broken, 1))
        #expect(first <= .milliseconds(500) && wait(.broken, 1) == first)
        // Six attempts, ten where the rate is limited.
        #expect(wait(.timedOut, 5) != nil && wait(.timedOut, 6) == nil)
        #expect(wait(.busy(status: 429, wait: nil), 9) != nil && wait(.busy(status: 429, wait: nil), 10) == nil)
        #expect(wait(.invalid(reason: "x"), 1) == nil && wait(.cancelled, 1) == nil)
        #expect(wait(.malformed(what: "x"), 1) != nil)
    }
}
