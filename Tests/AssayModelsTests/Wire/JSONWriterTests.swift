import Foundation
import NIOCore
import Testing

@testable import AssayModels

struct JSONWriterTests {
    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(capacity: 8)
        write(&writer)
        return String(decoding: writer.buffer.readableBytesView, as: UTF8.self)
    }

    @Test(arguments: [
        ("", "\"\""), ("plain", "\"plain\""), ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#),
        ("\u{0}\u{1f}\u{7f}", "\"\\u0000\\u001f\u{7f}\""), ("挂锁 🔒/", "\"挂锁 🔒/\""), ("\"", #""\"""#),
    ])
    func `a text is escaped where JSON demands it and nowhere else`(text: String, json: String) {
        #expect(written { $0.string(text) } == json)
    }

    @Test(arguments: [(0, 1), (16383, 1), (16384, 3), (200_000, 3)])
    func `large media stand in the request as they are, small ones are copied`(size: Int, parts: Int) {
        var writer = JSONWriter(capacity: 8)
        writer.raw("{\"data\":\"")
        writer.encoded(ByteBuffer(repeating: UInt8(ascii: "A"), count: size))
        writer.raw("\"}")
        #expect(writer.parts.count == parts)
        #expect(
            writer.parts.map { String(buffer: $0) }.joined() == "{\"data\":\"" + String(repeating: "A", count: size)
                + "\"}")
    }

    @Test func `whatever the text, a JSON reader gives it back`() throws {
        let text = String(String.UnicodeScalarView((0..<0x3000).compactMap(Unicode.Scalar.init)))
        let json = written { $0.string(text) }
        let back = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed) as? String
        #expect(back == text)
    }

    @Test(arguments: [(0.0, "0"), (1.0, "1"), (0.7, "0.7"), (-2.5, "-2.5"), (1e-7, "1e-07"), (1e20, "1e+20")])
    func `a whole number has no point`(value: Double, json: String) {
        #expect(written { $0.number(value) } == json)
    }
}
