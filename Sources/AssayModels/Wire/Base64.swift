/// Base64 of RFC 4648, with padding, without a buffer between.
enum Base64 {
    /// Two characters for each value of twelve bits, the first in the low byte.
    private static let pairs: [UInt16] = {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        return (0..<4096).map { UInt16(letters[$0 >> 6]) | UInt16(letters[$0 & 63]) << 8 }
    }()

    /// Encodes bytes into a place that holds four bytes for each three begun.
    static func encode(_ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) {
        precondition(target.count >= (bytes.count + 2) / 3 * 4, "base64 takes four bytes for each three begun")
        pairs.withUnsafeBufferPointer { pairs in
            var read = 0
            var written = 0
            // Eight bytes are loaded for the six that become eight characters.
            while read + 8 <= bytes.count {
                let word = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: read, as: UInt64.self))
                let low = UInt64(pairs[Int(word >> 52)]) | UInt64(pairs[Int(word >> 40 & 0xfff)]) << 16
                let high = UInt64(pairs[Int(word >> 28 & 0xfff)]) | UInt64(pairs[Int(word >> 16 & 0xfff)]) << 16
                target.storeBytes(of: (low | high << 32).littleEndian, toByteOffset: written, as: UInt64.self)
                read += 6
                written += 8
            }
            while read < bytes.count {
                let missing = max(0, read + 3 - bytes.count)
                let second = missing < 2 ? Int(bytes[read + 1]) : 0
                let third = missing < 1 ? Int(bytes[read + 2]) : 0
                let bits = Int(bytes[read]) << 16 | second << 8 | third
                let four = UInt32(pairs[bits >> 12]) | UInt32(pairs[bits & 0xfff]) << 16
                target.storeBytes(of: four.littleEndian, toByteOffset: written, as: UInt32.self)
                for index in 0..<missing { target[written + 3 - index] = UInt8(ascii: "=") }
                read += 3
                written += 4
            }
        }
    }
}
