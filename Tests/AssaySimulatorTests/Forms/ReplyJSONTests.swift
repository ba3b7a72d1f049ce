import AssayCore
import Testing

@testable import AssaySimulator

struct ReplyJSONTests {
    @Test func `members stand as they were given, a key that stands twice included`() {
        let json: ReplyJSON = [
            "b": 1, "a": [nil, true, 1.5, "x\"y\n"], "b": ["c": .integer(-2)], "raw": .verbatim(#"{"d":[]}"#),
        ]
        #expect(json.text == #"{"b":1,"a":[null,true,1.5,"x\"y\n"],"b":{"c":-2},"raw":{"d":[]}}"#)
    }

    @Test func `an object can be added to, thinned out and changed`() {
        let json: ReplyJSON = ["a": 1, "b": 2]
        #expect(json.adding(["c": 3]).text == #"{"a":1,"b":2,"c":3}"#)
        #expect(json.removing("a").text == #"{"b":2}"#)
        #expect(json.replacing("a", with: nil).replacing("x", with: 1).text == #"{"a":null,"b":2}"#)
        #expect(ReplyJSON.string("a").adding(["c": 3]) == "a")
    }

    @Test func `what was read is written again, its order kept`() throws {
        let text = #"{"z":[1,2.5,null,false],"a":{"b":"ü/"}}"#
        #expect(ReplyJSON(try JSONValue(text.utf8)).text == text)
    }
}
