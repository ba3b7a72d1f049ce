import AssayCore
import Foundation
import SystemPackage
import Testing

struct MediaTests {
    /// Twelve bytes or more of a file of each type: PNG by RFC 2083, JPEG by JFIF 1.02, GIF by its 87a and 89a,
    /// WebP and WAVE by RIFF, MP3 by ID3v2 or by a frame header of layer III (ISO 11172-3, 13818-3).
    static let signatures: [(MediaType, [UInt8])] = [
        (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]),
        (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46, 0, 1]),
        (.jpeg, [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, 8, 6, 6, 7, 6]),
        (.gif, Array("GIF87a".utf8) + [1, 0, 1, 0, 0x80, 0]),
        (.gif, Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0]),
        (.webp, Array("RIFF".utf8) + [26, 0, 0, 0] + Array("WEBPVP8L".utf8)),
        (.wav, Array("RIFF".utf8) + [36, 0, 0, 0] + Array("WAVEfmt ".utf8)),
        (.mp3, Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 35, 0x54, 0x53]),
        (.mp3, [0xFF, 0xFB, 0x90, 0x64, 0, 0, 0, 0, 0, 0, 0, 0]),
        (.mp3, [0xFF, 0xFA, 0x90, 0x64, 0, 0, 0, 0, 0, 0, 0, 0]),
        (.mp3, [0xFF, 0xF3, 0x40, 0xC4, 0, 0, 0, 0, 0, 0, 0, 0]),
        (.mp3, [0xFF, 0xE3, 0x18, 0xC4, 0, 0, 0, 0, 0, 0, 0, 0]),
    ]

    @Test(arguments: signatures)
    func `a type is told by the first bytes`(type: MediaType, head: [UInt8]) {
        #expect(MediaType(signature: head) == type)
        #expect(MediaType(signature: head + [0, 1, 2]) == type)
    }

    @Test func `every type has a signature in the table`() {
        #expect(Set(Self.signatures.map(\.0)) == Set(MediaType.allCases))
        #expect(MediaType.allCases.filter(\.isImage) == [.png, .jpeg, .webp, .gif])
    }

    /// How many leading bytes tell each type for certain.
    @Test(arguments: [
        (MediaType.png, 8), (.jpeg, 3), (.gif, 6), (.webp, 12), (.wav, 12), (.mp3, 3),
    ])
    func `a head that is cut off is of no type`(type: MediaType, needed: Int) throws {
        let head = try #require(Self.signatures.first { $0.0 == type }?.1)
        #expect(MediaType(signature: head.prefix(needed)) == type)
        for length in 0..<needed { #expect(MediaType(signature: head.prefix(length)) == nil, "\(length) bytes") }
    }

    @Test(
        arguments: [
            ("nothing", []),
            ("text", Array("A padlock".utf8)),
            ("SVG", Array("<svg xmlns=".utf8)),
            ("PDF", Array("%PDF-1.7".utf8)),
            ("BMP", Array("BM".utf8) + [0x46, 0, 0, 0]),
            ("a PNG whose line ends were turned", [0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0]),
            ("a GIF of another version", Array("GIF88a".utf8) + [1, 0]),
            ("RIFF of another form", Array("RIFF".utf8) + [36, 0, 0, 0] + Array("AVI LIST".utf8)),
            ("big-endian RIFX", Array("RIFX".utf8) + [0, 0, 0, 36] + Array("WAVE".utf8)),
            ("WAVE without RIFF", Array("WAVEfmt ".utf8)),
            ("small letters", Array("riff".utf8) + [36, 0, 0, 0] + Array("wave".utf8)),
            ("UTF-16 text, by its byte order mark", [0xFF, 0xFE, 0x41, 0, 0x20, 0]),
            ("AAC in ADTS, whose layer bits are 00", [0xFF, 0xF1, 0x50, 0x80, 0, 0x1F]),
            ("MPEG-1 layer II", [0xFF, 0xFD, 0x90, 0x04, 0, 0]),
            ("MPEG-1 layer I", [0xFF, 0xFF, 0x90, 0x04, 0, 0]),
            ("the reserved MPEG version", [0xFF, 0xEB, 0x90, 0x04, 0, 0]),
            ("a frame without its sync", [0xFF, 0x1B, 0x90, 0x64, 0, 0]),
            ("the signature in the second place", [0, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ] as [(String, [UInt8])])
    func `a near miss is of no type`(name: String, head: [UInt8]) {
        #expect(MediaType(signature: head) == nil)
    }

    @Test func `drawn bytes carry their type, their size and their digest`() throws {
        let bytes = Self.signatures[0].1
        let media = try #require(Media(embedding: bytes))
        #expect(media.type == .png)
        #expect(media.size == 12)
        #expect(media.digest == Digest(of: bytes))
        #expect(media.location == .embedded(bytes))
        #expect(Media(embedding: Array("A padlock".utf8)) == nil)
    }

    @Test func `media are equal when their bytes are, wherever those lie`() throws {
        let drawn = try #require(Media(embedding: Self.signatures[0].1))
        let file = Media(
            type: .png, size: drawn.size, digest: drawn.digest,
            location: .file("pictures/padlock.png", modified: Date(timeIntervalSince1970: 1)))
        let other = try #require(Media(embedding: Self.signatures[0].1 + [1]))
        #expect(drawn == file)
        #expect(Set([drawn, file]).count == 1)
        #expect(drawn != other)
        #expect(drawn != Media(type: .gif, size: drawn.size, digest: drawn.digest, location: drawn.location))
    }

    @Test func `only pictures and sounds have media`() throws {
        let media = try #require(Media(embedding: Self.signatures[0].1))
        #expect(Content.text("A padlock").media == nil)
        #expect(Content.image(media).media == media)
        #expect(Content.audio(media).media == media)
    }
}
