import AssayCore
import AssayModels
import AssaySimulator
import AssayTestSupport
import Testing

/// A call with one text, and whatever a test adds.
func textCall(
    _ text: String = "How does a padlock work?", sample: String = "1", parameters: Parameters = Parameters(),
    schema: ReplySchema? = nil, tools: [Tool] = []
) -> Call {
    let prompt = Prompt(
        turns: [Turn(.user, [.text(text)])], parameters: parameters, replySchema: schema, tools: tools)
    return Call(Call.Place(sample: sample, trial: 1, role: .target), prompt: prompt)
}

/// How a call ended.
func result(of call: Call, from model: any Model) async -> Result<Response, ModelError> {
    do throws(ModelError) {
        return .success(try await model.respond(to: call))
    } catch {
        return .failure(error)
    }
}

/// Runs a server, does something with its port, and ends the server.
func withServer<Value: Sendable>(
    _ run: @escaping @Sendable (@escaping @Sendable (Int) async -> Void) async throws -> Void,
    _ body: @Sendable (Int) async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Void.self) { group in
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        group.addTask {
            defer { found.finish() }
            try await run { found.yield($0) }
        }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else {
            try await group.waitForAll()
            throw CancellationError()
        }
        let value = try await body(port)
        group.cancelAll()
        return value
    }
}

/// Runs a simulated server and an endpoint that talks to it.
func withSimulator<Value: Sendable>(
    _ configuration: SimulatedServer.Configuration = .init(), limits: Limits = Limits(), key: Secret? = nil,
    clock: any Clock<Duration> = ContinuousClock(), _ body: @Sendable (Endpoint, RequestCounters) async throws -> Value
) async throws -> Value {
    let server = SimulatedServer(configuration)
    return try await withServer(server.run) { port in
        try await withEndpoint(port: port, limits: limits, key: key, clock: clock) {
            try await body($0, server.counters)
        }
    }
}

/// An endpoint on loopback that is shut down afterwards.
func withEndpoint<Value: Sendable>(
    port: Int, kind: EndpointKind = .openai, limits: Limits = Limits(), key: Secret? = nil,
    timeout: Duration = .seconds(60), clock: any Clock<Duration> = ContinuousClock(),
    _ body: @Sendable (Endpoint) async throws -> Value
) async throws -> Value {
    let path = kind == .openai ? "/v1/" : ""
    let settings = EndpointSettings(
        baseURL: "http://127.0.0.1:\(port)\(path)", kind: kind, key: key, limits: limits, timeout: timeout)
    let endpoint = try Endpoint(settings, clock: clock)
    let value: Value
    do {
        value = try await body(endpoint)
    } catch {
        try await endpoint.shutdown()
        throw error
    }
    try await endpoint.shutdown()
    return value
}

/// A JSON schema for a verdict.
func verdictSchema(_ labels: [String]) -> ReplySchema {
    let words = labels.map { "\"\($0)\"" }.joined(separator: ",")
    return ReplySchema(
        name: "verdict",
        json: """
            {"type":"object","properties":{"reasoning":{"type":"string"},"verdict":{"type":"string","enum":[\(words)]}},\
            "required":["reasoning","verdict"],"additionalProperties":false}
            """)
}
