import AssayCore
import Testing

@testable import AssayModels

struct JSONValueProviderTests {
    @Test(
        arguments: [("rate_limit", "rate_limit"), ("gpt-4.1", "gpt-4.1"), ("a b", nil), ("", nil), ("a/b", nil)]
            as [(String, String?)])
    func `a code is letters, digits and little else`(text: String, safe: String?) {
        #expect(text.safeCode == safe)
        #expect(String(repeating: "a", count: 65).safeCode == nil)
    }

    @Test func `codes come as texts or as numbers`() throws {
        #expect(try JSONValue(#"["x",429,1.5,null]"#.utf8).elements?.map(\.code) == ["x", "429", nil, nil])
    }

    @Test func `a category counts where it was filtered, and only where that is said plainly`() throws {
        let results = try JSONValue(
            #"{"violence":{"filtered":true},"hate":{"filtered":false},"jailbreak":{"detected":true},"x y":{"filtered":true}}"#
                .utf8)
        #expect(results.filteredCategories == ["violence"])
        #expect(JSONValue.string("violence").filteredCategories.isEmpty)
    }

    @Test func `a list is read whole or not at all`() throws {
        let numbers = try #require(try JSONValue("[1,2]".utf8).elements)
        #expect(numbers.collect(\.integer) == [1, 2])
        #expect((numbers + [.null]).collect(\.integer) == nil)
    }
}
