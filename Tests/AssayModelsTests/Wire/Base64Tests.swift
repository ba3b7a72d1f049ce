import Foundation
import Testing

@testable import AssayModels

struct Base64Tests {
    private func encoded(_ bytes: [UInt8]) -> String {
        let target = UnsafeMutableRawBufferPointer.allocate(byteCount: (bytes.count + 2) / 3 * 4, alignment: 1)
        defer { target.deallocate() }
        bytes.withUnsafeBytes { Base64.encode($0, into: target) }
        return String(decoding: target, as: UTF8.self)
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the published vectors come out`(text: String, base64: String) {
        #expect(encoded(Array(text.utf8)) == base64)
    }

    @Test func `whatever the length, a reader of base64 gives the bytes back`() {
        // 167 has no common factor with 256, so that all bytes occur in every position of the six.
        let bytes = (0..<1600).map { UInt8(truncatingIfNeeded: $0 * 167) }
        for length in Array(0...64) + [1598, 1599, 1600] {
            let part = Array(bytes.prefix(length))
            #expect(Data(base64Encoded: encoded(part)).map(Array.init) == part)
        }
    }
}
