import Foundation

/// A PNG of grey noise that has exactly the size that is wanted (RFC 2083; stored blocks of RFC 1951).
struct Picture {
    /// 150 KB.
    static let size = 150 << 10
    static let width = 400
    static let height = 381

    /// The file's bytes.
    let bytes: Data

    /// A picture that no other seed gives.
    init(seed: UInt64) {
        var bytes = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        bytes.reserveCapacity(Self.size)
        // Eight bits of grey, no interlacing.
        let header = Self.bigEndian(UInt32(Self.width)) + Self.bigEndian(UInt32(Self.height)) + [8, 0, 0, 0, 0]
        Self.append(chunk: "IHDR", header, to: &bytes)
        let pixels = Self.stored(Self.noise(seed: seed))
        // What is missing to the size stands in a comment: two chunks of 12 bytes around what they hold, and the end.
        let padding = Self.size - bytes.count - pixels.count - 36
        Self.append(chunk: "tEXt", Array("Comment\0".utf8) + Array(repeating: 0x2E, count: padding - 8), to: &bytes)
        Self.append(chunk: "IDAT", pixels, to: &bytes)
        Self.append(chunk: "IEND", [], to: &bytes)
        self.bytes = bytes
    }

    /// Rows of noise, each after a byte that says it is not filtered.
    private static func noise(seed: UInt64) -> [UInt8] {
        var generator = SplitMix64(seed: seed)
        let row = width + 1
        var pixels = [UInt8](repeating: 0, count: row * height)
        for start in stride(from: 0, to: pixels.count, by: 8) {
            var word = generator.next()
            for index in start..<min(start + 8, pixels.count) {
                pixels[index] = index % row == 0 ? 0 : UInt8(truncatingIfNeeded: word)
                word >>= 8
            }
        }
        return pixels
    }

    /// A zlib stream that stores its bytes as they are.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        stream.reserveCapacity(bytes.count + 64)
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            stream.append(rest.isEmpty ? 1 : 0)
            for part in [length, ~length] { stream += [UInt8(part & 0xff), UInt8(part >> 8)] }
            stream += block
        } while !rest.isEmpty
        return stream + bigEndian(adler32(bytes))
    }

    private static func append(chunk type: String, _ body: [UInt8], to bytes: inout Data) {
        let checked = Array(type.utf8) + body
        bytes.append(contentsOf: bigEndian(UInt32(body.count)))
        bytes.append(contentsOf: checked)
        bytes.append(contentsOf: bigEndian(crc32(checked)))
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// The checksum of RFC 1950.
    static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }

    /// The checksum of PNG's chunks.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { bits, _ in bits & 1 == 1 ? 0xEDB8_8320 ^ (bits >> 1) : bits >> 1 }
    }
}
