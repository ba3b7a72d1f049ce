/// A small picture of up to 256 colours, drawn by code and written as PNG.
///
/// The pixels are stored, not compressed: deflate allows it, and such pictures have a few kilobytes (RFC 1950, 1951,
/// 2083).
public struct IndexedPicture: Sendable {
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
    private let palette: [Colour]
    private var pixels: [UInt8]

    /// Red, green and blue, 0...255.
    public struct Colour: Sendable, Hashable {
        let red: UInt8, green: UInt8, blue: UInt8

        /// A colour by its parts.
        public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            self.red = red
            self.green = green
            self.blue = blue
        }
    }

    /// A picture filled with the first colour.
    ///
    /// - Precondition: 1 to 256 colours, 1 to 255 pixels each way.
    public init(width: Int, height: Int, palette: [Colour]) {
        precondition(!palette.isEmpty && palette.count <= 256, "a palette has 1 to 256 colours")
        precondition((1...255).contains(width) && (1...255).contains(height), "a picture has 1 to 255 pixels each way")
        self.width = width
        self.height = height
        self.palette = palette
        pixels = [UInt8](repeating: 0, count: width * height)
    }

    /// Colours every pixel for which `covers` holds; x runs to the right, y down.
    public mutating func fill(with colour: UInt8, where covers: (_ x: Int, _ y: Int) -> Bool) {
        precondition(Int(colour) < palette.count, "a colour is one of the palette")
        for y in 0..<height {
            for x in 0..<width where covers(x, y) { pixels[y * width + x] = colour }
        }
    }

    /// The picture as a PNG file.
    public var png: [UInt8] {
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        file += Self.chunk("IHDR", Self.bigEndian(UInt32(width)) + Self.bigEndian(UInt32(height)) + [8, 3, 0, 0, 0])
        file += Self.chunk("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] })
        file += Self.chunk("IDAT", Self.stored(scanLines))
        return file + Self.chunk("IEND", [])
    }

    private var scanLines: [UInt8] {
        (0..<height).flatMap { [0] + pixels[$0 * width..<($0 + 1) * width] }
    }

    /// A zlib stream of stored blocks.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: bytes.count, by: 65_535) {
            let block = bytes[start..<min(start + 65_535, bytes.count)]
            let length = UInt16(block.count)
            stream.append(start + block.count == bytes.count ? 1 : 0)
            stream += [UInt8(truncatingIfNeeded: length), UInt8(length >> 8)]
            stream += [UInt8(truncatingIfNeeded: ~length), UInt8(~length >> 8)]
            stream += block
        }
        return stream + bigEndian(adler32(bytes))
    }

    private static func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
        let checked = Array(type.utf8) + body
        return bigEndian(UInt32(body.count)) + checked + bigEndian(crc32(checked))
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { remainder, byte in crcTable[Int((remainder ^ UInt32(byte)) & 0xFF)] ^ remainder >> 8
        }
    }

    private static let crcTable: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { remainder, _ in
            remainder & 1 == 1 ? 0xEDB8_8320 ^ remainder >> 1 : remainder >> 1
        }
    }
}
