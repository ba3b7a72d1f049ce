import Testing

@testable import AssayDatasets

struct ChineseSafetyQARowTests {
    @Test(arguments: [
        (" 锁\n有 几斤？ ", "锁 有 几斤？"), ("锁\u{200B}\u{FEFF}？", "锁？"), ("锁\u{FFFD}？", "锁？"), ("锁\u{0}？", "锁？"),
    ])
    func `a question is found again without what nobody sees`(question: String, folded: String) {
        #expect(ChineseSafetyQARow.folded(question) == folded)
    }
}
