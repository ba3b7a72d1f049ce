import AssayCore
import Foundation
import Testing

@testable import AssayStore

struct JSONTextTests {
    @Test func `keys are sorted and slashes are plain`() {
        #expect(JSONText.encode(["b": "/", "a": "锁"]) == #"{"a":"锁","b":"/"}"#)
        #expect(JSONText.encode([String: String]()) == "{}")
        #expect(JSONText.encode([String]()) == "[]")
        #expect(JSONText.encode(["x"]) == #"["x"]"#)
    }

    @Test func `times are in UTC with milliseconds`() throws {
        let text = JSONText.encode([Date(timeIntervalSince1970: 0.25)])
        #expect(text == #"["1970-01-01T00:00:00.250Z"]"#)
        #expect(try JSONText.decode([Date].self, from: text) == [Date(timeIntervalSince1970: 0.25)])
    }

    @Test func `the logarithm of nothing is kept`() throws {
        let tokens = [TokenLogprob(token: "A", logprob: -.infinity, top: [])]
        #expect(try JSONText.decode([TokenLogprob].self, from: JSONText.encode(tokens)) == tokens)
    }
}
