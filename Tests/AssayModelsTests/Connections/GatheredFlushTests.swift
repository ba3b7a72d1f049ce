import NIOCore
import NIOEmbedded
import Testing

@testable import AssayModels

struct GatheredFlushTests {
    @Test func `what is flushed in parts leaves together, at the end of the turn`() throws {
        let loop = EmbeddedEventLoop()
        let flushes = FlushCount()
        let channel = EmbeddedChannel(loop: loop)
        try GatheredFlush.begin(in: channel).wait()
        // Still nearer to the socket, so that it counts what reaches that.
        try channel.pipeline.syncOperations.addHandler(flushes, position: .first)

        for part in ["head", "body", "end"] {
            channel.writeAndFlush(ByteBuffer(string: part), promise: nil)
        }
        #expect(flushes.count == 0)
        #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)

        loop.run()
        #expect(flushes.count == 1)
        #expect(
            try (0..<3).map { _ in try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) } } == [
                "head", "body", "end",
            ])

        channel.writeAndFlush(ByteBuffer(string: "next"), promise: nil)
        loop.run()
        #expect(flushes.count == 2)
    }
}

/// Counts the flushes that reach it.
private final class FlushCount: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    private(set) var count = 0

    func flush(context: ChannelHandlerContext) {
        count += 1
        context.flush()
    }
}
