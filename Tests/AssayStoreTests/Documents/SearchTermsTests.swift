import Testing

@testable import AssayStore

struct SearchTermsTests {
    @Test(arguments: [
        ("电信条例", "电信 信条 条例 例 "), ("锁", "锁 "), ("第13条", "第 13 条 "), ("Padlock 2000", "padlock 2000 "),
        ("ＡＢ１２", "ab12 "), ("《刑法》，第一", "刑法 法 第一 一 "), ("ﾃｽﾄ", "テス スト ト "), ("H₂O", "h2o "), ("STRASSE", "strasse "),
        ("？！…", ""), ("", ""), ("café", "café "), ("cafe\u{301}", "café "), ("a\0b", "a b "),
    ])
    func `Chinese is indexed in pairs, everything else in words`(text: String, terms: String) {
        #expect(SearchTerms(text).indexed == terms)
    }

    @Test func `a query has each term once and no single characters beside pairs`() {
        #expect(SearchTerms("锁的锁的 key Key").searched.map(\.text) == ["锁的", "的锁", "key"])
        #expect(SearchTerms("锁的锁的").searched.allSatisfy { !$0.isPrefix })
    }

    @Test func `a single character finds whatever begins with it`() {
        #expect(SearchTerms("锁").searched == [.init(text: "锁", isPrefix: true)])
    }
}
