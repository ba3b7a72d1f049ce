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

    /// What is delivered.
    let reply: WireReply
    /// The form in which it is spelled.
    let form: SimulatedForm
    /// Of the request's body.
    let digest: Digest
    /// How often the same body has been served before.
    let attempt: Int
    /// Under way until the reply is handed over.
    let visit: Visit
    /// What the server counts and how it fails.
    let setting: Setting

    /// What holds for all replies of a server.
    struct Setting: Sendable {
        let counters: RequestCounters
        let faults: FaultPlan
        let clock: any Clock<Duration>
    }

    /// A connection that is broken on purpose.
    private struct Broken: Error {}

    /// The reply as it should be; it counts as answered once the connection has taken it.
    var whole: Response {
        let drip = setting.faults.shares[.slow] == nil ? setting.faults.drip : nil
        return answer(reply.bytes, drip: drip)
    }

    private func answer(_ bytes: [UInt8], drip: Duration? = nil) -> Response {
        response(declaring: bytes.count) { writer in
            for (index, piece) in Self.slices(of: bytes, inPieces: drip != nil).enumerated() {
                if index > 0, let drip { try await setting.clock.sleep(for: drip) }
                try await writer.write(ByteBuffer(bytes: piece))
            }
            // The client may send its next request as soon as it has the last byte.
            visit.leave()
            try await writer.finish(nil)
            setting.counters.answered(digest)
        }
    }

    private static func slices(of bytes: [UInt8], inPieces: Bool) -> [ArraySlice<UInt8>] {
        guard inPieces, !bytes.isEmpty else { return [bytes[...]] }
        let size = (bytes.count + pieces - 1) / pieces
        return stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
    }

    /// The reply with a fault.
    func failing(_ fault: Fault, channel: any Channel) async throws -> Response {
        setting.counters.failed(fault.rawValue)
        let bytes = reply.bytes
        switch fault {
        case .rateLimited: return limited
        case .broken: return refused(form.spelling.error(.failing(status: 500)))
        case .unavailable: return refused(form.spelling.error(.failing(status: 503)))
        case .overloaded: return refused(form.spelling.error(.failing(status: 529)))
        case .gatewayPage: return refused(Self.gatewayPage)
        case .redirect: return refused(Self.redirect)
        case .malformed, .errorWithStatus200, .emptyChoices, .invalidUTF8:
            let changed = Disguise.bytes(of: reply, under: fault, in: form) ?? []
            return refused(WireReply(type: "application/json", ""), bytes: changed)
        case .duplicateFields, .unknownFields, .wrongModel, .huge:
            return answer(Disguise.bytes(of: reply, under: fault, in: form) ?? bytes)
        case .slow: return answer(bytes, drip: setting.faults.slowDrip)
        case .cut: return broken(after: bytes.prefix(bytes.count / 2), declaring: bytes.count)
        case .tooLongLength: return broken(after: bytes[...], declaring: bytes.count + 100)
        case .tooShortLength: return broken(after: bytes[...], declaring: bytes.count / 2)
        case .resetBody:
            let point = setting.faults.breakingPoint(of: bytes.count, digest: digest, attempt: attempt)
            return response(declaring: bytes.count) { writer in
                try await writer.write(ByteBuffer(bytes: bytes.prefix(point)))
                try await Self.reset(channel)
                throw Broken()
            }
        case .reset:
            try await Self.reset(channel)
            return response(declaring: bytes.count) { _ in throw Broken() }
        case .hang:
            try await hang(channel)
            return response(declaring: bytes.count) { _ in throw Broken() }
        case .hangingBody:
            return response(declaring: bytes.count) { writer in
                try await writer.write(ByteBuffer(bytes: bytes.prefix(bytes.count / 2)))
                try await hang(channel)
                throw Broken()
            }
        }
    }

    /// Status 429, with what the plan says about waiting.
    var limited: Response {
        refused(form.spelling.error(.rateLimited).with(setting.faults.retryAfterHeaders(now: Date.now)))
    }

    /// A refusal, which counts as no answer.
    func refused(_ refusal: WireReply, bytes: [UInt8]? = nil) -> Response {
        visit.leave()
        var response = refusal.response
        if let bytes { response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)) }
        return response
    }

    /// Waits until the server ends; a client that gives up is no longer under way.
    private func hang(_ channel: any Channel) async throws {
        channel.closeFuture.whenComplete { _ in visit.leave() }
        try await cancelWhenGracefulShutdown { try await setting.clock.sleep(for: Self.longestHang) }
    }

    private func broken(after bytes: ArraySlice<UInt8>, declaring length: Int) -> Response {
        response(declaring: length) { writer in
            try await writer.write(ByteBuffer(bytes: bytes))
            throw Broken()
        }
    }

    private func response(
        declaring length: Int, _ write: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) -> Response {
        var response = reply.response
        response.body = ResponseBody(contentLength: length) { writer in
            defer { visit.leave() }
            try await write(&writer)
        }
        return response
    }

    /// Closes the connection so that the client sees a reset, not an end.
    private static func reset(_ channel: any Channel) async throws {
        if let socket = channel as? any SocketOptionProvider {
            try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }

    /// A gateway's page.
    static let gatewayPage = WireReply(
        status: 502, type: "text/html",
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>")
    /// A redirect.
    static let redirect = WireReply(status: 307, type: "text/html", "").with(["location": "/elsewhere"])
}

extension FaultPlan {
    /// What a 429 says about waiting.
    func retryAfterHeaders(now: Date) -> [String: String] {
        guard let retryAfter else { return [:] }
        switch retryAfterForm {
        case .seconds: return ["retry-after": Self.decimal(retryAfter / .seconds(1))]
        case .milliseconds: return ["retry-after-ms": Self.decimal(retryAfter / .milliseconds(1))]
        case .date: return ["retry-after": Self.httpDate(now.addingTimeInterval(retryAfter / .seconds(1)))]
        }
    }

    /// Without a point where there is nothing behind it.
    private static func decimal(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, rounded up to a second.
    static func httpDate(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.up)))
    }
}
