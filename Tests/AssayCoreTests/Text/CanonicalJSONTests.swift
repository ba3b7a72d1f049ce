import Foundation
import Testing

@testable import AssayCore

struct CanonicalJSONTests {
    @Test func `objects and arrays are written without white space, members in the order given`() {
        var json = CanonicalJSON()
        json.object { json in
            json.member("a") { json in json.array([1, 2]) { $0.number($1) } }
            json.member("b") { json in json.object { _ in } }
            json.member("c") { json in json.array([Int]()) { $0.number($1) } }
            json.member("d") { $0.string("x") }
        }
        #expect(json.text == #"{"a":[1,2],"b":{},"c":[],"d":"x"}"#)
    }

    /// RFC 8259, section 7: quotation mark, reverse solidus and control characters are escaped.
    @Test(arguments: [
        ("plain 锁", #""plain 锁""#), ("\"\\/", #""\"\\/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
        ("\u{0}\u{1F}", #""\u0000\u001f""#), ("", #""""#), ("a\"", #""a\"""#), ("\u{7F}\u{2028}", "\"\u{7F}\u{2028}\""),
    ])
    func `a text is escaped where it must be, and reads back`(_ text: String, _ written: String) throws {
        var json = CanonicalJSON()
        json.string(text)
        #expect(json.text == written)
        #expect(try JSONDecoder().decode([String].self, from: Data("[\(json.text)]".utf8)) == [text])
    }

    @Test func `words by name are in order of their names, and a gap is null`() {
        var json = CanonicalJSON()
        json.object { json in
            json.member("words") { $0.words(["b": "2", "a": "1"]) }
            json.member("none") { $0.words([:]) }
            json.member("gap") { $0.null() }
        }
        #expect(json.text == #"{"words":{"a":"1","b":"2"},"none":{},"gap":null}"#)
    }

    @Test(arguments: [(0.0, "0"), (1.0, "1"), (0.7, "0.7"), (-2.5, "-2.5"), (1e-7, "1e-07")])
    func `a number has its shortest form`(_ value: Double, _ written: String) {
        var json = CanonicalJSON()
        json.number(value)
        #expect(json.text == written)
    }
}
