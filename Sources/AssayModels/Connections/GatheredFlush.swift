import NIOCore

/// Sends what is written in one turn of the event loop with one system call.
///
/// The client flushes the head of a request and each part of its body by itself; sent apart they wake the other side,
/// and ours, several times for one request.
final class GatheredFlush: ChannelOutboundHandler {
    typealias OutboundIn = NIOAny
    typealias OutboundOut = NIOAny

    private var isDue = false

    /// More than a request has: it is in memory before it is sent, so that holding its writer back saves nothing.
    private static let mark = ChannelOptions.Types.WriteBufferWaterMark(low: 16 << 20, high: 64 << 20)

    /// Puts one next to the socket of a new connection.
    static func begin(in channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(GatheredFlush(), position: .first)
        }
        .flatMap { channel.setOption(.writeBufferWaterMark, value: mark) }
    }

    /// Puts the flush off to the end of this turn of the event loop.
    func flush(context: ChannelHandlerContext) {
        guard !isDue else { return }
        isDue = true
        context.eventLoop.assumeIsolated().execute {
            self.isDue = false
            context.flush()
        }
    }
}
