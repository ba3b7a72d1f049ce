import AssayCore
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// A server on loopback that answers as personas do, in the form of each provider, and fails on purpose where it is told to.
public struct SimulatedServer: Sendable {
    /// Where the server listens and how it behaves.
    public struct Configuration: Sendable {
        /// The address that it listens on.
        public var host = "127.0.0.1"
        /// The port; 0 picks one that is free.
        public var port = 0
        /// The key that requests must carry; nil where any will do.
        public var requiredKey: String?
        /// Further names of models, and the persona that answers to each.
        public var aliases: [String: Persona] = [:]
        /// What the judges of an audit know of its responses.
        public var key = AnswerKey()
        /// How it is slow or fails.
        public var faults = FaultPlan()

        /// A server on a free port that takes any key and does not fail.
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
        // Nobody reads it, and a name for each request is put together all the same.
        let logger = Logger(label: "assay.simulator") { _ in SwiftLogNoOpLogHandler() }
        let router = Router(context: SimulatorContext.self)
        addCounters(to: router)
        addForms(to: router)
        return Application(
            router: router,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), backlog: 1024),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { await onReady(port) }
            }, logger: logger)
    }

    private func addCounters(to router: Router<SimulatorContext>) {
        router.get("/counters") { _, _ in WireReply(counters.reading.json(withCalls: true)).response }
        router.get("/counters/totals") { _, _ in WireReply(counters.totals.json(withCalls: false)).response }
        router.post("/counters/reset") { _, _ in
            counters.reset()
            return WireReply([:]).response
        }
    }

    /// The paths of each form.
    private func addForms(to router: Router<SimulatorContext>) {
        router.get("/v1/models") { request, _ in
            models(request, in: request.names(header: "anthropic-version") ? .anthropic : .openAI)
        }
        for path in ["/openai/models", "/openai/deployments/:name/models"] {
            router.get("\(path)") { request, _ in models(request, in: .openAI, isAzure: true) }
        }
        router.get("/v1beta/models") { request, _ in models(request, in: .gemini) }
        router.post("/v1/chat/completions") { request, context in
            try await answer(request, context, Address(form: .openAI))
        }
        router.post("/openai/deployments/:name/chat/completions") { request, context in
            let name = context.parameters.get("name")
            return try await answer(request, context, Address(form: .openAI, model: name, isAzure: true))
        }
        router.post("/v1/messages") { request, context in
            try await answer(request, context, Address(form: .anthropic))
        }
        router.post("/v1beta/models/:call") { request, context in
            let call = context.parameters.get("call")?.removingColonEscape ?? ""
            guard call.hasSuffix(":generateContent") else {
                return GeminiSpelling().error(.unknownModel(call)).response
            }
            let name = String(call.dropLast(":generateContent".count))
            return try await answer(request, context, Address(form: .gemini, model: name))
        }
    }

    private func models(_ request: Request, in form: SimulatedForm, isAzure: Bool = false) -> Response {
        if let refusal = refusal(of: request, Address(form: form, isAzure: isAzure)) { return refusal.response }
        let quirks = Quirk.allCases.filter { $0.forms.contains(form) }.map(\.modelName)
        let names = Persona.allCases.map(\.rawValue) + configuration.aliases.keys.sorted() + quirks
        return form.spelling.models(names).response
    }

    /// Why a request is not even read; nil where it is.
    private func refusal(of request: Request, _ address: Address) -> WireReply? {
        Credentials(request, address).refusal(requiredKey: configuration.requiredKey)
    }

    private func answer(_ request: Request, _ context: SimulatorContext, _ address: Address) async throws -> Response {
        if let refusal = refusal(of: request, address) { return refusal.response }
        let spelling = address.form.spelling
        let visit = counters.enter(limit: configuration.faults.concurrency)
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.mostRequestBytes)
        } catch is NIOTooManyBytesError {
            return spelling.error(.tooLarge).response
        }
        let elapsed = clock.stopwatch()
        let digest = Digest(of: body.readableBytesView)
        let attempt = counters.asked(digest, isServed: visit.isWithinLimit)
        let desk = Desk(aliases: configuration.aliases, key: configuration.key, faults: configuration.faults)
        let setting = Delivery.Setting(counters: counters, faults: configuration.faults, clock: clock)
        func delivery(of reply: WireReply) -> Delivery {
            Delivery(
                reply: reply, form: address.form, digest: digest, attempt: attempt, visit: visit, setting: setting)
        }
        guard visit.isWithinLimit else {
            counters.failed("concurrency")
            return delivery(of: WireReply([:])).limited
        }
        let order = desk.order(for: body, at: address, digest: digest, attempt: attempt)
        let delivery = delivery(of: order.fault == nil ? order.reply.written : order.reply)
        // What it takes to make the reply is part of the latency, which is what a client sees.
        let wait = order.wait - elapsed()
        if wait > .zero { try await clock.sleep(for: wait) }
        if let fault = order.fault { return try await delivery.failing(fault, channel: context.channel) }
        if let quota = configuration.faults.quota, counters.totals.answered >= quota {
            return delivery.refused(spelling.error(.quotaExhausted))
        }
        return delivery.whole
    }
}

extension RequestCounters.Reading {
    /// Keys in alphabetical order.
    fileprivate func json(withCalls: Bool) -> ReplyJSON {
        let faults = faults.sorted { $0.key < $1.key }.map { ReplyJSON.Member(key: $0.key, value: .integer($0.value)) }
        let calls = calls.sorted { $0.key < $1.key }.map { digest, call -> ReplyJSON.Member in
            .init(key: digest, value: ["answered": .integer(call.answered), "asked": .integer(call.asked)])
        }
        let totals: ReplyJSON = [
            "answered": .integer(answered), "faults": .object(faults),
            "highest_concurrency": .integer(highestConcurrency), "requests": .integer(requests),
        ]
        return withCalls ? totals.adding(["calls": .object(calls)]) : totals
    }
}

extension Request {
    /// Whether it has a header.
    fileprivate func names(header: String) -> Bool {
        HTTPFields.Element.Name(header).map { headers.contains($0) } ?? false
    }
}

extension String {
    /// The same with a colon where it was escaped for the path.
    fileprivate var removingColonEscape: String { replacing("%3A", with: ":").replacing("%3a", with: ":") }
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
