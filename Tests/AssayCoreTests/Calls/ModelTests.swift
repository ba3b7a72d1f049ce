import AssayCore
import Foundation
import Testing

struct ModelTests {
    @Test(arguments: [
        ("", true), (" ", true), ("\n\t \r\n", true), ("\u{00A0}\u{3000}\u{2028}", true), (".", false), ("锁", false),
        (" a ", false), ("\u{0}", false),
    ])
    func `a response of nothing but white space is empty`(text: String, expected: Bool) {
        #expect(Response(text: text).isEmpty == expected)
    }

    @Test func `a response is read back as it was written`() throws {
        let response = Response(
            text: "Turn the key.", reasoning: "A padlock.", stopReason: .length,
            usage: Usage(promptTokens: 11, answerTokens: 7, reasoningTokens: 3), servedBy: "sim-1",
            categories: ["violence"],
            logprobs: [TokenLogprob(token: "Turn", logprob: -0.25, top: [.init(token: "Turn", logprob: -0.25)])])
        #expect(try JSONDecoder().decode(Response.self, from: try JSONEncoder().encode(response)) == response)
    }

    @Test func `a response that was stored before there were tools is read`() throws {
        let old = #"{"text":"Yes.","stopReason":"finished","categories":[]}"#
        #expect(try JSONDecoder().decode(Response.self, from: Data(old.utf8)) == Response(text: "Yes."))
        let call = ToolCall(id: "1", name: "look_up", arguments: "{}")
        let response = Response(text: "", stopReason: .toolCall, toolCalls: [call])
        #expect(try JSONDecoder().decode(Response.self, from: JSONEncoder().encode(response)) == response)
    }
}
