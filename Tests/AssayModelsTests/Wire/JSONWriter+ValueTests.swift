import AssayCore
import Testing

@testable import AssayModels

struct JSONWriterValueTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-3", "2.5", #""a\"b\n""#, "[]", "{}", #"{"a":[1,{"b":null}],"a":"挂锁"}"#,
    ])
    func `a tree is written as it was read`(json: String) throws {
        #expect(try JSONValue(Array(json.utf8)).text == json)
    }

    @Test func `members are removed however deep they are`() throws {
        let tree = try JSONValue(Array(#"{"x":1,"a":[{"x":2,"b":{"x":3,"c":4}}]}"#.utf8))
        #expect(tree.removing(["x"]).text == #"{"a":[{"b":{"c":4}}]}"#)
    }
}
