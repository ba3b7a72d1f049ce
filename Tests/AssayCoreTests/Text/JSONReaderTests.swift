import AssayCore
import Foundation
import Testing

struct JSONReaderTests {
    /// Texts on which RFC 8259 leaves no doubt; Foundation is the second opinion.
    static let sound = [
        "null", " true ", "false", "0", "-0", "10", "-1.5", "1e5", "1E+5", "1.5e-5", "\"\"", "[]", "{}", "[[],[{}]]",
        #""\"\\\/\b\f\n\r\t""#, #""\u0041\u00e9\u4e2d""#, #""\ud83d\udd12""#, "\"挂锁\"", "\"\u{7F}\"", "[1 ,2\n,\t3\r]",
        #"{"a":1,"b":[true,{"c":null}]}"#, "\"\u{1F512} é\"", #"{"":""}"#, "123456789012345678901234567890",
    ]

    static let unsound = [
        "", " ", "nul", "nulll", "True", "+1", "01", "-", "1.", ".5", "1e", "1e+", "0x10", "NaN", "Infinity",
        "-Infinity",
        "\"", "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"", "\"a\nb\"", "\"\\u0041", "'a'", "[", "[1", "[1,",
        "[1,]",
        "[,1]", "[1 2]", "]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:2}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}", "}", "1 2", "{} {}", "null,", "\"a\"b", "1e400", "/* */ 1", "// x\n1",
    ]

    @Test(arguments: sound)
    func `what is JSON is read, and alike by Foundation`(text: String) throws {
        let value = try JSONValue(text.utf8)
        let reference = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(Self.isAlike(value, reference), "\(value) and \(reference)")
    }

    @Test(arguments: unsound)
    func `what is not JSON is refused`(text: String) {
        #expect(throws: JSONFault.self) { try JSONValue(text.utf8) }
    }

    @Test(arguments: sound)
    func `a text that is cut anywhere is refused or a whole number`(text: String) {
        let bytes = Array(text.utf8)
        for length in 0..<bytes.count {
            guard let value = try? JSONValue(bytes.prefix(length)) else { continue }
            #expect(value.number != nil || text.utf8.prefix(length).last == UInt8(ascii: "e") || text == " true ")
        }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE4, 0xB8]] {
            let quote = UInt8(ascii: "\"")
            #expect(throws: JSONFault.self) { try JSONValue([quote] + bytes + [quote]) }
            #expect(throws: JSONFault.self) { try JSONValue([quote] + Array("\\n".utf8) + bytes + [quote]) }
        }
    }

    @Test(
        arguments: [
            (#""\ud83d""#, "\u{FFFD}"), (#""\udd12""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
            (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\ud83d\ud83d\udd12""#, "\u{FFFD}\u{1F512}"),
            (#""\ud83d\u0041""#, "\u{FFFD}A"),
        ])
    func `half of a pair is a mark of something lost, and the rest is kept`(text: String, expected: String) throws {
        #expect(try JSONValue(text.utf8) == .string(expected))
    }

    @Test func `a text that is nested too deeply is refused before the stack ends`() throws {
        #expect(throws: JSONFault.self) { try JSONValue(repeatElement(UInt8(ascii: "["), count: 1_000_000)) }
        let deep = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
        #expect(try JSONValue(deep.utf8).elements?.count == 1)
        #expect(throws: JSONFault.self) { try JSONValue("[\(deep)]".utf8) }
    }

    @Test func `a fault says where, and never quotes`() throws {
        let error = #expect(throws: JSONFault.self) { try JSONValue(#"{"secret": wrong}"#.utf8) }
        #expect(error?.offset == 11)
        #expect(error?.problem.contains("wrong") == false)
    }

    private static func isAlike(_ value: JSONValue, _ reference: Any) -> Bool {
        switch (value, reference) {
        case (.null, is NSNull): true
        case (.string(let text), let other as String): text == other
        case (.array(let elements), let others as [Any]):
            elements.count == others.count && zip(elements, others).allSatisfy(isAlike)
        case (.object(let members), let others as [String: Any]):
            members.count == others.count && members.allSatisfy { isAlike($0.value, others[$0.key] ?? 0) }
        case (.bool(let flag), let other as NSNumber): flag == other.boolValue
        case (.integer, let other as NSNumber), (.number, let other as NSNumber): value.number == other.doubleValue
        default: false
        }
    }
}
