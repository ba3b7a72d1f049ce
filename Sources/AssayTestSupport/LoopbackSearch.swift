import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A small search endpoint on loopback that answers as a test says: JSON, a page, nothing, far too much, or not at all.
public final class LoopbackSearch: Sendable {
    /// A request that came.
    public struct Request: Sendable {
        /// Path and query as they were sent.
        public let target: String
        /// What stands in the parameter `q`, its escapes undone; nil without one.
        public let query: String?
        /// By lower-case name.
        public let headers: [String: String]
    }

    /// What is answered to a request; `number` counts the requests from 1.
    public typealias Script = @Sendable (_ request: Request, _ number: Int) -> LoopbackHub.Reply

    private struct State {
        var requests: [Request] = []
        var port = 0
        var channel: (any Channel)?
    }

    private let script: Script
    // The lock guards every read and write of the state.
    private let state = Mutex(State())

    /// An endpoint that is not running yet.
    public init(_ script: @escaping Script) {
        self.script = script
    }

    deinit {
        state.withLock(\.channel)?.close(promise: nil)
    }

    /// Every request that came, in order.
    public var requests: [Request] { state.withLock(\.requests) }

    /// The queries that came, in order.
    public var queries: [String] { requests.compactMap(\.query) }

    /// Where it is.
    public var endpoint: String { "http://127.0.0.1:\(state.withLock(\.port))" }

    /// A reply whose results stand at `data.items`, each with `title`, `snippet` and `link`.
    public static func items(_ items: [(title: String, snippet: String)]) -> LoopbackHub.Reply {
        let shown = items.enumerated().map { number, item in
            #"{"title":"\#(item.title)","snippet":"\#(item.snippet)","link":"https://example.org/\#(number + 1)"}"#
        }
        return LoopbackHub.Reply(body: Array(#"{"data":{"items":[\#(shown.joined(separator: ","))]}}"#.utf8))
    }

    /// Begins to serve, on a free port, until nobody holds it any more.
    public func start() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { [weak self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(SearchHandler(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        state.withLock { ($0.channel, $0.port) = (channel, channel.localAddress?.port ?? 0) }
    }

    fileprivate func reply(to head: String) -> LoopbackHub.Reply {
        let lines = head.split(separator: "\r\n")
        let target = lines.first?.split(separator: " ").dropFirst().first.map(String.init) ?? "/"
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].drop { $0 == " " }.description
        }
        let query = URLComponents(string: target)?.queryItems?.first { $0.name == "q" }?.value
        let request = Request(target: target, query: query, headers: headers)
        let number = state.withLock { state in
            state.requests.append(request)
            return state.requests.count
        }
        return script(request, number)
    }
}

/// Reads one request after another and sends what the script says; a reply that hangs is never begun.
private final class SearchHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    // The server's channel must not keep the endpoint alive: it closes it when nobody holds it.
    private weak var search: LoopbackSearch?
    private var gathered = ""

    init(_ search: LoopbackSearch?) {
        self.search = search
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        gathered += String(buffer: unwrapInboundIn(data))
        guard gathered.hasSuffix("\r\n\r\n"), let search else { return }
        let reply = search.reply(to: gathered)
        gathered = ""
        guard !reply.hangs else { return }
        var head = "HTTP/1.1 \(reply.status) Status\r\nContent-Length: \(reply.body.count)\r\n"
        head += reply.headers.map { "\($0.name): \($0.value)\r\n" }.joined() + "\r\n"
        var buffer = ByteBuffer(string: head)
        buffer.writeBytes(reply.body)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }
}
