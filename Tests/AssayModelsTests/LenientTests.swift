import Foundation
import Testing

@testable import AssayModels

struct LenientTests {
    @Test(arguments: [("[1]", 1), ("[\"1\"]", nil), ("[null]", nil), ("[{}]", nil)] as [(String, Int?)])
    func `a value of another type counts as not stated`(json: String, value: Int?) throws {
        let read = try JSONDecoder().decode([Lenient<Int>].self, from: Data(json.utf8))
        #expect(read.map(\.value) == [value])
    }

    @Test(
        arguments: [("rate_limit", "rate_limit"), ("gpt-4.1", "gpt-4.1"), ("a b", nil), ("", nil), ("a/b", nil)]
            as [(String, String?)])
    func `a code is letters, digits and little else`(text: String, safe: String?) {
        #expect(Code.safe(text) == safe)
    }

    @Test func `codes come as texts or as numbers`() throws {
        let read = try JSONDecoder().decode([Code].self, from: Data(#"["x",429]"#.utf8))
        #expect(read.map(\.text) == ["x", "429"])
    }
}
