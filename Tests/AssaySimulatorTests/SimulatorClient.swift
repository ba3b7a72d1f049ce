import AssayCore
import AssaySimulator
import AssayTestSupport
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Testing

/// A reply as a client sees it.
struct ClientReply: Sendable {
    let status: UInt
    let headers: HTTPHeaders
    let body: String
}

/// A client's view of a running server.
struct SimulatorClient: Sendable {
    let port: Int

    /// A client that takes a redirect for the reply that it is.
    private static let unfollowing = HTTPClient(
        eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: .init(redirectConfiguration: .disallow))

    func send(
        _ path: String, body: String? = nil, key: String? = nil, headers: KeyValuePairs<String, String> = [:],
        follows: Bool = true
    ) async throws -> ClientReply {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        if let body {
            request.method = .POST
            request.body = .bytes(ByteBuffer(string: body))
        }
        if let key { request.headers.add(name: "authorization", value: "Bearer \(key)") }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let client = follows ? HTTPClient.shared : Self.unfollowing
        let response = try await client.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 32 << 20)
        return ClientReply(status: response.status.code, headers: response.headers, body: String(buffer: bytes))
    }

    func ask(_ model: String = "compliant", _ text: String = "A?", key: String? = nil) async throws -> ClientReply {
        let body = #"{"model":"\#(model)","messages":[{"role":"user","content":"\#(text)"}]}"#
        return try await send("/v1/chat/completions", body: body, key: key)
    }

    /// Asks in any form, with the headers that it demands.
    func ask(in form: SimulatedForm, _ model: String = "compliant", _ text: String = "A?") async throws -> ClientReply {
        switch form {
        case .openAI: try await ask(model, text)
        case .anthropic:
            try await send(
                "/v1/messages",
                body: #"{"model":"\#(model)","max_tokens":9,"messages":[{"role":"user","content":"\#(text)"}]}"#,
                headers: ["x-api-key": "any", "anthropic-version": "2023-06-01"])
        case .gemini:
            try await send(
                "/v1beta/models/\(model):generateContent", body: #"{"contents":[{"parts":[{"text":"\#(text)"}]}]}"#,
                headers: ["x-goog-api-key": "any"])
        }
    }
}

/// Runs a server and a client of it.
func withServer(
    faults: String = "", key: String? = nil, clock: any Clock<Duration> = ContinuousClock(),
    _ body: (SimulatorClient, SimulatedServer) async throws -> Void
) async throws {
    var configuration = SimulatedServer.Configuration()
    configuration.faults = try FaultPlan(faults)
    configuration.requiredKey = key
    let server = SimulatedServer(configuration, clock: clock)
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run { found.yield($0) } }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        try await body(SimulatorClient(port: port), server)
        group.cancelAll()
        try await group.waitForAll()
    }
}
