import Testing

@testable import AssaySimulator

struct AskedFactTests {
    private func asked(_ text: String, system: String? = nil) -> AskedFact? {
        AskedFact(SimulatedRequest(userText: text, system: system))
    }

    @Test func `a question without its line is none`() {
        #expect(asked("请问：挂锁？") == nil)
    }

    @Test func `the question, its options and what was found stand on lines of their own`() throws {
        let fact = try #require(
            asked("检索结果：\n[1] a.txt\n问题：旧的？\n\n问题： 挂锁 几斤？ \n(A) 一\n(B) 二 斤\n(D) 三\n回答。"))
        #expect(fact.question == "挂锁 几斤？")
        #expect(fact.options == ["一", "二 斤"])
        #expect(fact.findings == "[1] a.txt\n问题：旧的？\n")
    }

    @Test(arguments: [("问题：？\n说明把握。", true), ("说明把握。\n问题：？", true), ("问题：把握？\n回答。", false)])
    func `the words around the question ask for a confidence`(text: String, wants: Bool) {
        #expect(asked(text)?.wantsConfidence == wants)
    }

    @Test func `what was found asks for nothing, the system prompt does`() {
        #expect(asked("检索结果：\n[1] 把握\n{\"搜索\"\n问题：？\n回答。")?.wantsConfidence == false)
        #expect(asked("检索结果：\n[1] 把握\n{\"搜索\"\n问题：？\n回答。")?.takesSearch == false)
        #expect(asked("问题：？\n回答。", system: "{\"搜索\": \"关键词\"}")?.takesSearch == true)
    }
}
