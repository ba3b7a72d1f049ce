public import AssayCore
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization
public import SystemPackage

/// Where files are fetched from, and with which key.
public struct WebSettings: Sendable {
    /// The server that the key is for: `https://huggingface.co`.
    public var baseURL: String
    /// Sent to that origin alone, never to where it redirects; nil for none.
    public var key: Secret?
    /// Whether and how requests go through a proxy.
    public var proxies = ProxySettings(environment: [:])
    /// Certificates to trust instead of the system's, in PEM form.
    public var certificateFile: FilePath?
    /// How long nothing may come before a download is given up and taken up again.
    public var patience = Duration.seconds(60)
    /// The program and its version, sent as `User-Agent`.
    public var userAgent = "assay"

    /// Settings of a server.
    public init(baseURL: String, key: Secret? = nil) {
        self.baseURL = baseURL
        self.key = key
    }
}

/// Fetches over HTTP with the proxies, certificates and waits of the models' endpoints (docs/decisions/0024).
public final class WebFiles: WebLine {
    private let settings: WebSettings
    private let base: BaseURL
    private let tls: TLSConfiguration?
    private let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    // A client has one proxy for good, and redirects may lead past it: a client for each. The lock guards the table.
    private let clients = Mutex<[ProxySettings.Proxy?: HTTPClient]>([:])

    /// A line without connections yet.
    ///
    /// - Throws: `EndpointError` where the base is no URL, or the key would cross the network unencrypted.
    public init(_ settings: WebSettings) throws(EndpointError) {
        self.settings = settings
        base = try BaseURL(settings.baseURL)
        if let key = settings.key {
            guard base.isEncrypted || base.isLoopback else { throw .keyOverPlainHTTP(host: base.host) }
            guard key.value.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .invalidKey }
        }
        _ = try settings.proxies.proxy(for: base)
        do {
            tls = try settings.certificateFile.map { file in
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file.string))
                return tls
            }
        } catch {
            throw .unreadableCertificates(path: settings.certificateFile?.string ?? "")
        }
    }

    /// Sends one request; the key goes along only to its own origin.
    public func get(_ request: WebRequest) async throws(WebFailure) -> WebReply {
        let url: BaseURL
        let client: HTTPClient
        do throws(EndpointError) {
            url = try BaseURL(request.url)
            client = try self.client(for: url)
        } catch {
            throw .invalid(reason: error.description)
        }
        var asking = HTTPClientRequest(url: request.url)
        for (name, value) in request.headers { asking.headers.add(name: name, value: value) }
        asking.headers.replaceOrAdd(name: "user-agent", value: settings.userAgent)
        // A file is counted, continued and digested as it is stored.
        asking.headers.replaceOrAdd(name: "accept-encoding", value: "identity")
        if let key = settings.key, url.hasOrigin(of: base) {
            asking.headers.replaceOrAdd(name: "authorization", value: "Bearer \(key.value)")
        }
        let response: HTTPClientResponse
        do {
            // The time-outs of the client bound it: a large file has no deadline.
            response = try await client.execute(asking, deadline: .distantFuture)
        } catch {
            throw Self.failure(error)
        }
        return try reply(response)
    }

    private func reply(_ response: HTTPClientResponse) throws(WebFailure) -> WebReply {
        let status = Int(response.status.code)
        let headers = Dictionary(
            response.headers.lazy.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { _, last in last })
        guard status != 408, status != 429, !(500..<600).contains(status) || status == 501 else {
            throw .busy(status: status, wait: RetryHints(headers: headers, now: .now).wait)
        }
        return WebReply(status: status, headers: headers, body: Pieces(body: response.body))
    }

    /// By the one retry policy of all endpoints; the jitter repeats for the same question.
    public func wait(after failure: WebFailure, number: Int, asking url: String) -> Duration? {
        var hints = RetryHints()
        let kind: ModelError
        switch failure {
        case .busy(let status, let wait):
            hints.wait = wait
            kind = status == 429 ? .rateLimited : .unavailable(status: status)
        case .broken: kind = .unavailable(status: nil)
        case .timedOut: kind = .timedOut
        case .malformed(let what): kind = .malformed(what: what)
        case .invalid, .cancelled: return nil
        }
        let jitter = Double(StableHash(of: "\(number) \(url)").mixed >> 11) * 0x1p-53
        switch RetryPolicy().decision(after: number, failure: kind, hints: hints, jitter: jitter) {
        case .wait(let wait): return wait
        case .giveUp: return nil
        }
    }

    /// Closes all connections.
    public func shutdown() async throws {
        let all = clients.withLock { clients in
            defer { clients = [:] }
            return Array(clients.values)
        }
        for client in all { try await client.shutdown() }
        try await loop.shutdownGracefully()
    }

    private func client(for url: BaseURL) throws(EndpointError) -> HTTPClient {
        let proxy = try settings.proxies.proxy(for: url)
        return clients.withLock { clients in
            if let client = clients[proxy] { return client }
            let client = HTTPClient(eventLoopGroup: loop, configuration: configuration(proxy))
            clients[proxy] = client
            return client
        }
    }

    private func configuration(_ proxy: ProxySettings.Proxy?) -> HTTPClient.Configuration {
        var pool = HTTPClient.Configuration.ConnectionPool(idleTimeout: .seconds(30))
        // There is one retry layer, and it is ours.
        pool.retryConnectionEstablishment = false
        let patience = TimeAmount.nanoseconds(Int64(settings.patience / .nanoseconds(1)))
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: patience),
            connectionPool: pool, decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.proxy = proxy.map(HTTPClient.Configuration.Proxy.init)
        configuration.tlsConfiguration = tls
        return configuration
    }

    /// What a failure of the exchange itself means.
    fileprivate static func failure(_ error: any Error) -> WebFailure {
        switch error {
        case let error as WebFailure: error
        case let error as HTTPClientError where [.cancelled, .alreadyShutdown].contains(error): .cancelled
        case let error as HTTPClientError
        where [.deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout].contains(error):
            .timedOut
        case is CancellationError: .cancelled
        // The connection was lost in the middle of a reply.
        case HTTPParserError.invalidEOFState, HTTPParserError.closedConnection: .broken
        case is HTTPParserError: .malformed(what: "the reply is not HTTP")
        default: .broken
        }
    }
}

/// A body whose failures are ours.
private struct Pieces: AsyncSequence, Sendable {
    let body: HTTPClientResponse.Body

    struct AsyncIterator: AsyncIteratorProtocol {
        var inner: HTTPClientResponse.Body.AsyncIterator

        mutating func next() async throws -> [UInt8]? {
            do {
                return try await inner.next().map { Array($0.readableBytesView) }
            } catch {
                throw WebFiles.failure(error)
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(inner: body.makeAsyncIterator()) }
}
