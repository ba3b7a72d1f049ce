import Foundation
import Testing

@testable import AssaySimulator

struct ChatReplyTests {
    private func chat(_ extra: String = "") throws -> ChatRequest {
        let json = #"{"model":"mixed","messages":[{"role":"user","content":"12345678"}]\#(extra)}"#
        return try JSONDecoder().decode(ChatRequest.self, from: Data(json.utf8))
    }

    private func text(_ reply: SimulatedReply, extra: String = "") throws -> String {
        String(decoding: ChatReply(reply, to: try chat(extra), number: 7).json, as: UTF8.self)
    }

    @Test(arguments: [
        (SimulatedReply.text("Yes.", isCut: false), #""content":"Yes.","refusal":null,"role":"assistant""#, "stop"),
        (.text("Ye", isCut: true), #""content":"Ye","refusal":null,"role":"assistant""#, "length"),
        (.refusalField("No."), #""content":null,"refusal":"No.","role":"assistant""#, "stop"),
        (.blockedOutput(partial: "Ye"), #""content":"Ye","refusal":null,"role":"assistant""#, "content_filter"),
        (.cutBeforeText, #""content":null,"refusal":null,"role":"assistant""#, "length"),
        (.empty, #""content":"","refusal":null,"role":"assistant""#, "stop"),
    ])
    func `each reply has OpenAI's form`(reply: SimulatedReply, message: String, finish: String) throws {
        let tokens = reply.answerTokens
        #expect(
            try text(reply) == """
                {"choices":[{"finish_reason":"\(finish)","index":0,"message":{\(message)}}],"created":0,\
                "id":"simulated-7","model":"mixed","object":"chat.completion","system_fingerprint":"simulated",\
                "usage":{"completion_tokens":\(tokens),"prompt_tokens":2,"total_tokens":\(2 + tokens)}}
                """)
    }

    @Test func `a blocked prompt has Azure's form`() throws {
        let reply = ChatReply(.blockedInput(categories: ["x"]), to: try chat(), number: 7)
        #expect(reply.status == 400)
        #expect(
            String(decoding: reply.json, as: UTF8.self) == """
                {"error":{"code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation",\
                "content_filter_result":{"x":{"filtered":true,"severity":"high"}}},\
                "message":"simulated: the prompt was filtered","param":"prompt","type":"invalid_request_error"}}
                """)
    }

    @Test func `log-probabilities come where they are asked for`() throws {
        let json = try text(.text("A B", isCut: false), extra: #","logprobs":true,"top_logprobs":2"#)
        #expect(
            json.contains(
                #"{"logprob":-0.1,"token":"B","top_logprobs":[{"logprob":-0.1,"token":"B"},{"logprob":-1.1,"token":"other1"}]}"#
            ))
    }
}
