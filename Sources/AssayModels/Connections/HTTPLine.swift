import AssayCore
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import SystemPackage

/// The connection pool of one endpoint, and how requests to it look.
struct HTTPLine: Sendable {
    /// No reply of a model comes near.
    static let mostReplyBytes = 64 << 20

    /// A reply of any status.
    struct Reply: Sendable {
        let status: Int
        /// By lower-case name; the last of several of a name.
        let headers: [String: String]
        let body: [UInt8]
    }

    /// A request that lacks only its body, made once for each model.
    struct Asking: Sendable {
        /// Nil where the model's name makes no URL.
        fileprivate let request: HTTPClient.Request?
    }

    private let client: HTTPClient
    private let url: BaseURL
    private let headers: HTTPHeaders
    private let list: HTTPClient.Request
    private let timeout: TimeAmount
    /// The threads that move the bytes.
    private let loops: MultiThreadedEventLoopGroup

    /// A pool without connections yet.
    init(_ settings: EndpointSettings, url: BaseURL, form: any WireForm) throws(EndpointError) {
        var headers: HTTPHeaders = ["user-agent": settings.userAgent, "accept": "application/json"]
        if let key = settings.key {
            guard key.value.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else { throw .invalidKey }
        }
        for header in form.headers(key: settings.key?.value) { headers.add(name: header.name, value: header.value) }
        do {
            list = try HTTPClient.Request(url: url.appending(form.modelList), headers: headers)
        } catch {
            throw .invalidURL(reason: "is not one that can be asked")
        }
        headers.add(name: "content-type", value: "application/json")
        self.headers = headers
        self.url = url
        timeout = .nanoseconds(Int64(min(settings.timeout, .seconds(86_400)) / .nanoseconds(1)))
        loops = MultiThreadedEventLoopGroup(numberOfThreads: Self.threads(settings.limits))
        client = HTTPClient(eventLoopGroup: loops, configuration: try Self.configuration(settings, url: url))
    }

    /// How many threads move the bytes: one costs the least.
    ///
    /// Where so many connections open at once, one would be busy with that alone for longer than all else takes that is to
    /// be done meanwhile. Connections that are not given by number open a few at a time.
    private static func threads(_ limits: Limits) -> Int {
        (limits.maxConnections ?? 0) > 64 ? min(2, ProcessInfo.processInfo.activeProcessorCount) : 1
    }

    /// How a client reaches a place: its connections, its proxy, whom it trusts.
    ///
    /// `mostBytes`: of a reply, whatever it was compressed to.
    static func configuration(
        _ settings: EndpointSettings, url: BaseURL, mostBytes: Int = mostReplyBytes
    ) throws(EndpointError) -> HTTPClient.Configuration {
        var pool = HTTPClient.Configuration.ConnectionPool(
            idleTimeout: .seconds(30),
            concurrentHTTP1ConnectionsPerHostSoftLimit: settings.limits.ceiling)
        // There is one retry layer, and it is ours.
        pool.retryConnectionEstablishment = false
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10)), connectionPool: pool,
            decompression: .enabled(limit: .size(mostBytes)))
        configuration.httpVersion = .http1Only
        // Nobody gathers spans here, and describing each request for none was a sixtieth of a run's processor time.
        configuration.tracing.tracer = nil
        configuration.http1_1ConnectionDebugInitializer = { GatheredFlush.begin(in: $0) }
        configuration.proxy = try settings.proxies.proxy(for: url).map(HTTPClient.Configuration.Proxy.init)
        // Some hundred certificates, which an address without encryption has no use for.
        if let path = settings.certificateFile, url.isEncrypted {
            do {
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path.string))
                configuration.tlsConfiguration = tls
            } catch {
                throw .unreadableCertificates(path: path.string)
            }
        }
        return configuration
    }

    /// A request to a resource below the base.
    func asking(_ resource: String) -> Asking {
        Asking(request: try? HTTPClient.Request(url: url.appending(resource), method: .POST, headers: headers))
    }

    /// Posts a body that lies in several buffers, without putting them together.
    func send(_ body: [ByteBuffer], as asking: Asking) async throws(ModelError) -> Reply {
        guard var request = asking.request else { throw .notFound(code: nil) }
        let size = body.reduce(0) { $0 + $1.readableBytes }
        request.body = .stream(contentLength: Int64(size)) { writer in
            // All at once: what cannot be sent yet waits in the channel, and is in memory anyway.
            for part in body.dropLast() { _ = writer.write(.byteBuffer(part)) }
            return writer.write(.byteBuffer(body.last ?? ByteBuffer()))
        }
        return try await send(request)
    }

    /// Asks for the list of models.
    func listModels() async throws(ModelError) -> Reply {
        try await send(list)
    }

    /// Closes all connections.
    func shutdown() async throws {
        try await client.shutdown()
        try await loops.shutdownGracefully()
    }

    private func send(_ request: HTTPClient.Request) async throws(ModelError) -> Reply {
        try await Self.exchange(request, over: client, within: timeout)
    }

    /// One request with its reply, of any status.
    ///
    /// `bound`: the most bytes of the reply, and what a larger one means.
    static func exchange(
        _ request: HTTPClient.Request, over client: HTTPClient, within timeout: TimeAmount,
        bound: (bytes: Int, failure: ModelError) = (mostReplyBytes, .malformed(what: "the reply is larger than 64 MB"))
    ) async throws(ModelError) -> Reply {
        guard !Task.isCancelled else { throw .cancelled }
        // The deadline covers the whole exchange, a body that never ends included.
        let task = client.execute(
            request: request, delegate: ResponseAccumulator(request: request, maxBodySize: bound.bytes),
            deadline: .now() + timeout)
        do {
            let response = try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
            return Reply(response)
        } catch is ResponseAccumulator.ResponseTooBigError {
            throw bound.failure
        } catch {
            throw Self.failure(error)
        }
    }

    /// What a failure of the exchange itself means.
    private static func failure(_ error: any Error) -> ModelError {
        switch error {
        case let error as HTTPClientError:
            if [.deadlineExceeded, .readTimeout, .writeTimeout].contains(error) { return .timedOut }
            return [.cancelled, .alreadyShutdown].contains(error) ? .cancelled : .unavailable(status: nil)
        case is CancellationError: return .cancelled
        case is NIOHTTPDecompression.DecompressionError:
            return .malformed(what: "the reply's compression cannot be undone")
        // The connection was lost in the middle of a reply.
        case HTTPParserError.invalidEOFState, HTTPParserError.closedConnection: return .unavailable(status: nil)
        case is HTTPParserError: return .malformed(what: "the reply is not HTTP")
        default: return .unavailable(status: nil)
        }
    }
}

extension HTTPLine.Reply {
    fileprivate init(_ response: HTTPClient.Response) {
        status = Int(response.status.code)
        headers = Dictionary(
            response.headers.lazy.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { _, last in last })
        body = response.body.map { Array($0.readableBytesView) } ?? []
    }
}

extension HTTPClient.Configuration.Proxy {
    /// A proxy as the environment names it.
    init(_ proxy: ProxySettings.Proxy) {
        switch proxy.kind {
        case .socks: self = .socksServer(host: proxy.host, port: proxy.port)
        case .http:
            let authorization = proxy.user.map { user in
                HTTPClient.Authorization.basic(username: user, password: proxy.password ?? "")
            }
            self = .server(host: proxy.host, port: proxy.port, authorization: authorization)
        }
    }
}
