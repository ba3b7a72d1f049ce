import AssayCore
import Testing

@testable import AssaySimulator

struct ShownAnswerTests {
    private func prompt(_ answer: String, right: String = "锁体和锁钩") -> String {
        let boundary = Digest(of: answer).boundary
        return """
            标准答案：一个例子
            问题：挂锁由什么组成？
            标准答案：\(right)
            --- evidence "answer" begins \(boundary) ---
            \(answer)
            --- evidence "answer" ends \(boundary) ---
            请给出结论。
            """
    }

    @Test(arguments: [
        ("锁体和锁钩", "correct"), (" 锁体和锁钩 \n", "correct"), ("挂锁由锁体和锁钩组成，我不知道别的", "correct"),
        ("锁体和锁×", "incorrect"), ("", "not_attempted"), (" \n", "not_attempted"), ("我不知道", "not_attempted"),
        ("标准答案：别的", "incorrect"),
    ])
    func `an answer is compared with the one that is called right`(answer: String, label: String) throws {
        #expect(try #require(ShownAnswer(in: prompt(answer))).label == label)
    }

    @Test func `without a fence or without a right answer there is nothing to compare`() {
        #expect(ShownAnswer(in: "标准答案：锁体\n锁体") == nil)
        #expect(ShownAnswer(in: prompt("锁体").replacing("标准答案：", with: "答案：")) == nil)
    }

    @Test func `a right answer may stand below the fence`() throws {
        let boundary = Digest(of: "锁体").boundary
        let text = "--- evidence \"a\" begins \(boundary) ---\n锁体\n--- evidence \"a\" ends \(boundary) ---\n标准答案：锁体"
        #expect(try #require(ShownAnswer(in: text)).label == "correct")
    }

    private static let schema = """
        {"type":"object","properties":{"reason":{"type":"string"},"verdict":{"enum":["correct","incorrect",\
        "not_attempted"]}},"required":["reason","verdict"]}
        """

    @Test(arguments: [("锁体和锁钩", "correct"), ("别的", "incorrect"), ("不知道", "not_attempted")])
    func `the judge says the label in JSON`(answer: String, label: String) {
        let request = SimulatedRequest(userText: prompt(answer), schema: Self.schema)
        #expect(
            Persona.judge.reply(to: request).words == #"{"reason":"Simulated reasoning.","verdict":"\#(label)"}"#)
    }

    @Test func `a juror says it too, and errs on one in six`() {
        let right = (0..<600).count { number in
            let request = SimulatedRequest(userText: prompt("锁体和锁钩\(number)"), schema: Self.schema)
            return Persona.juror.reply(to: request).words.contains(#""verdict":"correct""#)
        }
        // 500 are due, with a standard deviation of 9.1.
        #expect((455...545).contains(right))
    }
}
