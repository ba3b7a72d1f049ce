import Foundation
import Testing

@testable import EndToEnd

struct PictureTests {
    /// The check value that every catalogue of checksums gives for the digits 1 to 9.
    @Test func `the chunks' checksum gives the check value`() {
        #expect(Picture.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    }

    /// The worked example of RFC 1950's checksum for this word.
    @Test func `the stream's checksum gives the known value`() {
        #expect(Picture.adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
    }

    @Test(arguments: [1, 2, 5_000] as [UInt64])
    func `every picture has 150 KB in four whole chunks`(seed: UInt64) throws {
        let bytes = [UInt8](Picture(seed: seed).bytes)
        #expect(bytes.count == 153_600)
        #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        var rest = bytes.dropFirst(8)
        var types: [String] = []
        while rest.count >= 12 {
            let length = Self.number(rest.prefix(4))
            let checked = rest.dropFirst(4).prefix(4 + length)
            types.append(String(decoding: checked.prefix(4), as: UTF8.self))
            rest = rest.dropFirst(8 + length)
            #expect(Self.number(rest.prefix(4)) == Int(Picture.crc32(Array(checked))))
            rest = rest.dropFirst(4)
        }
        #expect(types == ["IHDR", "tEXt", "IDAT", "IEND"])
        #expect(rest.isEmpty)
    }

    @Test func `another seed gives another picture, the same seed the same`() {
        #expect(Picture(seed: 1).bytes == Picture(seed: 1).bytes)
        #expect(Picture(seed: 1).bytes != Picture(seed: 2).bytes)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
