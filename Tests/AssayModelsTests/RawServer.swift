import NIOCore
import NIOPosix
import Synchronization

/// A server that sends exactly the bytes it is told to, whatever they are.
final class RawServer: Sendable {
    /// What follows the bytes of a reply.
    enum Ending: Sendable {
        case keepsConnection
        case closes
        case hangs
    }

    /// The bytes of one reply.
    struct Reply: Sendable {
        var bytes: [UInt8]
        var ending = Ending.keepsConnection

        /// A well-formed reply.
        static func http(_ status: Int, _ body: String, headers: [String] = []) -> Reply {
            http(status, Array(body.utf8), headers: headers)
        }

        /// A well-formed reply of any bytes.
        static func http(_ status: Int, _ body: [UInt8], headers: [String] = []) -> Reply {
            let lines = ["HTTP/1.1 \(status) Status", "Content-Length: \(body.count)"] + headers
            return Reply(bytes: Array(lines.joined(separator: "\r\n").utf8) + Array("\r\n\r\n".utf8) + body)
        }
    }

    private struct State {
        var script: [Reply]
        var requests: [String] = []
    }

    // The lock guards every read and write of the script and of what came.
    private let state: Mutex<State>

    /// A server that gives these replies in turn, the last of them from then on.
    init(_ script: [Reply]) {
        state = Mutex(State(script: script))
    }

    /// Every request that came, head and body.
    var requests: [String] { state.withLock { $0.requests } }

    /// The bodies of the requests that came.
    var bodies: [String] {
        requests.map { request in
            request.firstRange(of: "\r\n\r\n").map { String(request[$0.upperBound...]) } ?? ""
        }
    }

    fileprivate func reply(to request: String) -> Reply {
        state.withLock { state in
            state.requests.append(request)
            return state.script.count > 1 ? state.script.removeFirst() : state.script[0]
        }
    }

    /// Serves on a free port until the task is cancelled.
    @Sendable func run(_ onReady: @escaping @Sendable (Int) async -> Void) async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RawHandler(self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        if let port = channel.localAddress?.port { await onReady(port) }
        try await withTaskCancellationHandler {
            try await channel.closeFuture.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }
}

/// Gathers one request after another and sends what the server says.
private final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: RawServer
    private var gathered = ""

    init(_ server: RawServer) {
        self.server = server
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        gathered += String(buffer: unwrapInboundIn(data))
        guard let head = gathered.firstRange(of: "\r\n\r\n") else { return }
        let lines = gathered[..<head.lowerBound].lowercased().split(separator: "\r\n")
        let length = lines.lazy.compactMap { line -> Int? in
            line.hasPrefix("content-length:") ? Int(line.dropFirst(15).filter { $0 != " " }) : nil
        }.first
        guard gathered[head.upperBound...].utf8.count >= length ?? 0 else { return }
        let reply = server.reply(to: gathered)
        gathered = ""
        let channel = context.channel
        let written = context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: reply.bytes)))
        // Closing earlier would drop what the socket has not taken yet, which of megabytes is nearly all.
        if case .closes = reply.ending { written.whenComplete { _ in channel.close(promise: nil) } }
    }
}
