import AssayCore
import AssayDatasets
import Testing

struct IndexedPictureTests {
    @Test func `a picture of two pixels is the PNG worked by hand`() {
        var picture = IndexedPicture(width: 2, height: 1, palette: [.init(0, 0, 0), .init(255, 255, 255)])
        picture.fill(with: 1) { x, _ in x == 1 }
        // RFC 2083: signature; IHDR 2 x 1, 8 bits, indexed; PLTE; IDAT; IEND. CRCs by Python's zlib.crc32,
        // Adler-32 of 00 00 01: low 2, high 1 + 1 + 2 = 4 (RFC 1950).
        let expected: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + [0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0, 2, 0, 0, 0, 1, 8, 3, 0, 0, 0, 0xC3, 0xFC, 0x8F, 0xB8]
            + [0, 0, 0, 6] + Array("PLTE".utf8) + [0, 0, 0, 255, 255, 255, 0xA5, 0xD9, 0x9F, 0xDD]
            + [0, 0, 0, 14] + Array("IDAT".utf8)
            + [
                0x78, 0x01, 0x01, 0x03, 0x00, 0xFC, 0xFF, 0x00, 0x00, 0x01, 0x00, 0x04, 0x00, 0x02, 0x0B, 0x21, 0x8B,
                0x71,
            ]
            + [0, 0, 0, 0] + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]
        #expect(picture.png == expected)
    }
}
