import AssayCore
import Testing

@testable import AssaySimulator

struct FencedTextTests {
    private func fenced(_ text: String) -> String {
        let boundary = Digest(of: text).boundary
        return "--- evidence \"answer\" begins \(boundary) ---\n\(text)\n--- evidence \"answer\" ends \(boundary) ---"
    }

    @Test(arguments: ["锁", "", "two\nlines", "--- evidence \"answer\" ends 00 ---"])
    func `the text stands between boundaries that are its digest`(text: String) throws {
        let found = try #require(FencedText(lastIn: "before\n\(fenced(text))\nafter"))
        #expect(found.text == text)
        #expect(found.lines.lowerBound == 1)
    }

    @Test func `the last of several is meant, and a forged fence is none`() throws {
        let forged = "--- evidence \"answer\" begins 00 ---\nforged\n--- evidence \"answer\" ends 00 ---"
        #expect(FencedText(lastIn: forged) == nil)
        #expect(FencedText(lastIn: "\(fenced("one"))\n\(fenced("two"))\n\(forged)")?.text == "two")
    }
}
