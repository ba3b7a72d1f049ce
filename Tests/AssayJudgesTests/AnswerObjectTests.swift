import AssayJudges
import Testing

struct AnswerObjectTests {
    @Test(
        arguments: [
            (#"{"答案": "挂锁"}"#, "挂锁", nil), (#"{"answer": " 挂锁 "}"#, "挂锁", nil),
            (#"{"答案": "挂锁", "把握": 85}"#, "挂锁", 0.85), (#"{"答案": "B", "信心": "85%"}"#, "B", 0.85),
            (#"{"答案": "B", "confidence": " 90 ％ "}"#, "B", 0.9), (#"{"答案": "B", "把握": 0}"#, "B", 0),
            (#"{"答案": "B", "把握": 100}"#, "B", 1), (#"{"答案": "B", "把握": "72.5"}"#, "B", 0.725),
            ("```json\n{\"答案\": \"挂锁\"}\n```", "挂锁", nil), ("```\n{\"答案\": \"挂锁\"}\n```\n", "挂锁", nil),
            ("好的，{不确定} 我的回答是：{\"答案\": \"挂锁\"}。希望有帮助。", "挂锁", nil),
            ("\\frac{1}{2} 之后 {\"答案\": \"1/2\"}", "1/2", nil), (#"{"x": {"y": 1}} {"答案": "挂锁"}"#, "挂锁", nil),
            (#"{"理由": "锁有 } 和 \" 两种", "答案": "{挂锁}"}"#, "{挂锁}", nil), (#"{"答案": 42}"#, "42", nil),
            (#"{"答案": ""}"#, "", nil), (#"{"答案": null, "把握": 5}"#, "", 0.05),
        ] as [(String, String, Double?)])
    func `an object with an answer is found alone, in a fence and among words`(
        _ reply: String, _ answer: String, _ confidence: Double?
    ) throws {
        let object = try #require(AnswerObject(in: reply))
        #expect(object.answer == answer)
        #expect(object.confidence == confidence)
    }

    @Test(arguments: [
        "", "挂锁", "答案：挂锁", #"["挂锁"]"#, #"{"结果": "挂锁"}"#, #"{"答案": "挂锁""#, #"{"答案": '挂锁'}"#,
        #"{"答案": ["挂锁", "钥匙"]}"#, #"{"答案": true}"#, #"{"答案": {"答案": "挂锁"}}"#,
        #"{"答案": "挂锁"} {"答案": "钥匙"}"#, #"{"答案": "挂锁"} {"答案": "挂锁"}"#, #"{"答案": "挂锁", "答案": "钥匙"}"#,
        #"{"答案": "挂锁", "answer": "lock"}"#, String(repeating: "{", count: 100_000),
        String(repeating: "{\"答案\":", count: 10_000),
    ])
    func `a reply without exactly one such object holds none`(reply: String) {
        #expect(AnswerObject(in: reply) == nil)
    }

    @Test(arguments: [
        "101", "-1", "-5", "1e2", #""高""#, #""0x20""#, #""nan""#, #""""#, #""8 5""#, #""85 %%""#, "true", "null",
        "[85]",
        #""约85""#, "1000",
    ])
    func `a confidence that is no number from 0 to 100 is none, and the answer stays`(value: String) throws {
        let object = try #require(AnswerObject(in: #"{"答案": "挂锁", "把握": \#(value)}"#))
        #expect(object.answer == "挂锁")
        #expect(value == "1e2" ? object.confidence == 1 : object.confidence == nil)
    }

    @Test func `a confidence that stands twice is none`() throws {
        #expect(try #require(AnswerObject(in: #"{"答案": "锁", "把握": 85, "confidence": 85}"#)).confidence == nil)
    }
}
