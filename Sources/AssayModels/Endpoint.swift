public import AssayCore
import Synchronization

/// A place on the network where models answer; its limits hold over all of them.
///
/// It must be shut down before it is let go.
public final class Endpoint: Sendable {
    /// Where it is, without user name, key or query: for manifests.
    public let address: String
    /// The wire form that it speaks.
    public let kind: EndpointKind
    private let form: any WireForm
    private let line: HTTPLine
    private let throttle: Throttle
    private let figures = Gauge()
    private let ledger = RetryLedger()
    private let clock: any Clock<Duration>
    private let seed: Int
    private let memory: AdaptationMemory
    private let media: EncodedMedia
    // The lock guards the one change.
    private let isShutDown = Mutex(false)

    /// An endpoint that has not been asked yet.
    ///
    /// - Throws: where the settings cannot work or would send a key unencrypted.
    public init(
        _ settings: EndpointSettings, clock: any Clock<Duration> = ContinuousClock()
    ) throws(EndpointError) {
        let url = try BaseURL(settings.baseURL)
        guard settings.key == nil || url.isEncrypted || url.isLoopback else {
            throw .keyOverPlainHTTP(host: url.host)
        }
        try Self.check(settings)
        address = url.address
        kind = settings.kind
        form = settings.kind.form(at: url)
        line = try HTTPLine(settings, url: url, form: form)
        throttle = Throttle(settings.limits, clock: clock)
        self.clock = clock
        seed = settings.seed
        // A few hundred kilobytes for each call in flight, and no more than a fixed part of the memory.
        media = EncodedMedia(bound: min(settings.limits.ceiling << 18, 32 << 20))
        memory = AdaptationMemory(answerLimit: form.answerLimit)
    }

    private static func check(_ settings: EndpointSettings) throws(EndpointError) {
        let limits = settings.limits
        let counts = [
            ("--max-connections", limits.maxConnections ?? 1), ("--rpm", limits.requestsPerMinute ?? 1),
            ("--tpm", limits.tokensPerMinute ?? 1),
        ]
        for (name, count) in counts where count < 1 { throw .invalidLimit(name: name, value: String(count)) }
        guard settings.timeout > .zero else {
            throw .invalidLimit(name: "--timeout", value: "\(settings.timeout)")
        }
    }

    /// Whether the endpoint is in reach and takes the key, asked before the first sample.
    ///
    /// - Throws: `unauthorized`, or `unavailable` or `timedOut` where it is out of reach; whatever else it says is fine.
    public func check() async throws(ModelError) {
        let pause = Pause(clock: clock) { !Task.isCancelled }
        let policy = RetryPolicy(attempts: 3)
        var failures = 0
        while true {
            do throws(ModelError) {
                let reply = try await line.listModels()
                guard reply.status != 401, reply.status != 403 else { throw .unauthorized(status: reply.status) }
                guard reply.status != 200 else { return }
                // Gemini says with status 400 that a key is wrong.
                let nothing = WireBody(parts: [], parameters: "{}", sent: [])
                let failure = form.failure(status: reply.status, bytes: reply.body, to: nothing)
                if case .failure(.unauthorized(let status)) = failure.outcome { throw .unauthorized(status: status) }
                return
            } catch {
                // Whatever it is, something answers there.
                if case .malformed = error { return }
                failures += 1
                let decision = policy.decision(after: failures, failure: error, hints: RetryHints(), jitter: 1)
                guard case .wait(let wait) = decision else { throw error }
                try await pause.wait(for: wait)
            }
        }
    }

    /// A model of the endpoint, with everything around it: journal, retries, limits.
    ///
    /// - Parameters:
    ///   - model: as the endpoint calls it.
    ///   - name: as the user asked for it.
    ///   - journal: keeps every attempt and every reply.
    ///   - cache: answers of other runs; nil to ask for every answer.
    /// - Returns: a model that may be asked from any number of tasks at once.
    public func model(
        _ model: String, name: String, journal: any CallJournal, cache: (any ResponseCache)? = nil
    ) -> any Model {
        let pause = Pause(clock: clock) { journal.takesNewCalls && !Task.isCancelled }
        let adaptations = memory.adaptations(of: model)
        let wire = WireTransport(
            model: model, form: form, line: line, asking: line.asking(form.resource(of: model)),
            adaptations: adaptations, media: media, gauge: figures, clock: clock)
        let throttled = Throttled(
            inner: wire, throttle: throttle, pause: pause, defaultAnswerTokens: kind.defaultAnswerTokens)
        let retried = Retried(
            name: name, inner: throttled, journal: journal, policy: RetryPolicy(), ledger: ledger, pause: pause,
            gauge: figures, seed: seed)
        guard let cache else { return Recorded(retried, journal: journal) }
        let source = Cached.Source(model: model, endpoint: address, wire: "\(kind.rawValue)/1") {
            adaptations.current.refused.sorted().map(\.rawValue)
        }
        return Recorded(Cached(inner: retried, cache: cache, source: source), journal: journal)
    }

    /// What the endpoint is doing now.
    public var gauge: Gauge.Reading { figures.reading(under: throttle) }

    /// Closes all connections; calls that are under way end as cancelled.
    ///
    /// A second time it does nothing.
    public func shutdown() async throws {
        let wasShutDown = isShutDown.withLock { isShutDown in
            defer { isShutDown = true }
            return isShutDown
        }
        guard !wasShutDown else { return }
        try await line.shutdown()
    }
}
