public import AssayCore
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A search endpoint on the network: one GET request a query, with the retries and limits of every endpoint.
///
/// It must be shut down before it is let go.
public final class WebSearch: Sendable {
    /// The name by which the user calls it.
    public let name: String
    /// Where it is, without the query, which may hold a key: for manifests.
    public let address: String
    private let settings: SearchSettings
    private let client: HTTPClient
    private let throttle: Throttle
    private let figures = Gauge()
    private let ledger = RetryLedger()
    private let clock: any Clock<Duration>
    private let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    // The lock guards the one change.
    private let isShutDown = Mutex(false)

    /// An endpoint that has not been asked yet.
    ///
    /// - Throws: where the settings cannot work or would send a key unencrypted.
    public init(_ settings: SearchSettings, clock: any Clock<Duration> = ContinuousClock()) throws(EndpointError) {
        let url = try settings.checkedURL()
        if let key = settings.connection.key {
            guard key.value.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else { throw .invalidKey }
        }
        self.settings = settings
        self.clock = clock
        name = settings.name
        address = url.address
        throttle = Throttle(settings.connection.limits, clock: clock)
        let configuration = try HTTPLine.configuration(settings.connection, url: url, mostBytes: SearchReply.mostBytes)
        client = HTTPClient(eventLoopGroup: loop, configuration: configuration)
    }

    /// The endpoint as the model of the role `retriever`, with everything around it: journal, retries, limits.
    ///
    /// `retrieval`: how much of what it finds is taken.
    public func model(journal: any CallJournal, by retrieval: Retrieval) -> any Model {
        let pause = Pause(clock: clock) { journal.takesNewCalls && !Task.isCancelled }
        let throttled = Throttled(inner: transport(by: retrieval), throttle: throttle, pause: pause)
        let retried = Retried(
            name: name, inner: throttled, journal: journal, policy: RetryPolicy(), ledger: ledger, pause: pause,
            gauge: figures, seed: settings.connection.seed)
        return Recorded(Searched(inner: retried), journal: journal)
    }

    /// Whether the endpoint is in reach, takes the key, and answers as it is said to: one search, before the first sample.
    ///
    /// - Throws: why not.
    public func check(by retrieval: Retrieval) async throws(ModelError) {
        let prompt = Prompt(turns: [Turn(.user, [.text("assay")])])
        let call = Call(Call.Place(sample: "check", trial: 1, role: .retriever), prompt: prompt)
        _ = try await transport(by: retrieval).attempt(call, number: 1).outcome.get()
    }

    private func transport(by retrieval: Retrieval) -> SearchTransport {
        let timeout = min(settings.connection.timeout, .seconds(86_400))
        return SearchTransport(
            settings: settings, retrieval: retrieval, client: client,
            timeout: .nanoseconds(Int64(timeout / .nanoseconds(1))), gauge: figures, clock: clock)
    }

    /// What the endpoint is doing now.
    public var gauge: Gauge.Reading { figures.reading(under: throttle) }

    /// Closes all connections; searches that are under way end as cancelled.
    ///
    /// A second time it does nothing.
    public func shutdown() async throws {
        let wasShutDown = isShutDown.withLock { isShutDown in
            defer { isShutDown = true }
            return isShutDown
        }
        guard !wasShutDown else { return }
        try await client.shutdown()
        try await loop.shutdownGracefully()
    }
}

/// Asks nobody about a query without words, and makes a stored failure also of what would stop a run.
private struct Searched: Model {
    let inner: any Model

    var name: String { inner.name }

    func respond(to call: Call) async throws(ModelError) -> Response {
        guard call.searchedWords != nil else { return Response(passages: []) }
        do throws(ModelError) {
            return try await inner.respond(to: call)
        } catch {
            // An endpoint that is down for everyone, say: the record is unanswered, and the file says why.
            throw error.reason == nil ? error.asFailedSearch : error
        }
    }
}

/// Makes attempts at searches.
struct SearchTransport: Transport {
    let settings: SearchSettings
    let retrieval: Retrieval
    let client: HTTPClient
    let timeout: TimeAmount
    let gauge: Gauge
    let clock: any Clock<Duration>

    func attempt(_ call: Call, number: Int) async -> AttemptResult {
        let url = settings.url(for: call.searchedWords ?? "", limit: retrieval.passages)
        guard let request = try? HTTPClient.Request(url: url, headers: headers) else {
            return .notSent(.retrieval(what: "the query makes no address", isResumable: false))
        }
        gauge.exchangeStarted()
        let started = Date.now
        let elapsed = clock.stopwatch()
        let exchange: Result<HTTPLine.Reply, ModelError>
        do throws(ModelError) {
            exchange = .success(
                try await HTTPLine.exchange(
                    request, over: client, within: timeout, bound: (SearchReply.mostBytes, SearchReply.tooLarge)))
        } catch {
            exchange = .failure(error)
        }
        gauge.exchangeEnded(usage: nil)
        let outcome = exchange.flatMap(response)
        let reply = try? exchange.get()
        var result = AttemptResult(outcome: outcome)
        result.hints = RetryHints(headers: reply?.headers ?? [:], now: Date.now)
        let failure: ModelError? = if case .failure(let error) = outcome { error } else { nil }
        result.attempt = Attempt(
            number: number, started: started, elapsed: elapsed(), status: reply?.status,
            headers: (reply?.headers ?? [:]).filter { WireTransport.isOfInterest($0.key) }, sentParameters: "{}",
            body: reply?.body ?? [], failure: failure)
        return result
    }

    private func response(_ reply: HTTPLine.Reply) -> Result<Response, ModelError> {
        do throws(ModelError) {
            let passages = try SearchReply(status: reply.status, body: reply.body)
                .passages(by: settings, limit: retrieval.passages)
            return .success(Response(passages: Passage.cut(passages, to: retrieval.characters)))
        } catch {
            return .failure(error)
        }
    }

    private var headers: HTTPHeaders {
        var headers: HTTPHeaders = ["user-agent": settings.connection.userAgent, "accept": "application/json"]
        if let key = settings.connection.key?.value {
            let isBearer = settings.keyHeader.lowercased() == "authorization"
            headers.add(name: settings.keyHeader, value: isBearer ? "Bearer \(key)" : key)
        }
        return headers
    }
}
