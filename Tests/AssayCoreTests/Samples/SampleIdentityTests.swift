import AssayCore
import Testing

struct SampleIdentityTests {
    @Test func `the digest is its first 128 bits`() {
        let digest = Digest(hex: "0000000000000000000000000000000f" + String(repeating: "a", count: 32))
        #expect(SampleIdentity(id: "s", digest: digest, index: 0).digest == 15)
        #expect(SampleIdentity(id: "s", digest: Digest(hex: "none"), index: 0).digest == nil)
    }

    @Test(arguments: [
        ("a", "b", true), ("b", "a", false), ("a", "a", false), ("10", "9", true), ("e\u{301}", "\u{E9}", true),
    ])
    func `ids stand byte by byte`(left: String, right: String, precedes: Bool) {
        #expect(SampleIdentity.precedes(left, right) == precedes)
    }
}
