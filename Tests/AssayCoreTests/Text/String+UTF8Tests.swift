import AssayCore
import Testing

struct StringUTF8Tests {
    private func text(_ bytes: [UInt8]) -> String? {
        bytes.withUnsafeBufferPointer { String(wellFormed: $0) }
    }

    @Test(arguments: ["", "a", "ä€😀", "e\u{301}", "\u{0}", "\u{FFFD}", "\u{FEFF}a", String(repeating: "安", count: 99)])
    func `well-formed bytes are their text`(expected: String) {
        #expect(text(Array(expected.utf8)).map { Array($0.utf8) } == Array(expected.utf8))
    }

    // After Unicode 15.0, table 3-7: a lone or missing continuation, a form that is too long, a surrogate, past the last
    // scalar, bytes that never occur.
    @Test(
        arguments: [
            [0x80], [0xC3], [0xC3, 0x28], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xFF], [0x61, 0xE2, 0x82], [0xE2, 0x82, 0x61], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func `other bytes are no text`(bytes: [UInt8]) {
        #expect(text(bytes) == nil)
    }
}
