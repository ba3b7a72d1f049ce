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

    @Test func `a count of tokens that cannot be is not stated, and adds up to nothing`() throws {
        let counts = try JSONValue("[0,41200,4294967296,4294967297,9223372036854775807,-1,1.5,null]".utf8)
        #expect(counts.elements?.map(\.tokens) == [0, 41200, 1 << 32, nil, nil, nil, nil, nil])
        let most = Int.max
        let bodies = [
            try CompletionReply.read(
                Array(
                    """
                    {"choices":[{"message":{"content":"B"},"finish_reason":"stop"}],
                    "usage":{"prompt_tokens":\(most),"completion_tokens":\(most)}}
                    """.utf8)
            ).get(),
            try MessagesReply.read(
                Array(
                    """
                    {"content":[{"type":"text","text":"B"}],"stop_reason":"end_turn",
                    "usage":{"input_tokens":\(most),"output_tokens":1,"cache_read_input_tokens":\(most)}}
                    """.utf8)
            ).get(),
            try GenerationReply.read(
                Array(
                    """
                    {"candidates":[{"content":{"parts":[{"text":"B"}]},"finishReason":"STOP"}],
                    "usageMetadata":{"promptTokenCount":\(most),"candidatesTokenCount":\(most),"thoughtsTokenCount":\(most)}}
                    """.utf8)
            ).get(),
        ]
        #expect(bodies.allSatisfy { $0.text == "B" && $0.usage == nil })
    }

    @Test func `a list is read whole or not at all`() throws {
        let numbers = try #require(try JSONValue("[1,2]".utf8).elements)
        #expect(numbers.collect(\.integer) == [1, 2])
        #expect((numbers + [.null]).collect(\.integer) == nil)
    }
}
