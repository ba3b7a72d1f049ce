import Testing

@testable import AssaySimulator

struct StringHoldsTests {
    @Test(arguments: ["word", "a word", "words", "wword", "锁 word"])
    func `a word is found anywhere`(_ text: String) {
        #expect(text.holds("word"))
    }

    @Test(arguments: ["", "wor", "Word", "wo rd", "w\u{301}ord"])
    func `what is not the word byte for byte is not`(_ text: String) {
        #expect(!text.holds("word"))
    }
}
