/// Small files that are what they say, for tests that need a medium and do not care which.
public enum StandIns {
    /// A PNG of one grey pixel; worked by hand from RFC 2083: header, one stored scan line, end.
    ///
    /// - Parameter number: stands in a text chunk, so that each number gives other bytes.
    /// - Returns: the file's bytes.
    public static func png(_ number: Int = 0) -> [UInt8] {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let header = chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
        let note = chunk("tEXt", Array("Comment\0stand-in \(number)".utf8))
        // zlib header, one stored block of two bytes (filter 0, grey 128), Adler-32 of the two.
        let pixels = chunk("IDAT", [0x78, 0x01, 0x01, 0x02, 0x00, 0xFD, 0xFF, 0x00, 0x80, 0x00, 0x82, 0x00, 0x81])
        return signature + header + note + pixels + chunk("IEND", [])
    }

    private static func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
        let checked = Array(type.utf8) + body
        return bigEndian(UInt32(body.count)) + checked + bigEndian(crc32(checked))
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// Bit by bit, unlike the program's own, which goes by a table.
    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var remainder = UInt32.max
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 { remainder = remainder & 1 == 1 ? 0xEDB8_8320 ^ remainder >> 1 : remainder >> 1 }
        }
        return ~remainder
    }
}
