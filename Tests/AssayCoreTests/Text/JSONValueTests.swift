import AssayCore
import Testing

struct JSONValueTests {
    private func read(_ text: String) throws -> JSONValue { try JSONValue(text.utf8) }

    @Test func `a tree has what the text has, in its order`() throws {
        let value = try read(#" {"lock": [1, -2.5e1, true, null, "k\u00e9y"], "empty": {}, "none": []} "#)
        #expect(
            value
                == .object([
                    .init(
                        key: "lock", value: .array([.integer(1), .number(-25), .bool(true), .null, .string("kéy")])),
                    .init(key: "empty", value: .object([])), .init(key: "none", value: .array([])),
                ]))
    }

    @Test func `a field of another type is not there`() throws {
        let value = try read(#"{"text": 1, "count": "1", "list": {}, "nothing": null}"#)
        #expect(value["text"]?.string == nil && value["text"]?.integer == 1)
        #expect(value["count"]?.integer == nil && value["count"]?.number == nil && value["count"]?.string == "1")
        #expect(value["list"]?.elements == nil && value["list"]?.members == [])
        #expect(value["nothing"] == nil && value["absent"] == nil)
        #expect(value["text"]?["deeper"] == nil && value.string == nil && value["text"]?.bool == nil)
    }

    @Test func `of a key that stands twice both are seen and the first is taken`() throws {
        let value = try read(#"{"verdict": "safe", "verdic\u0074": "unsafe"}"#)
        #expect(value["verdict"] == .string("safe"))
        #expect(value.members?.map(\.key) == ["verdict", "verdict"])
    }

    @Test func `whole numbers are whole however they are written, and no others`() throws {
        #expect(try read("12").integer == 12 && read("12.0").integer == 12 && read("1.2e1").integer == 12)
        #expect(try read("12.5").integer == nil && read("12.5").number == 12.5 && read("12").number == 12)
        #expect(try read("9223372036854775807").integer == .max)
        #expect(try read("9223372036854775808").integer == nil)
        #expect(try read("-0").integer == 0 && read("1e300").integer == nil)
    }

    @Test func `what Python writes for numbers that are none is null, and only where it is asked for`() throws {
        let text = #"{"a": NaN, "b": [Infinity, -Infinity, -1], "c": "NaN"}"#
        let value = try JSONValue(fromPython: text.utf8)
        #expect(value["a"] == nil && value["b"]?.elements == [.null, .null, .integer(-1)])
        #expect(value["c"]?.string == "NaN")
        #expect(throws: JSONFault.self) { try JSONValue(text.utf8) }
        #expect(throws: JSONFault.self) { try JSONValue(fromPython: "[Nan]".utf8) }
    }
}
