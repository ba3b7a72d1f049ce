import NIOCore

/// Writes JSON straight into the buffers that are sent, so that media are neither copied nor escaped on the way.
struct JSONWriter {
    /// What is being written: all of it, unless media stand before it.
    private(set) var buffer: ByteBuffer
    /// What stands before it.
    private var finished: [ByteBuffer] = []
    /// Encoded media of this size and more stand in the request as they are; less is cheaper to copy than to send apart.
    static let leastApart = 16 << 10

    init(capacity: Int) {
        buffer = ByteBufferAllocator().buffer(capacity: capacity)
    }

    /// All that was written, in order; one buffer unless there are media.
    var parts: [ByteBuffer] { finished + [buffer] }

    /// Writes JSON that is already JSON.
    mutating func raw(_ json: String) {
        buffer.writeString(json)
    }

    /// Writes base64 that was made before.
    mutating func encoded(_ base64: ByteBuffer) {
        guard base64.readableBytes >= Self.leastApart else {
            buffer.writeImmutableBuffer(base64)
            return
        }
        finished += [buffer, base64]
        buffer = ByteBufferAllocator().buffer(capacity: 1024)
    }

    /// Writes bytes in base64 (RFC 4648), with padding, straight into place.
    mutating func base64(_ bytes: [UInt8]) {
        let count = (bytes.count + 2) / 3 * 4
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { target in
            bytes.withUnsafeBytes { Base64.encode($0, into: target) }
            return count
        }
    }

    /// Writes a text as a JSON string.
    mutating func string(_ text: String) {
        var text = text
        buffer.writeInteger(UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            var start = 0
            for index in bytes.indices {
                let byte = bytes[index]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
                buffer.writeBytes(bytes[start..<index])
                escape(byte)
                start = index + 1
            }
            buffer.writeBytes(bytes[start...])
        }
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    /// Writes a number; a whole one without a point.
    mutating func number(_ value: Double) {
        precondition(value.isFinite, "JSON has no infinities, and parameters are checked where they are read")
        if value == value.rounded(), abs(value) < 1e15 {
            buffer.writeString(String(Int(value)))
        } else {
            buffer.writeString(String(value))
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): buffer.writeString("\\\"")
        case UInt8(ascii: "\\"): buffer.writeString("\\\\")
        case UInt8(ascii: "\n"): buffer.writeString("\\n")
        case UInt8(ascii: "\r"): buffer.writeString("\\r")
        case UInt8(ascii: "\t"): buffer.writeString("\\t")
        default:
            buffer.writeString(byte < 0x10 ? "\\u000" : "\\u00")
            buffer.writeString(String(byte, radix: 16))
        }
    }
}
