import AssayCore
import Foundation
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Hands a reply to the connection: whole, in pieces, or broken on purpose.
struct Delivery: Sendable {
    /// The pieces of a reply that comes in pieces.
    private static let pieces = 8
    /// A reply that hangs ends by itself in the end, so that nothing is held for ever.
    private static let longestHang = Duration.seconds(3600)

    private let status: Int
    private let json: [UInt8]
    private let digest: Digest
    private let counters: RequestCounters
    private let faults: FaultPlan
    private let clock: any Clock<Duration>

    init(reply: ChatReply, digest: Digest, counters: RequestCounters, faults: FaultPlan, clock: any Clock<Duration>) {
        status = reply.status
        json = reply.json
        self.digest = digest
        self.counters = counters
        self.faults = faults
        self.clock = clock
    }

    /// A connection that is broken on purpose.
    private struct Broken: Error {}

    /// The reply as it should be; it counts as answered once the connection has taken it.
    var whole: Response {
        response { writer in
            for (index, piece) in slices.enumerated() {
                if index > 0, let drip = faults.drip { try await clock.sleep(for: drip) }
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
            counters.answered(digest)
        }
    }

    private var slices: [ArraySlice<UInt8>] {
        guard faults.drip != nil, !json.isEmpty else { return [json[...]] }
        let size = (json.count + Self.pieces - 1) / Self.pieces
        return stride(from: 0, to: json.count, by: size).map { json[$0..<min($0 + size, json.count)] }
    }

    /// The reply with a fault.
    func failing(_ fault: FaultPlan.Fault, channel: any Channel) async throws -> Response {
        switch fault {
        case .rateLimited:
            var response = SimulatedServer.json(429, ChatReply(status: 429, code: "rate_limit_exceeded").json)
            if let wait = faults.retryAfter { response.headers[.retryAfter] = Self.seconds(wait) }
            return response
        case .broken:
            return SimulatedServer.json(500, ChatReply(status: 500, code: "server_error").json)
        case .malformed:
            return SimulatedServer.json(200, Array(json.prefix(json.count / 2)))
        case .cut:
            let half = json.prefix(json.count / 2)
            return response { writer in
                try await writer.write(ByteBuffer(bytes: half))
                throw Broken()
            }
        case .reset:
            try await reset(channel)
            return response { _ in throw Broken() }
        case .hang:
            try await cancelWhenGracefulShutdown { try await clock.sleep(for: Self.longestHang) }
            return response { _ in throw Broken() }
        }
    }

    private func response(
        _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "application/json"],
            body: ResponseBody(contentLength: json.count, write))
    }

    /// Closes the connection so that the client sees a reset, not an end.
    private func reset(_ channel: any Channel) async throws {
        if let socket = channel as? any SocketOptionProvider {
            try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }

    /// Seconds, with parts of a second where there are any.
    private static func seconds(_ wait: Duration) -> String {
        wait.components.attoseconds == 0 ? String(wait.components.seconds) : String(wait / .seconds(1))
    }
}
