import AssayCore
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A server on loopback that answers chat completions as personas do, and fails on purpose where it is told to.
public struct SimulatedServer: Sendable {
    /// Where the server listens and how it behaves.
    public struct Configuration: Sendable {
        /// The address that it listens on.
        public var host = "127.0.0.1"
        /// The port; 0 picks one that is free.
        public var port = 0
        /// The key that requests must carry; nil where any or none will do.
        public var requiredKey: String?
        /// Further names of models, and the persona that answers to each.
        public var aliases: [String: Persona] = [:]
        /// How it is slow or fails.
        public var faults = FaultPlan()

        /// A server on a free port that asks for no key and does not fail.
        public init() {}
    }

    /// The largest request body that it reads.
    public static let mostRequestBytes = 64 << 20

    /// What it has been asked and has answered.
    public let counters = RequestCounters()
    private let configuration: Configuration
    private let clock: any Clock<Duration>

    /// A server that does not run yet.
    public init(_ configuration: Configuration = Configuration(), clock: any Clock<Duration> = ContinuousClock()) {
        self.configuration = configuration
        self.clock = clock
    }

    /// Runs until the task is cancelled.
    ///
    /// - Parameter onReady: called once with the port that it listens on.
    /// - Throws: where the port cannot be had.
    public func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        do {
            try await application(onReady: onReady).run()
        } catch is CancellationError {
            // Being cancelled is how it ends.
        }
    }

    /// Runs until the program is told to end by SIGINT or SIGTERM, or the task is cancelled.
    ///
    /// - Parameter onReady: called once with the port that it listens on.
    /// - Throws: where the port cannot be had.
    public func runUntilSignalled(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        do {
            try await application(onReady: onReady).runService()
        } catch is CancellationError {
            // Being cancelled is how it ends.
        }
    }

    private func application(onReady: @escaping @Sendable (Int) async -> Void) -> some ApplicationProtocol {
        var logger = Logger(label: "assay.simulator")
        logger.logLevel = .critical
        let router = Router(context: SimulatorContext.self)
        router.get("/v1/models") { request, _ in models(request) }
        router.get("/counters") { _, _ in Self.json(200, ChatReply.encoded(counters.reading)) }
        router.post("/counters/reset") { _, _ in
            counters.reset()
            return Self.json(200, Array("{}".utf8))
        }
        router.post("/v1/chat/completions") { request, context in try await complete(request, context) }
        return Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), backlog: 1024),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { await onReady(port) }
            }, logger: logger)
    }

    private func models(_ request: Request) -> Response {
        guard isAuthorized(request) else { return Self.refused(ChatReply(status: 401, code: "invalid_api_key")) }
        let names = Persona.allCases.map(\.rawValue) + configuration.aliases.keys.sorted()
        return Self.json(200, ChatReply.encoded(ModelList(data: names.map { ModelList.Entry(id: $0) })))
    }

    private func complete(_ request: Request, _ context: SimulatorContext) async throws -> Response {
        guard isAuthorized(request) else { return Self.refused(ChatReply(status: 401, code: "invalid_api_key")) }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.mostRequestBytes)
        } catch is NIOTooManyBytesError {
            return Self.refused(ChatReply(status: 413, code: "request_too_large"))
        }
        let digest = Digest(of: body.readableBytesView)
        let earlier = counters.asked(digest)
        let faults = configuration.faults
        if faults.latency > .zero { try await clock.sleep(for: faults.latency) }
        let reply = reply(to: body, number: StableHash(of: digest.hex).value)
        let delivery = Delivery(reply: reply, digest: digest, counters: counters, faults: faults, clock: clock)
        if let fault = faults.fault(digest: digest, attempt: earlier) {
            return try await delivery.failing(fault, channel: context.channel)
        }
        if let quota = faults.quota, counters.reading.answered >= quota {
            return Self.refused(ChatReply(status: 429, code: "insufficient_quota"))
        }
        return delivery.whole
    }

    private func reply(to body: ByteBuffer, number: UInt64) -> ChatReply {
        do {
            let chat = try JSONDecoder().decode(ChatRequest.self, from: Data(body.readableBytesView))
            guard let persona = Persona(rawValue: chat.model) ?? configuration.aliases[chat.model] else {
                return ChatReply(status: 404, code: "model_not_found", parameter: "model")
            }
            return ChatReply(persona.reply(to: chat.request), to: chat, number: number)
        } catch let problem as RequestProblem {
            return ChatReply(status: 400, code: problem.code, parameter: problem.parameter)
        } catch {
            return ChatReply(status: 400, code: "invalid_json")
        }
    }

    private func isAuthorized(_ request: Request) -> Bool {
        guard let key = configuration.requiredKey else { return true }
        return request.headers[.authorization] == "Bearer \(key)"
    }

    private static func refused(_ reply: ChatReply) -> Response {
        json(reply.status, reply.json)
    }

    static func json(_ status: Int, _ bytes: [UInt8]) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// The models that a server offers, in OpenAI's form.
private struct ModelList: Encodable {
    struct Entry: Encodable {
        let id: String
        let object = "model"
    }

    let object = "list"
    let data: [Entry]
}

/// Keeps the connection within reach, so that it can be broken on purpose.
struct SimulatorContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}
