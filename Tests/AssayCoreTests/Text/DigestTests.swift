import AssayCore
import Foundation
import Testing

struct DigestTests {
    /// The examples of FIPS 180-2, appendix B, and of NIST's additional byte-oriented test vectors.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func `a digest is the SHA-256 of the standard's examples`(message: String, expected: String) {
        #expect(Digest(of: message).hex == expected)
        #expect(Digest(of: Array(message.utf8)).hex == expected)
        #expect(Digest(of: message).description == expected)
    }

    @Test(arguments: [1, 2, 7, 55, 56, 64, 1000])
    func `bytes that arrive in pieces give the digest of the whole`(piece: Int) {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var accumulator = Digest.Accumulator()
        for start in stride(from: 0, to: bytes.count, by: piece) {
            accumulator.update(bytes[start..<min(start + piece, bytes.count)])
            accumulator.update([])
        }
        #expect(accumulator.finish() == Digest(of: bytes))
    }

    @Test func `bytes that do not lie together are hashed all the same`() {
        #expect(Digest(of: "cba".utf8.reversed()) == Digest(of: "abc"))
    }

    @Test func `the boundary is the first 128 bits`() {
        #expect(Digest(of: "abc").boundary == "ba7816bf8f01cfea414140de5dae2223")
    }

    @Test func `a digest is written as a plain string and read back`() throws {
        let digest = Digest(of: "abc")
        let json = try JSONEncoder().encode([digest])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(digest.hex)\"]")
        #expect(try JSONDecoder().decode([Digest].self, from: json) == [Digest(hex: digest.hex)])
    }
}

struct StableHashTests {
    /// From the test suite of FNV (draft-eastlake-fnv, appendix C).
    @Test(
        arguments: [
            ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
        ] as [(String, UInt64)])
    func `bytes are combined as FNV-1a says`(text: String, expected: UInt64) {
        var hash = StableHash()
        for byte in text.utf8 { hash.combine(byte) }
        #expect(hash.value == expected)
    }

    /// The eight bytes of the seed, the lowest first, come before the text.
    @Test(
        arguments: [
            (0, [0, 0, 0, 0, 0, 0, 0, 0]), (1, [1, 0, 0, 0, 0, 0, 0, 0]),
            (0x0102_0304_0506_0708, [8, 7, 6, 5, 4, 3, 2, 1]),
        ] as [(UInt64, [UInt8])])
    func `a seed is hashed before the text`(seed: UInt64, bytes: [UInt8]) {
        var hash = StableHash()
        for byte in bytes + "锁".utf8 { hash.combine(byte) }
        #expect(StableHash(of: "锁", seed: seed).value == hash.value)
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014) of the three FNV vectors, worked outside of this program.
    @Test(
        arguments: [
            ("", 0xf52a_15e9_a9b5_e89b), ("a", 0x02c0_bdbf_4814_20f8), ("foobar", 0x404d_a9e3_b740_78c2),
        ] as [(String, UInt64)])
    func `bits are mixed as SplitMix64 does`(text: String, expected: UInt64) {
        var hash = StableHash()
        for byte in text.utf8 { hash.combine(byte) }
        #expect(hash.mixed == expected)
    }

    @Test func `another seed is another order`() {
        let ids = (1...50).map { "s\($0)" }
        func order(_ seed: UInt64) -> [String] {
            ids.sorted { StableHash(of: $0, seed: seed).mixed < StableHash(of: $1, seed: seed).mixed }
        }
        #expect(order(1) == order(1))
        #expect(order(1) != order(2))
    }
}
